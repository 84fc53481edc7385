package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.topology.Obstacle;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an instance lives and when it is ready. */
class HealthTest {
    private static final String NOT_RUNNING =
            "{\"obstacle\":\"NOT_RUNNING\",\"sentence\":\"the monitor is not running, or"
                    + " its partitions are being assigned\"}";

    private final Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
    private Optional<String> failure = Optional.empty();
    private final Health health = new Health(Set.of(Metric.Role.MONITOR));

    @Test
    void before_the_start_it_lives_and_is_not_ready() {
        assertThat(get(health, Health.LIVE).status()).isEqualTo(200);
        assertThat(get(health, Health.READY).status()).isEqualTo(503);
        assertThat(get(health, Health.READY).body())
                .isEqualTo("{\"ready\":false,\"roles\":{\"monitor\":{\"ready\":false,\"obstacles\":[" + NOT_RUNNING
                        + "]}}}\n");
    }

    @Test
    void it_is_ready_when_nothing_is_in_the_way_and_says_what_is() {
        health.watch(Metric.Role.MONITOR, () -> failure, () -> obstacles);
        obstacles.addAll(Set.of(Obstacle.SCHEMA_AWAITED, Obstacle.CATCHING_UP));

        Answer not = get(health, Health.READY);
        assertThat(not.status()).isEqualTo(503);
        assertThat(not.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(not.body()).contains("\"CATCHING_UP\"", "\"SCHEMA_AWAITED\"", Obstacle.SCHEMA_AWAITED.sentence());
        assertThat(get(health, Health.LIVE).status())
                .as("a restart would not help")
                .isEqualTo(200);

        obstacles.clear();
        assertThat(get(health, Health.READY).status()).isEqualTo(200);
        assertThat(get(health, Health.READY).body())
                .isEqualTo("{\"ready\":true,\"roles\":{\"monitor\":{\"ready\":true,\"obstacles\":[]}}}\n");

        obstacles.add(Obstacle.CLOCKS_DIFFER);
        assertThat(get(health, Health.READY).status()).isEqualTo(503);
    }

    @Test
    void who_has_failed_for_good_lives_no_more_and_does_not_say_why_to_everybody() {
        health.watch(Metric.Role.MONITOR, () -> failure, () -> obstacles);
        failure = Optional.of("its threads keep dying: secret of c1");

        Answer live = get(health, Health.LIVE);
        assertThat(live.status()).isEqualTo(503);
        assertThat(live.body()).contains("its log says why").doesNotContain("c1");
        assertThat(get(health, Health.READY).status()).isEqualTo(503);
        assertThat(get(health, Health.READY).body()).contains("NOT_RUNNING").doesNotContain("c1");
    }

    @Test
    void every_role_must_be_ready() {
        Health both = new Health(Set.of(Metric.Role.MONITOR, Metric.Role.STATISTICS));
        both.watch(Metric.Role.MONITOR, Optional::empty, Set::of);

        assertThat(get(both, Health.READY).status()).isEqualTo(503);
        assertThat(get(both, Health.READY).body())
                .isEqualTo("{\"ready\":false,\"roles\":{\"monitor\":{\"ready\":true,\"obstacles\":[]},"
                        + "\"statistics\":{\"ready\":false,\"obstacles\":[" + NOT_RUNNING + "]}}}\n");

        both.watch(Metric.Role.STATISTICS, () -> failure, () -> obstacles);
        assertThat(get(both, Health.READY).status()).isEqualTo(200);
        failure = Optional.of("gone");
        assertThat(get(both, Health.LIVE).status()).isEqualTo(503);
    }

    @Test
    void a_role_that_the_instance_does_not_have_is_a_mistake() {
        assertThatThrownBy(() -> health.watch(Metric.Role.STATISTICS, Optional::empty, Set::of))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("statistics");
    }

    private static Answer get(Health health, String path) {
        Route route = health.routes().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        assertThat(route.method()).isEqualTo("GET");
        return route.handler().apply(new Request("127.0.0.1", Optional.empty(), Optional.empty(), new byte[0]));
    }
}
