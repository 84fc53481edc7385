package dk.fristvagt.simulation;

/**
 * How long a citizen has been on a benefit on each day of a stay, in months: paid time on dagpenge, else calendar time.
 *
 * <p>The generator's own reckoning, by which authorities plan in the simulation; it does not ask the monitor's.
 */
final class Seniorities {
    /** Days of an average month. */
    private static final double MONTH = 365.25 / 12;

    private final int from;
    private final int to;
    private final int courseStart;
    private final double[] paid;

    private Seniorities(int from, int to, int courseStart, double[] paid) {
        this.from = from;
        this.to = to;
        this.courseStart = courseStart;
        this.paid = paid;
    }

    /** Calendar time since the course began. */
    static Seniorities calendar(Stay stay) {
        return new Seniorities(stay.from(), stay.to(), stay.courseStart(), null);
    }

    /** Paid time by the end of each day of the stay. */
    static Seniorities paid(Stay stay, double[] paid) {
        return new Seniorities(stay.from(), stay.to(), stay.courseStart(), paid);
    }

    double on(int day) {
        return paid == null ? (day - courseStart) / MONTH : paid[Math.min(day, to) - from];
    }

    /** The first day of the stay on which {@code months} are reached; the stay must reach them. */
    int reach(double months) {
        int day = from;
        while (day < to && on(day) < months) {
            day++;
        }
        return day;
    }
}
