package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {
    private static final LocalDate DAY = day("2022-01-31");

    @Test
    void neverIsLaterThanEveryRealDay() {
        assertThat(Days.NEVER).isAfter(day("9999-12-31"));
        assertThat(Days.later(DAY, Days.NEVER)).isEqualTo(Days.NEVER);
        assertThat(Days.later(Days.NEVER, DAY)).isEqualTo(Days.NEVER);
        assertThat(Days.earlier(DAY, Days.NEVER)).isEqualTo(DAY);
        assertThat(Days.earlier(Days.NEVER, DAY)).isEqualTo(DAY);
    }

    @Test
    void neverDoesNotExistAlsoWhenItIsAnotherObject() {
        assertThat(Days.exists(Days.NEVER)).isFalse();
        assertThat(Days.exists(LocalDate.parse("+999999999-12-31"))).isFalse();
        assertThat(Days.exists(DAY)).isTrue();
    }

    @Test
    void arithmeticOnNeverStaysNever() {
        assertThat(Days.plusDays(Days.NEVER, 1)).isEqualTo(Days.NEVER);
        assertThat(Days.plusDays(Days.NEVER, -1)).isEqualTo(Days.NEVER);
        assertThat(Days.plusMonths(Days.NEVER, 1)).isEqualTo(Days.NEVER);
        assertThat(Days.plusMonths(Days.NEVER, -1)).isEqualTo(Days.NEVER);
    }

    @Test
    void arithmeticOnRealDaysIsThatOfTheCalendar() {
        assertThat(Days.plusDays(DAY, 1)).isEqualTo(day("2022-02-01"));
        // domain.md §4: adding months clamps to the last day of the month
        assertThat(Days.plusMonths(DAY, 1)).isEqualTo(day("2022-02-28"));
        assertThat(Days.earlier(DAY, DAY.plusDays(1))).isEqualTo(DAY);
        assertThat(Days.earlier(DAY.plusDays(1), DAY)).isEqualTo(DAY);
        assertThat(Days.later(DAY, DAY.plusDays(1))).isEqualTo(DAY.plusDays(1));
        assertThat(Days.later(DAY.plusDays(1), DAY)).isEqualTo(DAY.plusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        // in winter Copenhagen is an hour ahead of UTC, in summer two
        "2022-01-15T22:59:59.999Z, 2022-01-15",
        "2022-01-15T23:00:00Z, 2022-01-16",
        "2022-07-15T21:59:59.999Z, 2022-07-15",
        "2022-07-15T22:00:00Z, 2022-07-16",
        // the night to 27 March 2022 has no hour from 2 to 3, that to 30 October has it twice
        "2022-03-26T23:00:00Z, 2022-03-27",
        "2022-03-27T21:59:59Z, 2022-03-27",
        "2022-03-27T22:00:00Z, 2022-03-28",
        "2022-10-29T22:00:00Z, 2022-10-30",
        "2022-10-30T22:59:59Z, 2022-10-30",
        "2022-10-30T23:00:00Z, 2022-10-31",
    })
    void theRecordedDayIsTheCivilDateInCopenhagen(Instant recordedAt, LocalDate day) {
        assertThat(Days.civil(recordedAt)).isEqualTo(day);
    }

    @Test
    void textsCompareByTheirUtf8Bytes() {
        // U+FF21 (3 bytes, EF BC A1) is before U+1D538 (4 bytes, F0 9D 94 B8), though its UTF-16 unit FF21 is greater
        // than D835; U+D7FF is the last character before the surrogates, U+E000 the first after them
        List<String> texts = List.of(
                "",
                "-",
                "A",
                "a",
                "aa",
                "ab",
                "b",
                "é",
                "å",
                "\uD7FF",
                "\uE000",
                "\uFF21",
                "\uFF21a",
                "\uD835\uDD38",
                "\uD835\uDD38a",
                "\uD835\uDD39",
                "\uD836\uDC00",
                "x\uFF21",
                "x\uD835\uDD38",
                "x\uD835\uDD38\uFF21");
        for (String a : texts) {
            for (String b : texts) {
                int bytes =
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                assertThat(Integer.signum(Days.UTF8.compare(a, b)))
                        .as("%s and %s", a, b)
                        .isEqualTo(Integer.signum(bytes));
            }
        }
    }

    @Test
    void theOrderOfTextsIsNotThatOfJavaStrings() {
        List<String> sorted = new ArrayList<>(List.of("\uD835\uDD38", "\uFF21"));
        sorted.sort(Days.UTF8);
        assertThat(sorted).containsExactly("\uFF21", "\uD835\uDD38");
    }
}
