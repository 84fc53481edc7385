package dk.fristvagt.simulation.dream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoWeekTest {
    @ParameterizedTest
    @CsvSource({
        "y_1901, 2018-12-31, 2019-01-06",
        "y_2053, 2020-12-28, 2021-01-03",
        "y_2101, 2021-01-04, 2021-01-10",
        "y_1553, 2015-12-28, 2016-01-03",
        "y_0901, 2008-12-29, 2009-01-04",
        "y_0001, 2000-01-03, 2000-01-09",
        "y_9952, 1999-12-27, 2000-01-02",
        "y_9132, 1991-08-05, 1991-08-11",
        "y_9001, 2090-01-02, 2090-01-08",
        "Y_1901, 2018-12-31, 2019-01-06",
        "1901, 2018-12-31, 2019-01-06",
        "201901, 2018-12-31, 2019-01-06",
        "2019-W01, 2018-12-31, 2019-01-06",
        "2019w01, 2018-12-31, 2019-01-06"
    })
    void a_week_runs_from_its_monday_to_its_sunday(String text, LocalDate monday, LocalDate sunday) {
        IsoWeek week = IsoWeek.parse(text).orElseThrow();

        assertThat(week.monday()).isEqualTo(monday);
        assertThat(week.sunday()).isEqualTo(sunday);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y_1953",
                "y_2153",
                "y_1900",
                "y_1954",
                "y_195",
                "y_",
                "y_19011",
                "199053",
                "209101",
                "2019-1",
                "W01",
                "",
                "0101901234",
                "2019-01-01",
                "１９０１"
            })
    void a_week_that_does_not_exist_is_none(String text) {
        assertThat(IsoWeek.parse(text)).isEmpty();
    }

    @Test
    void the_week_after_a_week_53_is_the_first_of_the_next_year() {
        IsoWeek last = IsoWeek.of(2020, 53).orElseThrow();
        IsoWeek first = IsoWeek.of(2021, 1).orElseThrow();

        assertThat(last.next()).isEqualTo(first);
        assertThat(last.isJustBefore(first)).isTrue();
        assertThat(IsoWeek.of(2020, 52).orElseThrow().isJustBefore(first)).isFalse();
    }

    @Test
    void every_week_of_the_register_reads_as_it_is_written_and_follows_the_one_before() {
        IsoWeek week = IsoWeek.of(IsoWeek.FIRST_YEAR, 1).orElseThrow();
        IsoWeek last = IsoWeek.of(IsoWeek.LAST_YEAR, 52).orElseThrow();
        int weeks = 1;
        while (week.compareTo(last) < 0) {
            assertThat(IsoWeek.parse(week.toString())).contains(week);
            week = week.next();
            weeks++;
        }

        // 31 December 1990 to 31 December 2090 are 36 526 days, the last of them a Sunday.
        assertThat(weeks).isEqualTo(5218);
        assertThat(last.sunday()).isEqualTo(LocalDate.of(2090, 12, 31));
    }
}
