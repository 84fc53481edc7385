package dk.fristvagt.simulation;

import dk.fristvagt.facts.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * Days as numbers (days since 1970-01-01), which the generator counts in, and what they are in Denmark: dates, working
 * days and office hours.
 */
final class CivilDay {
    private static final int FIRST = (int) LocalDate.of(1990, 1, 1).toEpochDay();
    private static final int LAST = (int) LocalDate.of(2099, 12, 31).toEpochDay();
    private static final int WEEK = 7;

    /** Offices open at 7:30 and close at 16:30. */
    private static final LocalTime OPENS = LocalTime.of(7, 30);

    private static final int OPEN_MILLIS = 9 * 60 * 60 * 1000;

    private static final LocalDate[] DATES = new LocalDate[LAST - FIRST + 1];
    private static final long[] OPENINGS = new long[DATES.length];

    static {
        for (int i = 0; i < DATES.length; i++) {
            DATES[i] = LocalDate.ofEpochDay((long) FIRST + i);
            OPENINGS[i] =
                    DATES[i].atTime(OPENS).atZone(Days.COPENHAGEN).toInstant().toEpochMilli();
        }
    }

    private CivilDay() {}

    static int of(LocalDate date) {
        return (int) date.toEpochDay();
    }

    /** The date of {@code day}; always the same object for the same day. */
    static LocalDate date(int day) {
        return DATES[day - FIRST];
    }

    /** Whether somebody works on {@code day}: Monday to Friday, not between Christmas Eve and 26 December or on 1 January. */
    static boolean working(int day) {
        if (!weekday(day)) {
            return false;
        }
        LocalDate date = date(day);
        int dayOfMonth = date.getDayOfMonth();
        return switch (date.getMonthValue()) {
            case 1 -> dayOfMonth != 1;
            case 12 -> dayOfMonth < 24 || dayOfMonth > 26;
            default -> true;
        };
    }

    static boolean weekday(int day) {
        // 1970-01-01 was a Thursday.
        return Math.floorMod(day + 3, WEEK) < 5;
    }

    /** The first working day that is not before {@code day}. */
    static int workingFrom(int day) {
        int working = day;
        while (!working(working)) {
            working++;
        }
        return working;
    }

    /** A moment in office hours on the first working day that is not before {@code day}, in epoch milliseconds. */
    static long inOfficeHours(int day, Chance chance) {
        return OPENINGS[workingFrom(day) - FIRST] + chance.between(0, OPEN_MILLIS);
    }

    /** Some hours before the offices open on {@code day}, in epoch milliseconds. */
    static long beforeOfficeHours(int day, Chance chance) {
        return OPENINGS[day - FIRST] - chance.between(1, OPENS.toSecondOfDay() / 2) * 1000L;
    }

    /** When {@code day} begins in Denmark, in epoch milliseconds. */
    static long midnight(int day) {
        return date(day).atStartOfDay(Days.COPENHAGEN).toInstant().toEpochMilli();
    }

    static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /** The last day of the month that {@code day} lies in. */
    static int endOfMonth(int day) {
        LocalDate date = date(day);
        return day + date.lengthOfMonth() - date.getDayOfMonth();
    }

    /** How many Mondays to Fridays {@code [from, to]} has. */
    static int weekdays(int from, int to) {
        int count = 0;
        for (int day = from; day <= to; day++) {
            if (weekday(day)) {
                count++;
            }
        }
        return count;
    }
}
