package dk.fristvagt.topology;

import dk.fristvagt.facts.Days;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The day on which a task evaluates: the clock's, once it may be believed (architecture.md, a new day).
 *
 * <p>A new day begins only when the clock's day is later than the cursor's and the broker's time agrees. A day that has
 * begun is never gone back on.
 */
final class BusinessDay {
    private static final Logger LOG = LoggerFactory.getLogger(BusinessDay.class);

    private final String task;
    private final TrustedTime time;
    private LocalDate begun;
    private Optional<Obstacle> doubt = Optional.empty();

    BusinessDay(String task, TrustedTime time) {
        this.task = task;
        this.time = time;
    }

    /**
     * Begins where {@code cursor} stands.
     *
     * @throws CursorAheadException when it stands on a later day than today, and not just by clocks that differ a little
     */
    void open(Instant cursor) {
        begun = Days.civil(cursor);
        Instant now = time.now();
        LocalDate today = Days.civil(now);
        if (begun.isAfter(today)
                && Duration.between(now, cursor).compareTo(TrustedTime.TOLERANCE) > 0
                && time.agreement() != TrustedTime.Agreement.DIFFER) {
            throw new CursorAheadException(task, begun, today);
        }
    }

    /** The day to evaluate on; empty while the clock cannot be believed, when nothing may be said. */
    Optional<LocalDate> today() {
        LocalDate day = Days.civil(time.now());
        Optional<Obstacle> found = doubtAbout(day);
        if (!found.equals(doubt)) {
            doubt = found;
            found.ifPresentOrElse(
                    why -> LOG.warn("Task {} evaluates nobody: {}", task, why.sentence()),
                    () -> LOG.info("Task {} believes the clock again", task));
        }
        if (doubt.isPresent()) {
            return Optional.empty();
        }
        begun = day;
        return Optional.of(day);
    }

    /** Why {@link #today} was last empty. */
    Optional<Obstacle> doubt() {
        return doubt;
    }

    private Optional<Obstacle> doubtAbout(LocalDate day) {
        TrustedTime.Agreement agreement = time.agreement();
        if (agreement == TrustedTime.Agreement.DIFFER) {
            return Optional.of(Obstacle.CLOCKS_DIFFER);
        }
        if (day.isBefore(begun)) {
            return Optional.of(Obstacle.DAY_HAS_NOT_COME);
        }
        if (day.isAfter(begun) && agreement == TrustedTime.Agreement.UNKNOWN) {
            return Optional.of(Obstacle.DAY_UNCONFIRMED);
        }
        return Optional.empty();
    }

    /** The agenda has been worked off to a day that has not come: the clock was wrong then or is wrong now. */
    static final class CursorAheadException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        CursorAheadException(String task, LocalDate cursor, LocalDate today) {
            super("task " + task + " has begun the day " + cursor + ", but today is " + today
                    + ": days cannot be taken back. Correct this machine's clock; if it is right, or if this is a"
                    + " rehearsal, use another application.id, so that the monitor starts afresh.");
        }
    }
}
