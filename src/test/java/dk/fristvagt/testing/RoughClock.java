package dk.fristvagt.testing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * About when a made-up citizen reaches a number of months of dagpenge.
 *
 * <p>It only says where events are worth putting: it knows nothing of the product, is not exact, and nothing is expected
 * from it.
 */
final class RoughClock {
    private static final int FULL_MONTH = 16_033;
    private static final int PART_MONTH = 13_000;
    private static final double LEAST_PACE = 0.25;
    private static final int YEARS_TO_LOOK = 6;
    private static final double ROUNDING = 1e-6;

    /** Months that are full on a day, on the days on which they grow. */
    private final TreeMap<Double, LocalDate> dayOf = new TreeMap<>();

    RoughClock(List<Stay> stays, Map<YearMonth, Integer> reports, boolean partTime) {
        double full = partTime ? PART_MONTH : FULL_MONTH;
        double pace = 1;
        double sum = 0;
        YearMonth last = YearMonth.from(stays.get(0).from()).plusYears(YEARS_TO_LOOK);
        for (YearMonth month = YearMonth.from(stays.get(0).from()); month.isBefore(last); month = month.plusMonths(1)) {
            List<LocalDate> weekdays = month.atDay(1)
                    .datesUntil(month.plusMonths(1).atDay(1))
                    .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                    .toList();
            Integer reported = reports.get(month);
            pace = reported != null ? reported / full : Math.max(LEAST_PACE, Math.min(1, pace));
            for (LocalDate day : weekdays) {
                if (!suspended(month) && stays.stream().anyMatch(stay -> stay.covers(day))) {
                    sum += pace / weekdays.size();
                    dayOf.putIfAbsent(sum, day);
                }
            }
        }
    }

    /** The day on which {@code months} months are full; empty when that is not within some years. */
    Optional<LocalDate> reach(double months) {
        return Optional.ofNullable(dayOf.ceilingEntry(months - ROUNDING)).map(Map.Entry::getValue);
    }

    /** The months in which nothing counted because of COVID. */
    private static boolean suspended(YearMonth month) {
        return month.getYear() == 2020 && month.getMonthValue() >= 3 && month.getMonthValue() <= 8
                || month.getYear() == 2021 && month.getMonthValue() <= 6;
    }
}
