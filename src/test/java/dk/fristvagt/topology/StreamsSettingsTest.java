package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final StreamsSettings LIVE = StreamsSettings.live("monitor", "broker:9092", Path.of("state"));

    @Test
    void liveOperationIsExactlyOnceWithAStandby() {
        assertThat(LIVE.toProperties())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("group.protocol", "classic")
                .containsEntry("num.standby.replicas", 1)
                .containsEntry("commit.interval.ms", 500L)
                .containsEntry("max.task.idle.ms", 0L)
                .containsEntry("ensure.explicit.internal.resource.naming", true)
                .containsEntry("state.dir", "state")
                .containsEntry("main.consumer.session.timeout.ms", 10_000)
                .containsEntry("producer.transaction.timeout.ms", 10_000)
                .containsEntry("producer.max.request.size", 2 * 1024 * 1024)
                .doesNotContainKey("replication.factor");
    }

    @Test
    void kafkaAcceptsTheProperties() {
        new StreamsConfig(LIVE.toProperties());
        new StreamsConfig(StreamsSettings.simulated("demo", "broker:9092", Path.of("state"))
                .toProperties());
    }

    @Test
    void whatCorrectnessRestsOnIsNotTheUsersToChoose() {
        Properties properties = LIVE.withClient(Map.of(
                        "processing.guarantee", "at_least_once", "security.protocol", "SSL", "state.dir", "/tmp"))
                .toProperties();
        assertThat(properties)
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("state.dir", "state")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void aWitherChangesNothingElse() {
        assertThat(LIVE.withThreads(3).withThreads(1)).isEqualTo(LIVE);
        assertThat(LIVE.withCopies(2, Optional.of((short) 3)).withCopies(1, Optional.empty()))
                .isEqualTo(LIVE);
        assertThat(LIVE.withStateDirectory(Path.of("x")).withStateDirectory(Path.of("state")))
                .isEqualTo(LIVE);
        assertThat(LIVE.withFixedClock().simulated()).isTrue();
    }
}
