package dk.fristvagt.wire;

import org.apache.kafka.common.errors.SerializationException;

/** Bytes that are not what their topic holds (dead letter UNDECODABLE); says why, never a value. */
public final class UndecodableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    public UndecodableException(String message) {
        super(message);
    }
}
