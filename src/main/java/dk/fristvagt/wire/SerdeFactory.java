package dk.fristvagt.wire;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** Makes the serdes of values; configuration names the class ({@code value.serde}). */
public interface SerdeFactory {
    /** Takes the configuration; called once, before {@link #serde}. */
    void configure(Map<String, ?> configuration);

    /**
     * A serde of {@code type}, for every topic that holds it. Its deserializer throws {@link UndecodableException} for
     * bytes that will never be readable and {@link RegistryUnavailableException} when it cannot know yet.
     */
    <T extends SpecificRecord> Serde<T> serde(Class<T> type);
}
