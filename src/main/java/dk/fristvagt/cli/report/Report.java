package dk.fristvagt.cli.report;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.seniority.Course;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All tables over one period, counted from what the core says about a history. */
public final class Report {
    private final Period period;
    private final Table41 table41;
    private final Timelines timelines;
    private final Outcomes outcomes;
    private final Speech speech;

    private Report(Period period) {
        this.period = period;
        this.table41 = new Table41(period.from(), period.to());
        this.timelines = new Timelines(period);
        this.outcomes = new Outcomes(period);
        this.speech = new Speech(period);
    }

    /** Plays {@code events} to the last day of {@code period} and counts. */
    public static Report of(List<Event<?>> events, Period period, CitizenMonitor monitor, Backtest.Progress progress) {
        Report report = new Report(period);
        Consumer<Alert> said = report.speech::add;
        report.count(new Backtest(monitor).play(events, period.until(), said, progress), monitor);
        return report;
    }

    private void count(Backtest.Result result, CitizenMonitor monitor) {
        Map<String, List<MeetingMeasure>> held = new HashMap<>();
        for (Backtest.Measure measure : result.measures()) {
            table41.add(measure.measure());
            held.computeIfAbsent(measure.citizenId(), id -> new ArrayList<>()).add(measure.measure());
        }
        Map<String, List<Deadline>> deadlines = new HashMap<>();
        result.rows()
                .forEach(row -> deadlines
                        .computeIfAbsent(row.citizenId(), id -> new ArrayList<>())
                        .add(row.deadline()));
        for (Map.Entry<String, CitizenFile> each : result.files().entrySet()) {
            CitizenFile file = each.getValue();
            Evaluation evaluation = monitor.explain(file, period.until(), Trace.off());
            timelines.add(evaluation, held.getOrDefault(each.getKey(), List.of()));
            speech.group(each.getKey(), file.facts());
            for (Deadline deadline : deadlines.getOrDefault(each.getKey(), List.of())) {
                Optional<Course> course = deadline.rule().invitation()
                        ? evaluation.dagpenge()
                        : evaluation.course(deadline.id().subjectId());
                course.ifPresent(
                        of -> outcomes.add(deadline, file.facts(), of, evaluation.seniorityHundredths(deadline)));
            }
        }
    }

    /**
     * The tables.
     *
     * @param exact whether small numbers are shown as they are, and examples with them
     */
    List<Table> tables(boolean exact) {
        List<Table> tables = List.of(
                table41.table(),
                timelines.figure41(),
                timelines.intensity(),
                outcomes.inTime(),
                outcomes.targets(),
                outcomes.quotas(),
                speech.rates(timelines::days),
                speech.noisiest(exact));
        return exact ? tables : tables.stream().map(Table::suppressed).toList();
    }
}
