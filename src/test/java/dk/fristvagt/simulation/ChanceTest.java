package dk.fristvagt.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void is_splitmix64() {
        Chance chance = new Chance(1234567);

        // The published test vector of SplitMix64 for this seed.
        assertThat(new long[] {chance.next(), chance.next(), chance.next()})
                .containsExactly(6457827717110365317L, 3203168211198807973L, -8629252141511181193L);
    }

    @Test
    void numbers_lie_in_their_bounds_and_reach_them() {
        Chance chance = Chance.of(1, 1);

        assertThat(IntStream.range(0, 1000).map(i -> chance.between(-2, 2)).distinct())
                .containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
        assertThat(IntStream.range(0, 1000).mapToDouble(i -> chance.unit()))
                .allSatisfy(unit -> assertThat(unit).isBetween(0.0, Math.nextDown(1.0)));
    }

    @Test
    void neighbours_have_different_streams() {
        assertThat(Chance.of(1, 1).next())
                .isNotEqualTo(Chance.of(1, 2).next())
                .isNotEqualTo(Chance.of(2, 1).next());
    }
}
