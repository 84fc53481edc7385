package dk.fristvagt.topology;

import java.time.Duration;

/**
 * How often a task looks at the clock, and how much of the agenda it works off before it turns to events again.
 *
 * @param tick between two looks at the clock when nothing is due
 * @param passCount agenda entries in one pass
 * @param passTime of one pass; a commit, and with it every alert of the pass, waits at least as long
 */
public record Pace(Duration tick, int passCount, Duration passTime) {
    /**
     * Ten looks a second, each of which compares two numbers when nothing is due; passes of 50 ms, a tenth of the commit
     * interval, so that events are not held up noticeably while 100 000 citizens are worked off at midnight.
     */
    public static final Pace LIVE = new Pace(Duration.ofMillis(100), 2_000, Duration.ofMillis(50));

    /** For a simulated clock, where every day is waited for. */
    public static final Pace SIMULATED = new Pace(Duration.ofMillis(5), 2_000, Duration.ofMillis(50));
}
