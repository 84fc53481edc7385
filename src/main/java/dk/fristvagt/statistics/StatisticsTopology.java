package dk.fristvagt.statistics;

import dk.fristvagt.topology.MonitorTopology;
import dk.fristvagt.topology.ReceivedTime;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Puts the topology together: two sources, one processor with one store, and nothing that goes out. */
final class StatisticsTopology {
    static final String ROWS = StatisticsStreams.STORE;

    private static final String PROCESSOR = "statistics-processor";

    private StatisticsTopology() {}

    static Topology build(StatisticsParts parts) {
        Topology topology = new Topology();
        topology.addSource(
                AutoOffsetReset.earliest(),
                "deadlines",
                new ReceivedTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                parts.topics().deadlines());
        topology.addSource(
                AutoOffsetReset.earliest(),
                "measures",
                new ReceivedTime(),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                parts.topics().measures());
        topology.addProcessor(PROCESSOR, () -> new StatisticsProcessor(parts), "deadlines", "measures");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(ROWS), Serdes.ByteArray(), Serdes.ByteArray())
                        .withCachingDisabled()
                        .withLoggingEnabled(MonitorTopology.changelog(parts.openTimestamps())),
                PROCESSOR);
        return topology;
    }
}
