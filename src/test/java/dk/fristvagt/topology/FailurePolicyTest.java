package dk.fristvagt.topology;

import static dk.fristvagt.topology.FailurePolicy.Response.DELETE_STATE_AND_REPLACE_THREAD;
import static dk.fristvagt.topology.FailurePolicy.Response.REPLACE_THREAD;
import static dk.fristvagt.topology.FailurePolicy.Response.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {
    private long nanos;
    private final FailurePolicy policy = new FailurePolicy(() -> nanos);

    @Test
    void stopsWhenThreeStoresAreDamagedWithinTenMinutes() {
        Throwable damaged = new StreamsException(new ProcessorStateException("damaged"));
        assertThat(policy.after(damaged)).isEqualTo(DELETE_STATE_AND_REPLACE_THREAD);
        nanos += Duration.ofMinutes(4).toNanos();
        assertThat(policy.after(damaged)).isEqualTo(DELETE_STATE_AND_REPLACE_THREAD);
        nanos += Duration.ofMinutes(4).toNanos();
        assertThat(policy.after(damaged)).isEqualTo(STOP);
    }

    @Test
    void forgetsDamageThatIsOlderThanTenMinutes() {
        Throwable damaged = new ProcessorStateException("damaged");
        for (int i = 0; i < 10; i++) {
            assertThat(policy.after(damaged)).isEqualTo(DELETE_STATE_AND_REPLACE_THREAD);
            nanos += Duration.ofMinutes(6).toNanos();
        }
    }

    @Test
    void replacesAThreadThatDiedOfSomethingElseButNotForever() {
        for (int i = 1; i < FailurePolicy.FAILURES; i++) {
            assertThat(policy.after(new IllegalStateException())).isEqualTo(REPLACE_THREAD);
        }
        assertThat(policy.after(new IllegalStateException())).isEqualTo(STOP);
    }

    @Test
    void stopsAtOnceForWhatANewThreadCannotHeal() {
        assertThat(policy.after(new StreamsException(
                        new BusinessDay.CursorAheadException("0_0", Given.day("2022-03-02"), Given.day("2022-03-01")))))
                .isEqualTo(STOP);
        assertThat(policy.after(new StreamsException(new TopicAuthorizationException("t"))))
                .isEqualTo(STOP);
    }
}
