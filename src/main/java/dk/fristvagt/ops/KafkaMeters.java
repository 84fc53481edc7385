package dk.fristvagt.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Set;
import java.util.regex.Pattern;

/** Which of Kafka's several hundred meters are shown, and under which names of clients. */
final class KafkaMeters {
    private static final String KAFKA = "kafka.";

    /** What an operator looks at: threads, tasks, stores, what is read and written, and who is in the group. */
    private static final Set<String> NAMES = Set.of("TODO");

    /** The random part of a client's id, different after every start. */
    private static final Pattern RANDOM = Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Lets through what is not Kafka's, or is on the list. */
    static final MeterFilter ALLOWED = new MeterFilter() {
        @Override
        public MeterFilterReply accept(Meter.Id id) {
            return id.getName().startsWith(KAFKA) && !NAMES.contains(id.getName())
                    ? MeterFilterReply.DENY
                    : MeterFilterReply.NEUTRAL;
        }
    };

    /** Names clients and threads the same after every start, so that their series go on. */
    static final MeterFilter STEADY = new MeterFilter() {
        @Override
        public Meter.Id map(Meter.Id id) {
            return id.getName().startsWith(KAFKA)
                    ? id.replaceTags(id.getTags().stream()
                            .map(tag -> Tag.of(
                                    tag.getKey(), RANDOM.matcher(tag.getValue()).replaceAll("")))
                            .toList())
                    : id;
        }
    };

    private KafkaMeters() {}
}
