package dk.fristvagt.cli;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.rules.Status;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts what a backtest did and says it at its end. */
final class BacktestSummary {
    private static final long MILLIS_PER_SECOND = 1000;

    private final History history;
    private final int rulebookNumber;
    private final Map<Alert.Type, Long> alerts = new EnumMap<>(Alert.Type.class);
    private final Map<Status, Long> deadlines = new EnumMap<>(Status.class);
    private LocalDate first = LocalDate.MIN;
    private LocalDate last = LocalDate.MIN;
    private long applied;
    private Optional<Backtest.Result> result = Optional.empty();

    BacktestSummary(History history, int rulebookNumber) {
        this.history = history;
        this.rulebookNumber = rulebookNumber;
    }

    void days(LocalDate firstDay, LocalDate lastDay) {
        first = firstDay;
        last = lastDay;
    }

    void said(Alert alert) {
        alerts.merge(alert.type(), 1L, Long::sum);
    }

    /** {@code events} events have been applied so far. */
    void applied(long events) {
        applied = events;
    }

    void result(Backtest.Result played) {
        result = Optional.of(played);
        played.rows().forEach(row -> deadlines.merge(row.deadline().status(), 1L, Long::sum));
    }

    void print(PrintWriter out, Duration reading, Duration playing) {
        Backtest.Result played = result.orElseThrow();
        Page page = new Page();
        page.line(
                history.events().isEmpty()
                        ? "Backtest of nothing: no valid event"
                        : "Backtest " + first + " to " + last + ", rulebook " + rulebookNumber);
        page.blank();
        page.field("Events", Shown.number(applied) + " applied");
        besides(played).forEach(line -> page.field("", line));
        page.field("Citizens", Shown.number(citizens()));
        page.field("Days", Shown.number(days()));
        page.field("Evaluations", Shown.number(played.evaluations()));
        page.field("Alerts", total(alerts));
        page.field("Deadlines", total(deadlines));
        page.field("Measures", Shown.number(played.measures().size()) + " of meetings held");
        page.field("Time", time(reading, playing));
        out.print(page);
    }

    /** What became of the events that were not simply applied. */
    private List<String> besides(Backtest.Result played) {
        List<String> parts = new ArrayList<>();
        add(parts, history.invalid().size(), "invalid and skipped");
        add(parts, history.events().size() - applied, "recorded after the last day and left out");
        add(parts, played.conflicts(), "with the stamp of a different one");
        add(parts, played.behindHorizon(), "about something forgotten (behind the horizon)");
        return parts;
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Shown.number(count) + " " + what);
        }
    }

    private long citizens() {
        return history.events().stream().map(Event::citizenId).distinct().count();
    }

    private long days() {
        return history.events().isEmpty() ? 0 : Math.max(0, ChronoUnit.DAYS.between(first, last) + 1);
    }

    private static <E extends Enum<E>> String total(Map<E, Long> counts) {
        long sum = counts.values().stream().mapToLong(Long::longValue).sum();
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(kind + " " + Shown.number(count)));
        return Shown.number(sum) + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private String time(Duration reading, Duration playing) {
        long perSecond = applied * MILLIS_PER_SECOND / Math.max(1, playing.toMillis());
        return seconds(reading) + " s reading, " + seconds(playing) + " s playing, " + Shown.number(perSecond)
                + " events a second";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / (double) MILLIS_PER_SECOND);
    }
}
