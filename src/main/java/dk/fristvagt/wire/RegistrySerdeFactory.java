package dk.fristvagt.wire;

import dk.fristvagt.facts.Fact;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Makes {@link ConfluentSerde}s that share one registry client: the default of {@code value.serde}. Its configuration
 * is that of {@link RegistryConfig}.
 */
public final class RegistrySerdeFactory implements SerdeFactory {
    private Registry registry;

    /** A factory that is yet to be configured. */
    public RegistrySerdeFactory() {}

    /** A factory over {@code registry}, which needs no configuration. */
    public RegistrySerdeFactory(Registry registry) {
        this.registry = registry;
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        registry = new Registry(RegistryConfig.settings(configuration));
    }

    @Override
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return new ConfluentSerde<>(registry, type);
    }

    @Override
    public void prepare(Topics topics) {
        for (Fact.Kind kind : Fact.Kind.values()) {
            registry.preload(Topics.subject(
                    topics.input(kind), AvroEvents.newRecord(kind).getSchema()));
        }
        topics.subjects().forEach(registry::id);
    }

    @Override
    public boolean knows(int id) {
        return registry.knows(id);
    }
}
