package dk.fristvagt.seniority;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** How long a citizen has been in a course, in months, for display and classification (domain.md §4, Seniority). */
public final class Seniority {
    private static final int HUNDREDTHS = 100;

    private Seniority() {}

    /**
     * Seniority of {@code course} on {@code day} in hundredths of a month, rounded half up: paid hours for dagpenge,
     * else the whole and part calendar months since courseStart.
     */
    public static int hundredthsOfMonths(Course course, HoursClock clock, LocalDate day) {
        if (course.dagpenge()) {
            long units = clock.unitsUntil(course, day);
            return (int) ((2 * HUNDREDTHS * units + HoursClock.UNITS_PER_MONTH) / (2 * HoursClock.UNITS_PER_MONTH));
        }
        LocalDate start = course.start();
        if (day.isBefore(start)) {
            return 0;
        }
        long whole = ChronoUnit.MONTHS.between(start, day);
        LocalDate monthBegan = start.plusMonths(whole);
        long length = ChronoUnit.DAYS.between(monthBegan, start.plusMonths(whole + 1));
        long days = ChronoUnit.DAYS.between(monthBegan, day);
        return (int) (whole * HUNDREDTHS + (2 * HUNDREDTHS * days + length) / (2 * length));
    }

    /** The group of seniority in which the published tables count a meeting. */
    public enum Band {
        UNDER_3,
        FROM_3_TO_6,
        FROM_6_TO_12,
        FROM_12_TO_18,
        FROM_18_TO_24,
        OVER_24
    }

    private static final int[] BAND_ENDS = {3, 6, 12, 18, 24};

    /**
     * The band of {@code day}: the day on which a course reaches 3 months is itself still "under 3" (domain.md §4), and
     * so on.
     */
    public static Band band(Course course, HoursClock clock, LocalDate day) {
        return new Bands(course, clock).of(day);
    }

    /** The bands of one course for many days: where a band ends is worked out once, and only as far as somebody asks. */
    public static final class Bands {
        private final Course course;
        private final HoursClock clock;
        private final LocalDate[] lastDays = new LocalDate[BAND_ENDS.length];

        public Bands(Course course, HoursClock clock) {
            this.course = course;
            this.clock = clock;
        }

        /** The band of {@code day}. */
        public Band of(LocalDate day) {
            for (int i = 0; i < lastDays.length; i++) {
                if (!day.isAfter(lastDay(i))) {
                    return Band.values()[i];
                }
            }
            return Band.OVER_24;
        }

        private LocalDate lastDay(int i) {
            if (lastDays[i] == null) {
                lastDays[i] = course.dagpenge()
                        ? clock.reach(course, BAND_ENDS[i], 1).day()
                        : course.start().plusMonths(BAND_ENDS[i]).minusDays(1);
            }
            return lastDays[i];
        }
    }
}
