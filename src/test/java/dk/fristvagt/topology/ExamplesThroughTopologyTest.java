package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dk.fristvagt.testing.Example;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.DeadlineJson;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples come out of the topology line by line, as they come out of a backtest. */
class ExamplesThroughTopologyTest {
    @TestFactory
    Stream<DynamicTest> the_topology_gives_exactly_the_expected_alerts_and_deadlines() {
        return Example.all().stream().map(example -> dynamicTest(example.name(), () -> playThroughTopology(example)));
    }

    private static void playThroughTopology(Example example) {
        TopologyPlayer.Played played = new TopologyPlayer(Rig.MONITOR).play(example.events(), example.until());

        assertThat(played.deadLetters()).isEmpty();
        example.assertCameOut(
                played.alerts().stream().map(AlertJson::line).toList(),
                played.deadlines().values().stream().map(DeadlineJson::line).toList());
    }
}
