package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hash's values stand in stored files; the vectors were calculated apart from this program and never change. */
class Hash64Test {
    @ParameterizedTest
    @CsvSource({
        "'', b78e62a4e43e00c1",
        "a, 996784e01af66a6d",
        "abcd, cfad421288776fcf",
        "abcde, 93ed73331ad7c9ac",
        "0f8fad5b-d9cb-469f-a165-70867728950e, 3f3c81b78f5c070e",
        "æøå\uD835\uDD38, ba1e4d05e113990f",
    })
    void theHashOfATextNeverChanges(String text, String hash) {
        assertThat(Hash64.of(text)).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @ParameterizedTest
    @CsvSource({
        "0, b78e62a4e43e00c1",
        "1, 8a33c9bc328315e2",
        "-1, 1b170472fa230c2f",
        "-9223372036854775808, 378e62a4a43e00c1",
        "19052, de1b6718dddfb443",
    })
    void theHashOfANumberNeverChanges(long number, String hash) {
        assertThat(new Hash64().add(number).value()).isEqualTo(Long.parseUnsignedLong(hash, 16));
    }

    @Test
    void theHashOfNothingNeverChanges() {
        assertThat(new Hash64().value()).isEqualTo(0xecba3df2c3383c52L);
    }

    @Test
    void aDayIsItsNumberSinceTheEpoch() {
        // 2022-03-01 is day 19 052
        assertThat(new Hash64().add(day("2022-03-01")).value()).isEqualTo(0xde1b6718dddfb443L);
    }

    @Test
    void aSequenceOfValuesHasAHashThatNeverChanges() {
        assertThat(new Hash64().add("dp-cv").add(7).add(day("2022-03-01")).value())
                .isEqualTo(0xa270c0ac9d91608dL);
    }

    @Test
    void neighbouringTextsDoNotRunTogether() {
        assertThat(new Hash64().add("ab").add("c").value()).isEqualTo(0xd3df5bb9e5fefe7bL);
        assertThat(new Hash64().add("a").add("bc").value()).isEqualTo(0xc63d1fbed39b6074L);
    }
}
