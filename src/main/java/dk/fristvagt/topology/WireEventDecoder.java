package dk.fristvagt.topology;

import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventReader;
import dk.fristvagt.wire.Invalid;
import dk.fristvagt.wire.UndecodableException;

/** Decodes the values of the input topics as they are on the wire. */
final class WireEventDecoder implements EventDecoder {
    private final EventReader reader;

    WireEventDecoder(EventReader reader) {
        this.reader = reader;
    }

    @Override
    public Decoded decode(String topic, byte[] value) {
        CheckedEvent checked;
        try {
            checked = reader.read(topic, value);
        } catch (UndecodableException undecodable) {
            return new Decoded.Bad(Cause.UNDECODABLE);
        }
        if (checked instanceof CheckedEvent.Rejected rejected) {
            return new Decoded.Bad(cause(rejected.why().code()));
        }
        return new Decoded.Good(((CheckedEvent.Accepted) checked).event());
    }

    @Override
    public boolean knows(int id) {
        return reader.knows(id);
    }

    private static Cause cause(Invalid.Code code) {
        return switch (code) {
            case INVALID -> Cause.INVALID;
            case CPR_LIKE -> Cause.CPR_LIKE;
        };
    }
}
