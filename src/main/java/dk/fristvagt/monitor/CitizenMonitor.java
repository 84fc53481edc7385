package dk.fristvagt.monitor;

import dk.fristvagt.facts.Event;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.WorkingDays;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Turns events and days into alerts and deadline rows: the only entrance to the core (domain.md §10).
 *
 * <p>Pure: no clock, no I/O; the same file, event and day always give the same outcome. Safe for use by several threads.
 */
public final class CitizenMonitor {
    private final Rulebook rulebook;
    private final WorkingDays workingDays;
    private final Settings settings;

    public CitizenMonitor(Rulebook rulebook, WorkingDays workingDays, Settings settings) {
        this.rulebook = rulebook;
        this.workingDays = workingDays;
        this.settings = settings;
    }

    public Rulebook rulebook() {
        return rulebook;
    }

    /**
     * Applies an event as of {@code day}. When the citizen's day has come and is not yet begun, begins it first, so that
     * what the day itself caused is said before what the event caused. An event that changes no fact, on a day that is
     * begun, changes nothing.
     */
    public Outcome apply(CitizenFile file, Event<?> event, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** Begins {@code day} for the citizen: evaluates when the file is due, else changes nothing. */
    public Outcome beginDay(CitizenFile file, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** Merges an event without evaluating; a changed file is due at once (architecture.md, catching up). */
    public Outcome merge(CitizenFile file, Event<?> event) {
        throw new UnsupportedOperationException();
    }

    /**
     * What a user may choose.
     *
     * @param silentBefore on a citizen's first evaluation, alerts that took effect before this day are not sent
     * @param keepMonths months after which a citizen without courses is purged
     */
    public record Settings(Optional<LocalDate> silentBefore, int keepMonths) {
        /** Nothing is silent; a citizen is kept for 24 months (architecture.md, state). */
        public static final Settings DEFAULT = new Settings(Optional.empty(), 24);
    }
}
