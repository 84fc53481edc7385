package dk.fristvagt.simulation.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeenIdsTest {
    @Test
    void an_id_is_new_once_however_many_come_between() {
        SeenIds seen = new SeenIds();

        assertThat(IntStream.range(0, 50_000).filter(i -> !seen.add("P" + i))).isEmpty();
        assertThat(IntStream.range(0, 50_000).filter(i -> seen.add("P" + i))).isEmpty();
    }
}
