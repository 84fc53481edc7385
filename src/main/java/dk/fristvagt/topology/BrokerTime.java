package dk.fristvagt.topology;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The broker's clock, to be compared with this machine's: a clock that is alone with its opinion is not believed. */
@FunctionalInterface
public interface BrokerTime {
    /** What the broker's clock shows now, within a second or two; empty while it is not known. */
    Optional<Instant> now();

    /** A broker that always agrees with {@code clock}: for simulated and fixed clocks, which no broker can confirm. */
    static BrokerTime agreeingWith(InstantSource clock) {
        return () -> Optional.of(clock.instant());
    }
}
