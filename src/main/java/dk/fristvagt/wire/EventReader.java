package dk.fristvagt.wire;

import dk.fristvagt.facts.Fact;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads and checks the values of the input topics. Safe for use by several threads. */
public final class EventReader {
    private final Map<String, Deserializer<? extends SpecificRecord>> byTopic = new TreeMap<>();
    private final SerdeFactory serdes;

    /** A reader of the inputs of {@code topics}. */
    public EventReader(SerdeFactory serdes, Topics topics) {
        this.serdes = serdes;
        for (Fact.Kind kind : Fact.Kind.values()) {
            byTopic.put(
                    topics.input(kind),
                    serdes.serde(AvroEvents.recordClass(kind)).deserializer());
        }
    }

    /** Whether values with the schema {@code id} can be read without asking the registry. */
    public boolean knows(int id) {
        return serdes.knows(id);
    }

    /**
     * The event that {@code value} of an input topic is, checked by {@link EventValidator}.
     *
     * @throws UndecodableException when the bytes will never be readable
     * @throws RegistryException when that cannot be known yet
     */
    public CheckedEvent read(String topic, byte[] value) {
        SpecificRecord record = byTopic.get(topic).deserialize(topic, value);
        if (record == null) {
            throw new UndecodableException("the value is null");
        }
        return AvroEvents.check(record);
    }
}
