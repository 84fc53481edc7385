package dk.fristvagt.topology;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many citizens of a task are due and have not been worked off.
 *
 * <p>They are counted now and then, since counting reads the agenda; in between, those who have been worked off are taken
 * away from what was counted. What becomes due in between is seen by the next count.
 */
final class Backlog {
    /** More are not counted. */
    static final int MOST = 100_000;

    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    private final CitizenStores stores;
    private final Turns turns;
    private final LongSupplier nanoTime;

    private boolean known;
    private long countedAt;
    private int counted;
    private int handled;

    Backlog(CitizenStores stores, Turns turns, LongSupplier nanoTime) {
        this.stores = stores;
        this.turns = turns;
        this.nanoTime = nanoTime;
    }

    /** One citizen has been worked off. */
    void handled() {
        handled++;
    }

    /** How many are due at {@code epochSecond}, as far as it is known. */
    int at(long epochSecond) {
        if (!stores.mayBeDue(epochSecond)) {
            known = false;
            return 0;
        }
        long now = nanoTime.getAsLong();
        if ((!known || now - countedAt >= EVERY) && turns.mayBegin(now)) {
            counted = stores.countDue(epochSecond, MOST);
            handled = 0;
            known = true;
            countedAt = now;
            turns.end(now, nanoTime.getAsLong());
        }
        if (!known) {
            return 0;
        }
        return counted == MOST ? MOST : Math.max(0, counted - handled);
    }

    /** Lets the tasks of an instance count for a fiftieth of the time, all together. */
    static final class Turns {
        private static final long SHARE = 50;

        private final AtomicLong next;

        Turns(long now) {
            next = new AtomicLong(now);
        }

        private boolean mayBegin(long now) {
            return now - next.get() >= 0;
        }

        private void end(long begun, long now) {
            next.set(now + SHARE * (now - begun));
        }
    }
}
