package dk.fristvagt.seniority;

import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arithmetic of weekdays against java.time, day by day. */
class MonthsTest {
    /** Before the table of months begins and after it ends, too. */
    private static final LocalDate FIRST = day("1969-12-01");

    private static final LocalDate LAST = day("2112-12-31");

    private static boolean weekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    @Test
    void aMonthHasTheWeekdaysThatTheCalendarShows() {
        for (YearMonth month = YearMonth.from(FIRST); !month.atDay(1).isAfter(LAST); month = month.plusMonths(1)) {
            int weekdays = (int) month.atDay(1)
                    .datesUntil(month.plusMonths(1).atDay(1))
                    .filter(MonthsTest::weekday)
                    .count();
            int number = Months.number(month);

            assertThat(Months.weekdays(number)).as("%s", month).isEqualTo(weekdays);
            assertThat(Months.yearMonth(number)).isEqualTo(month);
            assertThat(Months.firstDay(number)).isEqualTo(month.atDay(1));
            assertThat(Months.lastDay(number)).isEqualTo(month.atEndOfMonth());
            assertThat(Months.number(month.atEndOfMonth())).isEqualTo(number);
            assertThat(Months.number(month.atDay(1))).isEqualTo(number);
        }
    }

    @Test
    void monthsAreNumberedWithoutGaps() {
        assertThat(Months.number(YearMonth.of(0, 1))).isZero();
        assertThat(Months.number(YearMonth.of(2022, 3))).isEqualTo(2022 * 12 + 2);
        assertThat(Months.number(YearMonth.of(2023, 1)) - Months.number(YearMonth.of(2022, 12)))
                .isOne();
        assertThat(Months.yearMonth(-1)).isEqualTo(YearMonth.of(-1, 12));
        assertThat(Months.firstDay(-1)).isEqualTo(LocalDate.of(-1, 12, 1));
    }

    @Test
    void theWeekdaysBetweenTwoDaysAreThoseOfTheCalendar() {
        // starts on each day of the week, before and after the epoch, in 60 lengths
        for (String start : List.of("1969-12-22", "1970-01-01", "2000-02-21", "2022-03-01", "2109-12-20")) {
            for (int shift = 0; shift < 7; shift++) {
                LocalDate from = day(start).plusDays(shift);
                int weekdays = 0;
                for (int length = 1; length <= 60; length++) {
                    LocalDate to = from.plusDays(length - 1L);
                    weekdays += weekday(to) ? 1 : 0;
                    assertThat(Months.weekdays(from, to))
                            .as("%s to %s", from, to)
                            .isEqualTo(weekdays);
                }
            }
        }
    }

    @Test
    void anEmptyStretchHasNoWeekdays() {
        assertThat(Months.weekdays(day("2022-03-02"), day("2022-03-01"))).isZero();
    }

    @Test
    void theNthWeekdayIsTheOneThatCountingFinds() {
        for (String start : List.of("1969-12-22", "1970-01-01", "2000-02-21", "2022-03-01", "2109-12-20")) {
            for (int shift = 0; shift < 7; shift++) {
                LocalDate from = day(start).plusDays(shift);
                List<LocalDate> weekdays = new ArrayList<>();
                for (LocalDate at = from; weekdays.size() < 31; at = at.plusDays(1)) {
                    if (weekday(at)) {
                        weekdays.add(at);
                    }
                }
                for (int n = 1; n <= weekdays.size(); n++) {
                    assertThat(Months.weekday(from, n))
                            .as("%d from %s", n, from)
                            .isEqualTo(weekdays.get(n - 1));
                }
            }
        }
    }
}
