package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.WorkingDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysOfDenmarkTest {
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2100;
    private static final int LAST_YEAR_OF_STORE_BEDEDAG = 2023;

    private final WorkingDays workingDays = new WorkingDaysOfDenmark();

    @Test
    void everyDayFrom1990To2100IsAWorkingDayExactlyWhenTheListOfTheLawSaysSo() {
        List<LocalDate> different = new ArrayList<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            Set<LocalDate> holidays = holidays(year);
            LocalDate next = LocalDate.of(year + 1, 1, 1);
            for (LocalDate day = LocalDate.of(year, 1, 1); day.isBefore(next); day = day.plusDays(1)) {
                boolean weekend = day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
                if (workingDays.isWorkingDay(day) == (weekend || holidays.contains(day))) {
                    different.add(day);
                }
            }
        }

        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2000-04-23", "2008-03-23", "2011-04-24", "2022-04-17", "2024-03-31", "2025-04-20", "2038-04-25"})
    void theEasterOfThisTestIsThatOfTheAlmanac(LocalDate easter) {
        assertThat(easter(easter.getYear())).isEqualTo(easter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-06-05", "2024-12-24", "2024-12-31", "2024-04-26", "2024-05-10"})
    void daysThatManyHaveOffAreWorkingDays(LocalDate day) {
        assertThat(workingDays.isWorkingDay(day)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // Good Friday; the day before is Maundy Thursday
        "2022-04-15, 2022-04-13",
        // Store Bededag, and the same Friday a year after it was abolished
        "2023-05-05, 2023-05-04",
        "2024-04-26, 2024-04-26",
        "2022-12-26, 2022-12-23",
        "2023-01-01, 2022-12-30",
        "2022-03-01, 2022-03-01",
    })
    void theLastWorkingDayIsOnOrBeforeTheDueDay(LocalDate due, LocalDate last) {
        assertThat(workingDays.lastOnOrBefore(due)).isEqualTo(last);
    }

    @Test
    void severalThreadsGetTheSameAnswers() throws Exception {
        WorkingDays shared = new WorkingDaysOfDenmark();
        Callable<Long> count = () -> LocalDate.of(FIRST_YEAR, 1, 1)
                .datesUntil(LocalDate.of(LAST_YEAR + 1, 1, 1))
                .filter(shared::isWorkingDay)
                .count();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Set<Long> counts = new HashSet<>();
            for (Future<Long> each : threads.invokeAll(List.of(count, count, count, count))) {
                counts.add(each.get());
            }
            assertThat(counts).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Set<LocalDate> holidays(int year) {
        LocalDate easter = easter(year);
        Set<LocalDate> holidays = new HashSet<>(List.of(
                LocalDate.of(year, 1, 1),
                easter.minusDays(3),
                easter.minusDays(2),
                easter.plusDays(1),
                easter.plusDays(39),
                easter.plusDays(50),
                LocalDate.of(year, 12, 25),
                LocalDate.of(year, 12, 26)));
        if (year <= LAST_YEAR_OF_STORE_BEDEDAG) {
            holidays.add(easter.plusDays(26));
        }
        return holidays;
    }

    /** Gauss's computation in the form of 1900 to 2199 with his two exceptions. */
    private static LocalDate easter(int year) {
        int m = 24;
        int n = year < 2100 ? 5 : 6;
        int d = (19 * (year % 19) + m) % 30;
        int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
        if (d == 29 && e == 6 || d == 28 && e == 6 && 11 * (m + 1) % 30 < 19) {
            e -= 7;
        }
        return LocalDate.of(year, 3, 22).plusDays(d + e);
    }
}
