package dk.fristvagt.monitor;

import dk.fristvagt.alerts.Ledger;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Merge;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Evaluator;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.seniority.Course;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Turns events and days into alerts and deadline rows: the only entrance to the core (domain.md §10).
 *
 * <p>Pure: no clock, no I/O; the same file, event and day always give the same outcome. Safe for use by several threads.
 */
public final class CitizenMonitor {
    private final Rulebook rulebook;
    private final Evaluator evaluator;
    private final Ledger ledger;
    private final Settings settings;

    public CitizenMonitor(Rulebook rulebook, WorkingDays workingDays, Settings settings) {
        this.rulebook = rulebook;
        this.evaluator = new Evaluator(rulebook);
        this.ledger = new Ledger(rulebook, workingDays);
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
        Outcome begun = beginDay(file, day);
        Facts.Merged merged = begun.file().facts().merge(event);
        if (merged.facts() == begun.file().facts()) {
            return with(begun, merged.result());
        }
        Outcome applied = evaluate(known(begun.file(), merged.facts()), day, Optional.of(event.eventId()));
        return with(followedBy(begun, applied), merged.result());
    }

    /** Begins {@code day} for the citizen: evaluates when the file is due, else changes nothing. */
    public Outcome beginDay(CitizenFile file, LocalDate day) {
        return file.isDue(day) ? evaluate(file, day, Optional.empty()) : unchanged(file);
    }

    /** Merges an event without evaluating; a changed file is due at once (architecture.md, catching up). */
    public Outcome merge(CitizenFile file, Event<?> event) {
        Facts.Merged merged = file.facts().merge(event);
        if (merged.facts() == file.facts()) {
            return with(unchanged(file), merged.result());
        }
        CitizenFile waiting = new CitizenFile(
                file.citizenId(),
                merged.facts(),
                file.ledger(),
                file.sequence(),
                CitizenFile.AT_ONCE,
                file.evaluated(),
                file.rulebookNumber(),
                file.published(),
                file.measured());
        return new Outcome(waiting, true, false, List.of(), List.of(), List.of(), Optional.of(merged.result()), 0, 0);
    }

    /** Evaluates what is known on a day, for explanation; says and stores nothing. */
    public Evaluation explain(CitizenFile file, LocalDate day, Trace trace) {
        return evaluator.evaluate(file.facts(), day, trace);
    }

    private Outcome evaluate(CitizenFile file, LocalDate day, Optional<String> causedBy) {
        Evaluation evaluation = evaluator.evaluate(file.facts(), day, Trace.off());
        Ledger.Spoken spoken = ledger.speak(
                file.citizenId(),
                file.ledger(),
                file.sequence(),
                evaluation,
                causedBy,
                file.evaluated() ? Optional.empty() : settings.silentBefore());
        List<Published> published = new ArrayList<>(evaluation.deadlines().size());
        List<Outcome.Row> rows = rows(file.published(), evaluation, published);
        Measures.Difference measures = Measures.between(file.measured(), file.facts(), evaluation);
        LocalDate purgeDay = Forgetting.purgeDay(file.facts(), evaluation, settings.keepMonths());
        boolean purged = !purgeDay.isAfter(day);
        Facts kept = purged ? Facts.NONE : Forgetting.forget(file.facts(), evaluation);
        CitizenFile evaluated = new CitizenFile(
                file.citizenId(),
                kept,
                spoken.standing(),
                spoken.sequence(),
                Days.earlier(Days.earlier(evaluation.next(), measures.next()), purgeDay),
                true,
                rulebook.number(),
                Collections.unmodifiableList(published),
                kept == file.facts() ? measures.standing() : measures.standingIn(kept));
        return new Outcome(
                evaluated,
                true,
                purged,
                spoken.alerts(),
                rows,
                measures.rows(),
                Optional.empty(),
                spoken.silenced(),
                1);
    }

    /** The rows that differ from what was published, in key order; {@code published} takes what now is. */
    private List<Outcome.Row> rows(List<Published> before, Evaluation evaluation, List<Published> published) {
        List<Outcome.Row> rows = new ArrayList<>();
        int b = 0;
        for (Deadline deadline : evaluation.deadlines()) {
            while (b < before.size() && before.get(b).id().compareTo(deadline.id()) < 0) {
                rows.add(gone(before.get(b++).id(), evaluation));
            }
            Published row = new Published(deadline.id(), RowHash.of(deadline));
            boolean same = false;
            if (b < before.size() && before.get(b).id().equals(deadline.id())) {
                Published old = before.get(b++);
                same = old.hash() == row.hash();
                row = same ? old : row;
            }
            published.add(row);
            if (!same) {
                rows.add(new Outcome.Row(deadline.id(), Optional.of(deadline), false));
            }
        }
        while (b < before.size()) {
            rows.add(gone(before.get(b++).id(), evaluation));
        }
        return rows;
    }

    private Outcome.Row gone(DeadlineId id, Evaluation evaluation) {
        boolean invitation =
                rulebook.rules().stream().anyMatch(rule -> rule.id().equals(id.ruleId()) && rule.invitation());
        Optional<Course> course = invitation ? evaluation.dagpenge() : evaluation.course(id.subjectId());
        return new Outcome.Row(id, Optional.empty(), course.map(Course::dropped).orElse(false));
    }

    private static CitizenFile known(CitizenFile file, Facts facts) {
        return new CitizenFile(
                file.citizenId(),
                facts,
                file.ledger(),
                file.sequence(),
                file.nextDay(),
                file.evaluated(),
                file.rulebookNumber(),
                file.published(),
                file.measured());
    }

    private static Outcome unchanged(CitizenFile file) {
        return new Outcome(file, false, false, List.of(), List.of(), List.of(), Optional.empty(), 0, 0);
    }

    private static Outcome with(Outcome outcome, Merge merge) {
        return new Outcome(
                outcome.file(),
                outcome.changed(),
                outcome.purged(),
                outcome.alerts(),
                outcome.rows(),
                outcome.measures(),
                Optional.of(merge),
                outcome.silenced(),
                outcome.evaluations());
    }

    private static Outcome followedBy(Outcome first, Outcome second) {
        return new Outcome(
                second.file(),
                true,
                second.purged(),
                joined(first.alerts(), second.alerts()),
                joined(first.rows(), second.rows()),
                joined(first.measures(), second.measures()),
                second.merge(),
                first.silenced() + second.silenced(),
                first.evaluations() + second.evaluations());
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        if (first.isEmpty()) {
            return second;
        }
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
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
