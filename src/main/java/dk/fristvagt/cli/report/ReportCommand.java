package dk.fristvagt.cli.report;

import dk.fristvagt.cli.History;
import dk.fristvagt.cli.OutputFile;
import dk.fristvagt.cli.ProgressLine;
import dk.fristvagt.cli.RulesCommand;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code report}: measures and deadlines of a history in tables. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Plays a stored history as backtest does and tabulates it over a period: joint meetings (table 4.1 and",
            "figure 4.1), meetings a week on benefit, deadlines met in time, fokusmål, quotas, and what was said how",
            "often. Numbers of 1 to 4, and what they could be worked out from, are not shown."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt report --events events.jsonl --from 2021-09-01 --to 2022-08-31",
            "  fristvagt report --events events.jsonl --from 2026-01-01 --to 2026-06-30 --format csv --out report.csv"
        })
public final class ReportCommand implements Runnable {
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

    @Option(names = "--from", paramLabel = "DATE", required = true, description = "First day of the period.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", required = true, description = "Last day of the period.")
    private LocalDate to;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = {
                "The day as of which it is counted; the last day of the period unless given. Later, more hours are",
                "reported; from twelve months after a course has ended its deadlines no longer exist."
            })
    private Optional<LocalDate> until;

    @Mixin
    private RulesCommand.RulesOption rules;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "MARKDOWN",
            description = "markdown (unless given), csv or json.")
    private Formats format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write to FILE instead of to the terminal.")
    private Optional<Path> out;

    @Option(names = "--exact", description = "Show small numbers and examples too: for own use only.")
    private boolean exact;

    public ReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (to.isBefore(from)) {
            throw new ParameterException(spec.commandLine(), "--to " + to + " is before --from " + from + ".");
        }
        Period period = new Period(from, to, until.orElse(to));
        if (period.until().isBefore(to)) {
            throw new ParameterException(
                    spec.commandLine(), "--until " + period.until() + " is before --to " + to + ".");
        }
        CitizenMonitor monitor = new CitizenMonitor(
                rules.document().rulebook(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        History history = History.read(events);
        history.report(surroundings.err());
        Report report;
        try (ProgressLine progress = new ProgressLine(surroundings)) {
            report = Report.of(
                    history.events(),
                    period,
                    monitor,
                    (day, applied) -> progress.show(() ->
                            "report  " + day + " of " + period.until() + "  " + Shown.number(applied) + " events"));
        }
        String text = format.write(report.tables(exact));
        if (out.isEmpty()) {
            surroundings.out().print(text);
            return;
        }
        try (OutputFile file = OutputFile.at(out.get())) {
            text.lines().forEach(file::line);
            file.finish();
            file.publish();
        }
    }
}
