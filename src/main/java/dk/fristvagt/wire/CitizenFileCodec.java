package dk.fristvagt.wire;

import org.apache.kafka.common.serialization.Serde;

/** Compact binary form of a {@link StoredCitizen}: a version byte, then Avro binary of the state schema. */
public final class CitizenFileCodec {
    private CitizenFileCodec() {}

    /** The bytes to store. */
    public static byte[] encode(StoredCitizen citizen) {
        throw new UnsupportedOperationException();
    }

    /**
     * The citizen that was stored as {@code bytes}.
     *
     * @throws UnreadableStateException when the bytes are damaged or of a version newer than this program
     */
    public static StoredCitizen decode(byte[] bytes) {
        throw new UnsupportedOperationException();
    }

    /** A serde for the state store. */
    public static Serde<StoredCitizen> serde() {
        throw new UnsupportedOperationException();
    }

    /** A stored file that cannot be read; says why, never a value. */
    public static final class UnreadableStateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableStateException(String message) {
            super(message);
        }
    }
}
