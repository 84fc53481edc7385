package dk.fristvagt.monitor;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The live monitor over a stored history (domain.md §10): each day begins, then its events are applied in the order of
 * recordedAt and eventId.
 */
public final class Backtest {
    private static final Comparator<Event<?>> RECORDED =
            Comparator.<Event<?>, Instant>comparing(Event::recordedAt).thenComparing(Event::eventId, Days.UTF8);

    private final CitizenMonitor monitor;

    public Backtest(CitizenMonitor monitor) {
        this.monitor = monitor;
    }

    /** One deadline of one citizen on the last day. */
    public record Row(String citizenId, Deadline deadline) {
        public String key() {
            return deadline.id().key(citizenId);
        }
    }

    /** The measure of one meeting that a citizen has had. */
    public record Measure(String citizenId, MeetingMeasure measure) {
        public String key() {
            return MeetingMeasure.key(citizenId, measure.meetingId());
        }
    }

    /** How far a backtest has come. */
    public interface Progress {
        /** No progress is shown. */
        Progress NONE = (day, events) -> {};

        /** {@code day} has been played, and {@code events} events so far. */
        void played(LocalDate day, long events);
    }

    /**
     * What a backtest came to.
     *
     * @param rows the deadlines on the last day, by key
     * @param measures the measures of the meetings held, by key; those of forgotten meetings too
     * @param files the citizens' files at the end
     * @param conflicts how many events shared their stamp with a different one
     * @param behindHorizon how many events were about something forgotten
     */
    public record Result(
            List<Row> rows,
            List<Measure> measures,
            Map<String, CitizenFile> files,
            long evaluations,
            long conflicts,
            long behindHorizon) {}

    /**
     * Plays {@code events} to {@code until} and hands every alert to {@code said}, in the order of contract.md: by day,
     * day-begin before events, then by deadline key. Events recorded after {@code until} are left out.
     */
    public Result play(List<Event<?>> events, LocalDate until, Consumer<Alert> said, Progress progress) {
        List<Event<?>> ordered = new ArrayList<>(events);
        ordered.sort(RECORDED);
        Run run = new Run(said);
        if (ordered.isEmpty()) {
            return run.result();
        }
        int next = 0;
        for (LocalDate day = Days.civil(ordered.get(0).recordedAt()); !day.isAfter(until); day = day.plusDays(1)) {
            run.begin(day);
            while (next < ordered.size()
                    && Days.civil(ordered.get(next).recordedAt()).equals(day)) {
                run.apply(ordered.get(next++), day);
            }
            progress.played(day, next);
        }
        return run.result();
    }

    /** The state of one backtest. */
    private final class Run {
        private final Consumer<Alert> said;
        private final Map<String, CitizenFile> files = new HashMap<>();
        private final Map<String, TreeMap<DeadlineId, Deadline>> rows = new HashMap<>();
        private final Map<String, TreeMap<String, MeetingMeasure>> measures = new HashMap<>();
        private final TreeMap<LocalDate, TreeSet<String>> agenda = new TreeMap<>();
        private long evaluations;
        private long conflicts;
        private long behindHorizon;

        private Run(Consumer<Alert> said) {
            this.said = said;
        }

        private void begin(LocalDate day) {
            TreeSet<String> due = new TreeSet<>(DeadlineId::compareKeyParts);
            while (!agenda.isEmpty() && !agenda.firstKey().isAfter(day)) {
                due.addAll(agenda.pollFirstEntry().getValue());
            }
            for (String citizenId : due) {
                take(files.get(citizenId), monitor.beginDay(files.get(citizenId), day));
            }
        }

        private void apply(Event<?> event, LocalDate day) {
            CitizenFile file = files.computeIfAbsent(event.citizenId(), CitizenFile::empty);
            take(file, monitor.apply(file, event, day));
        }

        private void take(CitizenFile before, Outcome outcome) {
            evaluations += outcome.evaluations();
            outcome.merge().ifPresent(merge -> {
                switch (merge) {
                    case CONFLICT -> conflicts++;
                    case BEHIND_HORIZON -> behindHorizon++;
                    case CHANGED, UNCHANGED -> {}
                }
            });
            if (!outcome.changed()) {
                return;
            }
            outcome.alerts().forEach(said);
            CitizenFile file = outcome.file();
            String citizenId = file.citizenId();
            if (!outcome.rows().isEmpty()) {
                TreeMap<DeadlineId, Deadline> own = rows.computeIfAbsent(citizenId, id -> new TreeMap<>());
                for (Outcome.Row row : outcome.rows()) {
                    row.deadline().ifPresentOrElse(deadline -> own.put(row.id(), deadline), () -> own.remove(row.id()));
                }
            }
            if (!outcome.measures().isEmpty()) {
                TreeMap<String, MeetingMeasure> own =
                        measures.computeIfAbsent(citizenId, id -> new TreeMap<>(Days.UTF8));
                for (Outcome.MeasureRow row : outcome.measures()) {
                    row.measure()
                            .ifPresentOrElse(
                                    measure -> own.put(row.meetingId(), measure), () -> own.remove(row.meetingId()));
                }
            }
            move(citizenId, before.nextDay(), outcome.purged() ? Days.NEVER : file.nextDay());
            if (outcome.purged()) {
                files.remove(citizenId);
                rows.remove(citizenId);
            } else {
                files.put(citizenId, file);
            }
        }

        private void move(String citizenId, LocalDate from, LocalDate to) {
            if (from.equals(to)) {
                return;
            }
            TreeSet<String> waiting = agenda.get(from);
            if (waiting != null && waiting.remove(citizenId) && waiting.isEmpty()) {
                agenda.remove(from);
            }
            if (Days.exists(to)) {
                agenda.computeIfAbsent(to, day -> new TreeSet<>(DeadlineId::compareKeyParts))
                        .add(citizenId);
            }
        }

        private Result result() {
            return new Result(
                    byKey(rows, Row::new),
                    byKey(measures, Measure::new),
                    Collections.unmodifiableMap(files),
                    evaluations,
                    conflicts,
                    behindHorizon);
        }

        /** The values of all citizens in the order of their keys, which begin with the citizenId. */
        private static <K, V, T> List<T> byKey(
                Map<String, TreeMap<K, V>> byCitizen, BiFunction<String, V, T> ofCitizen) {
            List<T> all = new ArrayList<>();
            List<String> citizens = new ArrayList<>(byCitizen.keySet());
            citizens.sort(DeadlineId::compareKeyParts);
            for (String citizenId : citizens) {
                byCitizen.get(citizenId).values().forEach(value -> all.add(ofCitizen.apply(citizenId, value)));
            }
            return Collections.unmodifiableList(all);
        }
    }
}
