package dk.fristvagt.topology;

import dk.fristvagt.facts.Fact;
import dk.fristvagt.monitor.CitizenMonitor;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Puts the topology together: seven sources, one processor with two stores, four sinks.
 *
 * <p>Values come in as bytes: what cannot be decoded is the processor's business, which knows the dead letters, and not
 * that of a handler that would put the exception's text into a header.
 */
public final class MonitorTopology {
    /** Producer, changelogs and deadlines: four times the largest file, which also holds the largest event. */
    public static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

    /**
     * Small against the default of 1 GiB: only closed segments are compacted, and what is not compacted is read at every
     * restore. The agenda writes an entry and its tombstone for every move.
     */
    private static final int CHANGELOG_SEGMENT_BYTES = 64 * 1024 * 1024;

    /** See {@link TopicSetup}: a backfill walks through years in minutes, and must not open a segment for every week. */
    private static final long CHANGELOG_SEGMENT_MS = TopicSetup.TEN_YEARS.toMillis();

    private MonitorTopology() {}

    /** The topology around {@code monitor}. */
    public static Topology build(CitizenMonitor monitor, MonitorParts parts) {
        return build(CitizenCore.of(monitor), parts);
    }

    static Topology build(CitizenCore core, MonitorParts parts) {
        Topology topology = new Topology();
        String[] sources = new String[Fact.Kind.values().length];
        for (Fact.Kind kind : Fact.Kind.values()) {
            String source = "in-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            sources[kind.ordinal()] = source;
            topology.addSource(
                    AutoOffsetReset.earliest(),
                    source,
                    new ReceivedTime(),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer(),
                    parts.topics().input(kind));
        }
        topology.addProcessor(Names.PROCESSOR, () -> new CitizenProcessor(core, parts), sources)
                .addStateStore(citizens(parts.openTimestamps()), Names.PROCESSOR)
                .addStateStore(agenda(parts.openTimestamps()), Names.PROCESSOR)
                .addSink(
                        Names.ALERTS,
                        new AlertOnTopic.Router(),
                        new StringSerializer(),
                        new AlertOnTopic.Bytes(),
                        Names.PROCESSOR)
                .addSink(
                        Names.DEADLINES,
                        parts.topics().deadlines(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        new ByCitizen(),
                        Names.PROCESSOR)
                .addSink(
                        Names.MEASURES,
                        parts.topics().measures(),
                        new StringSerializer(),
                        new ByteArraySerializer(),
                        new ByCitizen(),
                        Names.PROCESSOR)
                .addSink(
                        Names.DEAD_LETTERS,
                        parts.topics().deadLetters(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        Names.PROCESSOR);
        return topology;
    }

    private static StoreBuilder<?> citizens(boolean openTimestamps) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.CITIZENS), Serdes.String(), Serdes.ByteArray())
                // A cache would write the last of several files of a citizen per commit and save nothing else; it costs
                // a copy of every file on the heap, and the exact order of changelog and output.
                .withCachingDisabled()
                .withLoggingEnabled(changelog(openTimestamps));
    }

    private static StoreBuilder<?> agenda(boolean openTimestamps) {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Names.AGENDA), Serdes.ByteArray(), Serdes.ByteArray())
                // Range scans through a cache merge two iterators and see entries that are already gone from the store.
                .withCachingDisabled()
                .withLoggingEnabled(changelog(openTimestamps));
    }

    /** The configuration of the changelogs. */
    public static Map<String, String> changelog(boolean openTimestamps) {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_MESSAGE_BYTES));
        config.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(CHANGELOG_SEGMENT_BYTES));
        config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(CHANGELOG_SEGMENT_MS));
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        config.put(
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                Long.toString(TopicSetup.timestampsAfter(openTimestamps)));
        return config;
    }
}
