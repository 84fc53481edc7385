package dk.fristvagt.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of Kafka's several hundred meters are shown, and what their clients are called. */
final class KafkaMeters {
    private static final String KAFKA = "kafka.";

    /** What an operator looks at: threads and their work, stores, what is read and written, and the group. */
    private static final Set<String> NAMES = Set.of(
            "kafka.stream.alive.stream.threads",
            "kafka.stream.failed.stream.threads",
            "kafka.stream.thread.process.total",
            "kafka.stream.thread.process.ratio",
            "kafka.stream.thread.process.latency.avg",
            "kafka.stream.thread.process.latency.max",
            "kafka.stream.thread.punctuate.total",
            "kafka.stream.thread.punctuate.ratio",
            "kafka.stream.thread.punctuate.latency.avg",
            "kafka.stream.thread.punctuate.latency.max",
            "kafka.stream.thread.commit.total",
            "kafka.stream.thread.commit.ratio",
            "kafka.stream.thread.commit.latency.avg",
            "kafka.stream.thread.commit.latency.max",
            "kafka.stream.thread.poll.total",
            "kafka.stream.thread.poll.ratio",
            "kafka.stream.thread.task.closed.total",
            "kafka.stream.state.estimate.num.keys",
            "kafka.stream.state.total.sst.files.size",
            "kafka.stream.state.size.all.mem.tables",
            "kafka.stream.state.block.cache.usage",
            "kafka.stream.state.background.errors",
            "kafka.stream.state.num.running.compactions",
            "kafka.consumer.coordinator.assigned.partitions",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.rebalance.latency.max",
            "kafka.consumer.coordinator.last.rebalance.seconds.ago",
            "kafka.consumer.coordinator.last.heartbeat.seconds.ago",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.consumer.fetch.manager.records.consumed.total",
            "kafka.consumer.fetch.manager.bytes.consumed.total",
            "kafka.consumer.fetch.manager.records.lag",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.fetch.manager.fetch.latency.max",
            "kafka.consumer.failed.authentication.total",
            "kafka.producer.record.send.total",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.outgoing.byte.total",
            "kafka.producer.request.latency.avg",
            "kafka.producer.request.latency.max",
            "kafka.producer.buffer.available.bytes");

    /** The random part of a client's id, different after every start. */
    private static final Pattern RANDOM = Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Lets through what is not Kafka's, or is on the list. */
    static final MeterFilter ALLOWED = new MeterFilter() {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return isKafkas(id) && !NAMES.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
        }
    };

    /**
     * Names clients and threads the same after every start, so that their series go on.
     *
     * <p>No tag is taken away: Micrometer's binder takes a meter with fewer tags than Kafka's for one that is to be replaced.
     * So what has a random tag, as the state of a client has the id of its process, is not on the list.
     */
    static final MeterFilter STEADY = new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
            return isKafkas(id)
                    ? id.replaceTags(
                            id.getTags().stream().map(KafkaMeters::steady).toList())
                    : id;
        }
    };

    private KafkaMeters() {}

    private static boolean isKafkas(Meter.Id id) {
        return id.getName().startsWith(KAFKA);
    }

    private static Tag steady(Tag tag) {
        return Tag.of(tag.getKey(), RANDOM.matcher(tag.getValue()).replaceAll(""));
    }
}
