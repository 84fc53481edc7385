package dk.fristvagt.wire;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Makes the serdes of values; configuration names the class ({@code value.serde}), see {@link SerdeFactories}.
 *
 * <p>An implementation has a public constructor without parameters. It may be used by several threads.
 */
public interface SerdeFactory {
    /**
     * Takes the configuration; called once, before everything else.
     *
     * @throws IllegalArgumentException naming the key that is missing or wrong
     */
    void configure(Map<String, ?> configuration);

    /**
     * A serde of {@code type}, for every topic that holds it. Its deserializer throws {@link UndecodableException} for
     * bytes that will never be readable and {@link RegistryException} when it cannot know yet; neither quotes a value.
     */
    <T extends SpecificRecord> Serde<T> serde(Class<T> type);

    /**
     * Gets to know everything that reading and writing {@code topics} needs, so that the registry may be away later.
     *
     * @throws RegistryException when the registry is away now or lacks a schema that setup registers
     */
    default void prepare(Topics topics) {}

    /** Whether values with the schema {@code id} can be read without asking the registry; false where that is not known. */
    default boolean knows(int id) {
        return false;
    }
}
