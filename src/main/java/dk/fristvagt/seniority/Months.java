package dk.fristvagt.seniority;

import java.time.LocalDate;
import java.time.YearMonth;

/** Calendar months as running numbers, and the weekdays (Monday to Friday) in them. */
final class Months {
    /** Monday has index 0; 1970-01-01 was a Thursday. */
    private static final int EPOCH_WEEKDAY = 3;

    private static final int WEEK = 7;
    private static final int WEEKDAYS = 5;

    private static final int FIRST_TABLED = number(LocalDate.of(1990, 1, 1));
    private static final byte[] TABLED = new byte[number(LocalDate.of(2110, 1, 1)) - FIRST_TABLED];

    static {
        for (int i = 0; i < TABLED.length; i++) {
            TABLED[i] = (byte) count(FIRST_TABLED + i);
        }
    }

    private Months() {}

    /** Months since year 0. */
    static int number(LocalDate day) {
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }

    static int number(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    static YearMonth yearMonth(int number) {
        return YearMonth.of(Math.floorDiv(number, 12), Math.floorMod(number, 12) + 1);
    }

    static LocalDate firstDay(int number) {
        return LocalDate.of(Math.floorDiv(number, 12), Math.floorMod(number, 12) + 1, 1);
    }

    static LocalDate lastDay(int number) {
        return yearMonth(number).atEndOfMonth();
    }

    /** How many weekdays the month has. */
    static int weekdays(int number) {
        int i = number - FIRST_TABLED;
        return i >= 0 && i < TABLED.length ? TABLED[i] : count(number);
    }

    private static int count(int number) {
        return weekdays(firstDay(number), lastDay(number));
    }

    /** How many weekdays lie in {@code [from, to]}, both included. */
    static int weekdays(LocalDate from, LocalDate to) {
        return (int) (weekdaysUntil(to.toEpochDay()) - weekdaysUntil(from.toEpochDay() - 1));
    }

    /** The {@code n}-th weekday (n ≥ 1) on or after {@code from}. */
    static LocalDate weekday(LocalDate from, int n) {
        long target = weekdaysUntil(from.toEpochDay() - 1) + n - 1;
        long day = Math.floorDiv(target, WEEKDAYS) * WEEK + Math.floorMod(target, WEEKDAYS) - EPOCH_WEEKDAY;
        return LocalDate.ofEpochDay(day);
    }

    /** Weekdays from the Monday of the epoch's week to {@code epochDay}, included; negative before it. */
    private static long weekdaysUntil(long epochDay) {
        long day = epochDay + EPOCH_WEEKDAY + 1;
        return Math.floorDiv(day, WEEK) * WEEKDAYS + Math.min(Math.floorMod(day, WEEK), WEEKDAYS);
    }
}
