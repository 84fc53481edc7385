package dk.fristvagt.topology;

import java.time.Duration;

/** How long a citizen whose evaluation fails is left alone: an hour, doubled by each further failure up to a day. */
final class Quarantine {
    static final Duration FIRST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(1);

    private Quarantine() {}

    /** How long after failing {@code failures} times in a row, at least once. */
    static Duration after(int failures) {
        Duration wait = FIRST;
        for (int i = 1; i < failures && wait.compareTo(LONGEST) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
