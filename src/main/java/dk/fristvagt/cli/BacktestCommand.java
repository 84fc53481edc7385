package dk.fristvagt.cli;

import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code backtest}: the monitor over files of events, without Kafka (domain.md §10, Backtest). */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a stored history day by day, from its first recorded day, and says what the live monitor",
            "would have said: the alerts as they came, and every deadline as it stands on the last day."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt backtest --events events.jsonl",
            "  fristvagt backtest --events 2022.jsonl 2023.jsonl --until 2023-12-31 --alerts alerts.jsonl \\",
            "      --deadlines deadlines.jsonl",
            "  fristvagt backtest --events events.jsonl --rules my-rules --strict"
        })
final class BacktestCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "One or more files of events, one JSON object a line.")
    private List<Path> events;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day to play (2024-01-31); the last recorded day unless given.")
    private Optional<LocalDate> until;

    @Mixin
    private RulesCommand.RulesOption rules;

    @Option(names = "--alerts", paramLabel = "FILE", description = "Write the alerts to FILE, one JSON object a line.")
    private Optional<Path> alerts;

    @Option(
            names = "--deadlines",
            paramLabel = "FILE",
            description = "Write the deadlines of the last day to FILE, one JSON object a line.")
    private Optional<Path> deadlines;

    @Option(
            names = "--strict",
            description = "Do nothing and exit 1 when a line holds an invalid event, instead of skipping the line.")
    private boolean strict;

    BacktestCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        checkOutputs();
        Instant began = surroundings.clock().instant();
        Rulebook rulebook = rules.document().rulebook();
        History history = History.read(events);
        history.report(surroundings.err());
        if (strict && !history.invalid().isEmpty()) {
            throw new Failure("--strict: " + history.invalid().size()
                    + (history.invalid().size() == 1 ? " invalid line" : " invalid lines")
                    + "; nothing was processed");
        }
        Instant read = surroundings.clock().instant();
        BacktestSummary summary = new BacktestSummary(history, rulebook.number());
        List<OutputFile> outputs = new ArrayList<>();
        try {
            Optional<OutputFile> alertFile = begin(alerts, outputs);
            Optional<OutputFile> deadlineFile = begin(deadlines, outputs);
            Backtest.Result result = play(history, rulebook, summary, alertFile);
            deadlineFile.ifPresent(file -> {
                AvroDeadlines avro = new AvroDeadlines(new WorkingDaysOfDenmark());
                result.rows()
                        .forEach(row -> file.line(DeadlineJson.line(avro.toAvro(row.citizenId(), row.deadline()))));
            });
            outputs.forEach(OutputFile::finish);
            outputs.forEach(OutputFile::publish);
            summary.result(result);
        } finally {
            outputs.forEach(OutputFile::close);
        }
        Instant played = surroundings.clock().instant();
        summary.print(surroundings.out(), Duration.between(began, read), Duration.between(read, played));
    }

    private Backtest.Result play(
            History history, Rulebook rulebook, BacktestSummary summary, Optional<OutputFile> alertFile) {
        LocalDate first = history.firstRecordedDay().orElse(LocalDate.MIN);
        LocalDate last = until.or(history::lastRecordedDay).orElse(first);
        summary.days(first, last);
        CitizenMonitor monitor =
                new CitizenMonitor(rulebook, new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        try (ProgressLine progress = new ProgressLine(surroundings)) {
            return new Backtest(monitor)
                    .play(
                            history.events(),
                            last,
                            alert -> {
                                summary.said(alert);
                                alertFile.ifPresent(file -> file.line(AlertJson.line(alert)));
                            },
                            (day, applied) -> {
                                summary.applied(applied);
                                progress.show(() -> "backtest  " + day + " of " + last + "  " + Shown.number(applied)
                                        + " of " + Shown.number(history.events().size()) + " events");
                            });
        }
    }

    private static Optional<OutputFile> begin(Optional<Path> path, List<OutputFile> outputs) {
        Optional<OutputFile> file = path.map(OutputFile::at);
        file.ifPresent(outputs::add);
        return file;
    }

    /** An output may be neither an input nor the other output. */
    private void checkOutputs() {
        List<Path> used = new ArrayList<>(events);
        for (Optional<Path> output : List.of(alerts, deadlines)) {
            if (output.isPresent()) {
                if (used.stream().anyMatch(other -> same(other, output.get()))) {
                    throw new ParameterException(
                            spec.commandLine(), output.get() + " is named twice; it would be overwritten");
                }
                used.add(output.get());
            }
        }
    }

    /** Whether two paths name one regular file, or would. */
    static boolean same(Path a, Path b) {
        try {
            return Files.exists(a) && Files.exists(b)
                    ? Files.isRegularFile(a) && Files.isSameFile(a, b)
                    : a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new Failure(Commands.ofFile(e), e);
        }
    }
}
