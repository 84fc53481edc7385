package dk.fristvagt.testing;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Plays a history through the core as domain.md §10 says: each day begins, then its events are applied in order.
 *
 * <p>It differs from {@link dk.fristvagt.monitor.Backtest} in what can be done between the steps: make every day a wake
 * day, restart, look on.
 */
public final class Play {
    /** The core with the rulebook in the jar. */
    public static final CitizenMonitor MONITOR =
            new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);

    private UnaryOperator<CitizenFile> between = file -> file;
    private Consumer<Step> onlooker = step -> {};

    /** Whatever happens between two steps: the file that goes into the next is what {@code between} makes of it. */
    public Play between(UnaryOperator<CitizenFile> between) {
        this.between = between;
        return this;
    }

    /** Makes the citizen due on every day, as if something could change on any of them. */
    public Play everyDay() {
        return between(Play::dueAtOnce);
    }

    /** Shows every step to {@code onlooker}. */
    public Play watchedBy(Consumer<Step> onlooker) {
        this.onlooker = onlooker;
        return this;
    }

    /**
     * One step: a day that began, or an event that was applied.
     *
     * @param event empty when the day began
     * @param before the file before it
     * @param deadlines all deadlines after it
     * @param measures all measures after it, by meetingId
     */
    public record Step(
            LocalDate day,
            Optional<Event<?>> event,
            CitizenFile before,
            Outcome outcome,
            SortedMap<DeadlineId, Deadline> deadlines,
            SortedMap<String, MeetingMeasure> measures) {}

    /** A measure that changed on a day. */
    public record ChangedMeasure(LocalDate day, Outcome.MeasureRow row) {}

    /** A row of the deadlines table that changed on a day. */
    public record ChangedRow(LocalDate day, Outcome.Row row) {}

    /**
     * What came of it.
     *
     * @param rows the rows that changed, in order
     * @param measureRows the measures that changed, in order
     * @param deadlines the deadlines on the last day
     * @param measures the measures of all meetings at the end, by meetingId; those of forgotten meetings too
     * @param file the citizen's file at the end
     */
    public record Played(
            List<Alert> alerts,
            List<ChangedRow> rows,
            List<ChangedMeasure> measureRows,
            SortedMap<DeadlineId, Deadline> deadlines,
            SortedMap<String, MeetingMeasure> measures,
            CitizenFile file) {}

    /** Plays {@code history} to its last day. */
    public Played play(History history) {
        Run run = new Run(history.citizenId());
        TreeMap<LocalDate, List<Event<?>>> byDay = history.byDay();
        for (LocalDate day = history.firstDay(); !day.isAfter(history.until()); day = day.plusDays(1)) {
            run.begin(day);
            for (Event<?> event : byDay.getOrDefault(day, List.of())) {
                run.apply(event, day);
            }
        }
        return new Played(
                Collections.unmodifiableList(run.alerts),
                Collections.unmodifiableList(run.rows),
                Collections.unmodifiableList(run.measureRows),
                Collections.unmodifiableSortedMap(run.deadlines),
                Collections.unmodifiableSortedMap(run.measures),
                run.file);
    }

    /** {@code file} with an evaluation owed. */
    public static CitizenFile dueAtOnce(CitizenFile file) {
        return new CitizenFile(
                file.citizenId(),
                file.facts(),
                file.ledger(),
                file.sequence(),
                CitizenFile.AT_ONCE,
                file.evaluated(),
                file.rulebookNumber(),
                file.published(),
                file.measured());
    }

    private final class Run {
        private final List<Alert> alerts = new ArrayList<>();
        private final List<ChangedRow> rows = new ArrayList<>();
        private final List<ChangedMeasure> measureRows = new ArrayList<>();
        private final TreeMap<DeadlineId, Deadline> deadlines = new TreeMap<>();
        private final TreeMap<String, MeetingMeasure> measures = new TreeMap<>();
        private CitizenFile file;
        private boolean anything;

        private Run(String citizenId) {
            file = CitizenFile.empty(citizenId);
        }

        private void begin(LocalDate day) {
            if (anything) {
                CitizenFile before = between.apply(file);
                take(day, Optional.empty(), before, MONITOR.beginDay(before, day));
            }
        }

        private void apply(Event<?> event, LocalDate day) {
            anything = true;
            CitizenFile before = between.apply(file);
            take(day, Optional.of(event), before, MONITOR.apply(before, event, day));
        }

        private void take(LocalDate day, Optional<Event<?>> event, CitizenFile before, Outcome outcome) {
            alerts.addAll(outcome.alerts());
            for (Outcome.Row row : outcome.rows()) {
                rows.add(new ChangedRow(day, row));
                row.deadline()
                        .ifPresentOrElse(
                                deadline -> deadlines.put(row.id(), deadline), () -> deadlines.remove(row.id()));
            }
            for (Outcome.MeasureRow row : outcome.measures()) {
                measureRows.add(new ChangedMeasure(day, row));
                row.measure()
                        .ifPresentOrElse(
                                measure -> measures.put(row.meetingId(), measure),
                                () -> measures.remove(row.meetingId()));
            }
            onlooker.accept(new Step(
                    day,
                    event,
                    before,
                    outcome,
                    Collections.unmodifiableSortedMap(deadlines),
                    Collections.unmodifiableSortedMap(measures)));
            file = outcome.purged() ? CitizenFile.empty(before.citizenId()) : outcome.file();
            if (outcome.purged()) {
                deadlines.clear();
                anything = false;
            }
        }
    }
}
