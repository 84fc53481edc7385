package dk.fristvagt.simulation.dream;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A week of ISO 8601, from Monday to Sunday, in the years of the register. */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {
    /** The register begins in 1991; two digits of a year mean a year from here on. */
    static final int FIRST_YEAR = 1991;

    static final int LAST_YEAR = FIRST_YEAR + 99;

    private static final int DAYS = 7;

    /** {@code y_1901}, {@code 1901}, {@code 201901}, {@code 2019-W01}: a year of two or four digits and a week. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:y_)?(\\d{2}|\\d{4})(?:-?w)?(\\d{2})", Pattern.CASE_INSENSITIVE);

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday");
        }
    }

    /** Week {@code number} of the ISO year {@code year}; empty when that year has no such week or is not the register's. */
    public static Optional<IsoWeek> of(int year, int number) {
        if (year < FIRST_YEAR || year > LAST_YEAR || number < 1 || number > weeksOf(year)) {
            return Optional.empty();
        }
        // 4 January is always in week 1.
        LocalDate inFirst = LocalDate.of(year, 1, 4);
        return Optional.of(new IsoWeek(
                inFirst.minusDays(inFirst.getDayOfWeek().getValue() - 1L).plusWeeks(number - 1L)));
    }

    /** The week that {@code text} is, in any of the ways in which extracts of the register write it. */
    static Optional<IsoWeek> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(written.group(1));
        if (written.group(1).length() == 2) {
            int century = FIRST_YEAR / 100 * 100;
            year += year >= FIRST_YEAR - century ? century : century + 100;
        }
        return of(year, Integer.parseInt(written.group(2)));
    }

    private static int weeksOf(int year) {
        return (int) IsoFields.WEEK_OF_WEEK_BASED_YEAR
                .rangeRefinedBy(LocalDate.of(year, 7, 1))
                .getMaximum();
    }

    LocalDate sunday() {
        return monday.plusDays(DAYS - 1L);
    }

    IsoWeek next() {
        return new IsoWeek(monday.plusDays(DAYS));
    }

    /** Whether {@code later} is the week after this one. */
    boolean isJustBefore(IsoWeek later) {
        return later.monday.toEpochDay() - monday.toEpochDay() == DAYS;
    }

    @Override
    public int compareTo(IsoWeek other) {
        return monday.compareTo(other.monday);
    }

    /** {@code 2019-W01}. */
    @Override
    public String toString() {
        return String.format(
                "%d-W%02d", monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
