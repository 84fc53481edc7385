package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A clock that is a second later whenever somebody looks at it. */
    private final AtomicInteger looks = new AtomicInteger();

    private final InstantSource hasty = () -> Instant.EPOCH.plusSeconds(looks.getAndIncrement());

    @Test
    void waits_until_it_comes() {
        AtomicInteger left = new AtomicInteger(5);

        new Patience(hasty, MINUTE).until(() -> left.decrementAndGet() == 0, () -> "five looks");

        assertThat(left).hasValue(0);
    }

    @Test
    void gives_up_and_says_what_it_waited_for() {
        assertThatThrownBy(() -> new Patience(hasty, MINUTE).until(() -> false, () -> "the end of the world"))
                .isInstanceOf(Patience.TimedOutException.class)
                .hasMessage("waited 60 seconds for the end of the world, and it did not come");
    }

    @Test
    void gives_up_at_once_when_it_is_told_to() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new Patience(hasty, MINUTE).until(() -> false, () -> "nothing"))
                .isInstanceOf(Patience.StoppedException.class);
        assertThat(Thread.interrupted())
                .as("whoever waits further must see it too")
                .isTrue();
    }
}
