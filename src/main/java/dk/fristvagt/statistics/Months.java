package dk.fristvagt.statistics;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;

/** Months and ISO weeks as numbers that follow each other. */
final class Months {
    private static final int DAYS = 7;

    private Months() {}

    static int number(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    static YearMonth of(int number) {
        return YearMonth.of(Math.floorDiv(number, 12), Math.floorMod(number, 12) + 1);
    }

    /** Of the ISO week of {@code day}. */
    static int week(LocalDate day) {
        LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Math.toIntExact(Math.floorDiv(monday.toEpochDay(), DAYS));
    }
}
