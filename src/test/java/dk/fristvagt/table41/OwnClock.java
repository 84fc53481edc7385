package dk.fristvagt.table41;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hours of one dagpengeperiode, counted from the words of domain.md §4 and from nothing else: what the monitor is
 * checked with must not be the monitor's.
 *
 * <p>Only what a reported month needs is here: the hours of a month fall on its weekdays on the benefit, evenly, and
 * those of the days that the law leaves out during the epidemic count nothing.
 */
final class OwnClock {
    /** Hundredths of an hour in a month of seniority. */
    static final int FULL_TIME = 16_033;

    static final int PART_TIME = 13_000;

    private static final List<Stretch> LEFT_OUT = List.of(
            new Stretch(LocalDate.of(2020, 3, 1), LocalDate.of(2020, 8, 31)),
            new Stretch(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 6, 30)));

    /** Counted hours up to and with a day; only days that have some. */
    private final TreeMap<LocalDate, Long> counted = new TreeMap<>();

    private final int month;

    /** From a day to a day, both in it. */
    record Stretch(LocalDate from, LocalDate to) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /**
     * Counts.
     *
     * @param onBenefit the stretches on dagpenge, in order
     * @param hours reported hundredths of hours, for every month with a weekday on dagpenge
     * @param month {@link #FULL_TIME} or {@link #PART_TIME}
     */
    OwnClock(List<Stretch> onBenefit, Map<YearMonth, Integer> hours, int month) {
        this.month = month;
        long sum = 0;
        for (Map.Entry<YearMonth, Integer> reported : new TreeMap<>(hours).entrySet()) {
            List<LocalDate> days = weekdays(onBenefit, reported.getKey());
            long before = 0;
            for (int i = 1; i <= days.size(); i++) {
                long until = (long) reported.getValue() * i / days.size();
                LocalDate day = days.get(i - 1);
                if (LEFT_OUT.stream().noneMatch(out -> out.holds(day))) {
                    sum += until - before;
                    counted.put(day, sum);
                }
                before = until;
            }
        }
    }

    /** Mondays to Fridays of {@code month} on the benefit. */
    static List<LocalDate> weekdays(List<Stretch> onBenefit, YearMonth month) {
        return month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .filter(day -> onBenefit.stream().anyMatch(stretch -> stretch.holds(day)))
                .toList();
    }

    /**
     * The group of {@code day} in {@link PublishedTable}: how many borders have been passed by the evening before, since
     * the day on which three months are reached is itself still under three.
     */
    int group(LocalDate day) {
        Map.Entry<LocalDate, Long> before = counted.lowerEntry(day);
        long hours = before == null ? 0 : before.getValue();
        int group = 0;
        while (group < PublishedTable.BORDERS.size() && hours >= (long) PublishedTable.BORDERS.get(group) * month) {
            group++;
        }
        return group;
    }
}
