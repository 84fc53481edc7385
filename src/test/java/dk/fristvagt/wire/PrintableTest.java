package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "Ærø 𝄞 日本, Ærø 𝄞 日本",
        "'a\nb', a\\u{a}b",
        "'\u001b[31mred', \\u{1b}[31mred",
        "'a\u202eb', a\\u{202e}b",
        "'a\u2028b', a\\u{2028}b",
        "'a\u200bb', a\\u{200b}b",
        "'\ud834', \\u{d834}",
    })
    void whatCannotBeSeenIsEscaped(String text, String printable) {
        assertThat(Printable.of(text)).isEqualTo(printable);
    }

    @Test
    void longTextIsCut() {
        assertThat(Printable.of("𝄞".repeat(200))).isEqualTo("𝄞".repeat(200));
        assertThat(Printable.of("𝄞".repeat(100_000))).isEqualTo("𝄞".repeat(200) + "…");
        assertThat(Printable.of("abcdef", 3)).isEqualTo("abc…");
    }
}
