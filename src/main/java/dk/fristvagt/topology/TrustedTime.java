package dk.fristvagt.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The machine's clock, believed as long as the broker's clock does not contradict it (architecture.md, a new day).
 *
 * <p>A clock that jumped ahead would begin days that have not come, and nothing that was said can be unsaid quietly.
 */
final class TrustedTime {
    /** How far the two clocks may lie apart. */
    static final Duration TOLERANCE = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final BrokerTime broker;

    TrustedTime(InstantSource clock, BrokerTime broker) {
        this.clock = clock;
        this.broker = broker;
    }

    /** What the machine's clock shows. */
    Instant now() {
        return clock.instant();
    }

    /** How {@code now}, which the machine's clock shows, stands to the broker's time. */
    Agreement agreement(Instant now) {
        Optional<Instant> there = broker.now();
        if (there.isEmpty()) {
            return Agreement.UNKNOWN;
        }
        Duration apart = Duration.between(there.get(), now).abs();
        return apart.compareTo(TOLERANCE) > 0 ? Agreement.DIFFER : Agreement.AGREE;
    }

    /**
     * The instant that output records carry. The broker's time when the clocks differ: a broker refuses records from
     * the future, so a wrong clock would otherwise stop the task instead of making it wait.
     */
    Instant forOutput() {
        Instant now = now();
        return agreement(now) == Agreement.DIFFER ? broker.now().orElse(now) : now;
    }

    /** The later of the two clocks: what is recorded well after it is from the future for everybody. */
    Instant latest() {
        Instant here = now();
        return broker.now().filter(there -> there.isAfter(here)).orElse(here);
    }

    /** How two clocks stand to each other. */
    enum Agreement {
        AGREE,
        DIFFER,
        /** The broker's time is not known. */
        UNKNOWN
    }
}
