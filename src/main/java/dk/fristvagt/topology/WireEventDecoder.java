package dk.fristvagt.topology;

import dk.fristvagt.facts.Fact;
import dk.fristvagt.wire.AvroEvents;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.Invalid;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** Decodes and checks the values of the input topics with the serdes of the configuration. */
public final class WireEventDecoder implements EventDecoder {
    private final Map<String, Deserializer<? extends SpecificRecord>> byTopic = new HashMap<>();

    public WireEventDecoder(SerdeFactory serdes, Topics topics) {
        for (Fact.Kind kind : Fact.Kind.values()) {
            byTopic.put(topics.input(kind), serdes.serde(AvroEvents.recordClass(kind)).deserializer());
        }
    }

    @Override
    public Decoded decode(String topic, byte[] value) {
        SpecificRecord record;
        try {
            record = byTopic.get(topic).deserialize(topic, value);
        } catch (SerializationException undecodable) {
            return new Decoded.Bad(Cause.UNDECODABLE);
        }
        if (record == null) {
            return new Decoded.Bad(Cause.UNDECODABLE);
        }
        CheckedEvent checked = AvroEvents.check(record);
        if (checked instanceof CheckedEvent.Rejected rejected) {
            return new Decoded.Bad(cause(rejected.why().code()));
        }
        return new Decoded.Good(((CheckedEvent.Accepted) checked).event());
    }

    private static Cause cause(Invalid.Code code) {
        return switch (code) {
            case INVALID -> Cause.INVALID;
            case CPR_LIKE -> Cause.CPR_LIKE;
        };
    }
}
