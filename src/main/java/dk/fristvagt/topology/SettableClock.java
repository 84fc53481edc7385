package dk.fristvagt.topology;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that shows what it was set to: for rehearsals, the demo and tests. Safe for use by several threads. */
public final class SettableClock implements InstantSource {
    private final AtomicReference<Instant> now;

    public SettableClock(Instant now) {
        this.now = new AtomicReference<>(now);
    }

    /**
     * The last second of {@code day} in Copenhagen: everything recorded on the day has been recorded by then, so that
     * nothing of it comes from the future.
     */
    public static Instant endOf(LocalDate day) {
        return AgendaKeys.midnight(day.plusDays(1)).minusSeconds(1);
    }

    /**
     * The instant of {@code day} from which an event of that day, and none of the next, is recorded at most
     * {@linkplain Intake#FUTURE_TOLERANCE an hour} later: for a clock that stands still at a day for good.
     */
    public static Instant standingOn(LocalDate day) {
        return AgendaKeys.midnight(day.plusDays(1))
                .minus(Intake.FUTURE_TOLERANCE)
                .minusMillis(1);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Sets the clock. */
    public void set(Instant instant) {
        now.set(instant);
    }
}
