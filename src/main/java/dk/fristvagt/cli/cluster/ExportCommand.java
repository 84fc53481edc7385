package dk.fristvagt.cli.cluster;

import static dk.fristvagt.cli.cluster.ConfigOption.from;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.OutputFile;
import dk.fristvagt.cli.ProgressLine;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.facts.Days;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code export}: what came out, read from its topics into files (contract.md, "Files"). */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the topics of deadlines and alerts, as far as they are committed now, into files: the latest row",
            "of each deadline by its key, and all alerts by day, citizen and sequence."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fristvagt export --config fristvagt.properties --deadlines deadlines.jsonl --alerts alerts.jsonl"})
public final class ExportCommand implements Runnable {
    private static final Comparator<Said> ORDER = Comparator.comparing(Said::on)
            .thenComparing(Said::citizenId, Days.UTF8)
            .thenComparingLong(Said::sequence);

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--deadlines", paramLabel = "FILE", description = "Write the deadlines to FILE.")
    private Optional<Path> deadlines;

    @Option(names = "--alerts", paramLabel = "FILE", description = "Write the alerts to FILE.")
    private Optional<Path> alerts;

    /** An alert's line with its place in the file. */
    private record Said(LocalDate on, String citizenId, long sequence, String line) {}

    public ExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (deadlines.isEmpty() && alerts.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a file with --deadlines or --alerts");
        }
        if (deadlines.equals(alerts)) {
            throw new ParameterException(spec.commandLine(), "--deadlines and --alerts name the same file");
        }
        Configuration configuration = config.read(surroundings);
        OutputTopics topics = from(
                configuration, c -> new OutputTopics(c.client(), c.serdes(Optional.empty()), c.topics(), Units.load()));
        List<OutputFile> outputs = new ArrayList<>();
        try (Cluster cluster = Cluster.connect(configuration, Duration.ZERO, surroundings.clock())) {
            Optional<OutputFile> deadlineFile = begin(deadlines, outputs);
            Optional<OutputFile> alertFile = begin(alerts, outputs);
            deadlineFile.ifPresent(file -> cluster.doing(() -> {
                topics.deadlines().values().forEach(row -> file.line(DeadlineJson.line(row)));
                return file;
            }));
            alertFile.ifPresent(file -> cluster.doing(() -> {
                read(topics).forEach(said -> file.line(said.line()));
                return file;
            }));
            outputs.forEach(OutputFile::finish);
            outputs.forEach(OutputFile::publish);
            deadlineFile.ifPresent(file -> done(file, "deadlines"));
            alertFile.ifPresent(file -> done(file, "alerts"));
        } catch (TopicSetup.TopicException | RegistryException refused) {
            throw new Failure(refused.getMessage(), refused);
        } finally {
            outputs.forEach(OutputFile::close);
        }
    }

    private List<Said> read(OutputTopics topics) {
        List<Said> all = new ArrayList<>();
        try (ProgressLine progress = new ProgressLine(surroundings)) {
            topics.alerts(alert -> {
                all.add(said(alert));
                progress.show(() -> "export  " + Shown.number(all.size()) + " alerts");
            });
        }
        all.sort(ORDER);
        return all;
    }

    private static Said said(Alert alert) {
        return new Said(alert.getSaidOn(), alert.getCitizenId(), alert.getSequence(), AlertJson.line(alert));
    }

    private void done(OutputFile file, String what) {
        surroundings.out().println("Exported " + Shown.number(file.lines()) + " " + what + ".");
    }

    private static Optional<OutputFile> begin(Optional<Path> path, List<OutputFile> outputs) {
        Optional<OutputFile> file = path.map(OutputFile::at);
        file.ifPresent(outputs::add);
        return file;
    }
}
