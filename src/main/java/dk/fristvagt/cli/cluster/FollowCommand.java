package dk.fristvagt.cli.cluster;

import static dk.fristvagt.cli.cluster.ConfigOption.from;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.errors.WakeupException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code follow}: a unit's alerts as they come (contract.md, "Command line"). */
@Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the alerts of a unit, those that its topic still holds and then each as it comes, until it is",
            "stopped with Ctrl-C."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt follow --config fristvagt.properties --unit jobcenter-0751",
            "  fristvagt follow --config fristvagt.properties --unit akasse-3F --new --json"
        })
public final class FollowCommand implements Runnable {
    private static final int TYPE_COLUMNS = 10;
    private static final int TITLE_COLUMNS = 44;
    private static final int KEY_COLUMNS = 60;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            required = true,
            description = "jobcenter-0751, akasse-3F, or unrouted for the alerts of units that have no topic.")
    private String unit;

    @Option(names = "--new", description = "Only alerts that come from now on.")
    private boolean onlyNew;

    @Option(names = "--json", description = "As one JSON object a line (alerts.jsonl) instead of text.")
    private boolean json;

    public FollowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Units units = Units.load();
        if (!unit.equals(Units.UNROUTED) && units.find(unit).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "'" + unit + "' is not a unit; write jobcenter-0751, akasse-3F or unrouted");
        }
        Configuration configuration = config.read(surroundings);
        OutputTopics topics =
                from(configuration, c -> new OutputTopics(c.client(), c.serdes(Optional.empty()), c.topics(), units));
        try (Cluster cluster = Cluster.connect(configuration, Duration.ZERO, surroundings.clock());
                TopicReader reader = cluster.doing(() -> topics.alertReader(unit))) {
            Runtime.getRuntime().addShutdownHook(new Thread(reader::wakeUp, "follow-stop"));
            cluster.doing(() -> follow(reader, topics));
        } catch (TopicSetup.TopicException | RegistryException refused) {
            throw new Failure(refused.getMessage(), refused);
        }
    }

    private Void follow(TopicReader reader, OutputTopics topics) {
        try {
            if (onlyNew) {
                reader.skipToEnd();
            }
            while (!surroundings.out().checkError()) {
                reader.poll(record -> {
                    Alert alert = topics.alert(record);
                    surroundings.out().println(json ? AlertJson.line(alert) : line(alert));
                });
            }
        } catch (WakeupException stopped) {
            // Ctrl-C is how it ends.
        }
        return null;
    }

    private static String line(Alert alert) {
        return alert.getSaidOn() + "  "
                + Page.padded(alert.getType() + (alert.getStage() > 0 ? " " + alert.getStage() : ""), TYPE_COLUMNS)
                + "  "
                + (alert.getDueOn() == null ? "no due day    " : "due " + alert.getDueOn())
                + "  "
                + Page.padded(Shown.of(alert.getTitle(), TITLE_COLUMNS), TITLE_COLUMNS)
                + "  "
                + (alert.getReason() == null ? "" : alert.getReason() + "  ")
                + Shown.of(alert.getDeadlineKey(), KEY_COLUMNS);
    }
}
