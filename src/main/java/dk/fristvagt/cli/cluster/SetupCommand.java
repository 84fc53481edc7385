package dk.fristvagt.cli.cluster;

import static dk.fristvagt.cli.cluster.ConfigOption.from;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.Principals;
import dk.fristvagt.cli.config.Sample;
import dk.fristvagt.topology.TopicChange;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.Units;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code setup}: makes a cluster ready (contract.md, "Topics"). */
@Command(
        name = "setup",
        mixinStandardHelpOptions = true,
        description = {
            "Creates topics, schemas with their compatibility, and ACLs, each with every setting written out, and",
            "prints what it changed. What is there already and right is left alone, so it may be run again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt setup --sample > fristvagt.properties",
            "  fristvagt setup --config fristvagt.properties --dry-run",
            "  fristvagt setup --config fristvagt.properties"
        })
public final class SetupCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private What what;

    /** A cluster, or the sample. */
    static final class What {
        @Option(names = "--config", paramLabel = "FILE", description = "The configuration.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--sample", description = "Print a commented configuration and do nothing.")
        private boolean sample;
    }

    @Option(names = "--dry-run", description = "Print what would be changed, and change nothing.")
    private boolean dryRun;

    private int changes;

    public SetupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (what.sample) {
            if (dryRun) {
                throw new ParameterException(spec.commandLine(), "--sample changes nothing; leave --dry-run away");
            }
            surroundings.out().print(Sample.text());
            return;
        }
        Configuration configuration = ConfigOption.read(what.file.orElseThrow(), surroundings);
        Units units = Units.load();
        TopicSetup topics = from(
                configuration,
                c -> new TopicSetup(c.topics(), units, c.partitions(), c.replicationFactor(), c.rehearsal()));
        Optional<Principals> principals = from(configuration, Configuration::principals);
        Registry registry = from(configuration, Configuration::registry);
        try (Cluster cluster = Cluster.connect(configuration, Duration.ZERO, surroundings.clock())) {
            topics(cluster, topics);
            schemas(registry, configuration);
            if (principals.isPresent()) {
                access(
                        cluster,
                        new Access(configuration.topics(), units, configuration.applicationId(), principals.get()));
            } else {
                surroundings.out().println("acls: left alone, since no acl. key is set");
            }
        } catch (TopicSetup.TopicException | RegistryException refused) {
            throw new Failure(refused.getMessage(), refused);
        }
        surroundings
                .out()
                .println(
                        changes == 0
                                ? "Nothing to change: everything is set up."
                                : changes
                                        + (changes == 1 ? " change" : " changes")
                                        + (dryRun ? " would be made; nothing was changed." : " made."));
    }

    private void topics(Cluster cluster, TopicSetup topics) {
        List<TopicChange> wanted = cluster.doing(() -> topics.changes(cluster.admin()));
        if (!dryRun) {
            cluster.doing(() -> {
                TopicSetup.apply(cluster.admin(), wanted);
                return wanted;
            });
        }
        for (TopicChange change : wanted) {
            if (change instanceof TopicChange.Create create) {
                did(
                        "topic created",
                        create.topic() + " (" + create.wanted().numPartitions() + " partitions, " + settings(create)
                                + ")");
            } else if (change instanceof TopicChange.Alter alter) {
                did("topic changed", alter.topic() + " " + alter.key() + ": " + alter.is() + " -> " + alter.should());
            }
        }
    }

    private static String settings(TopicChange.Create create) {
        return String.join(
                ", ",
                create.wanted().configs().entrySet().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList());
    }

    private void schemas(Registry registry, Configuration configuration) {
        for (SchemaSetup.Change change : SchemaSetup.changes(registry, configuration.topics())) {
            if (!dryRun) {
                change.make(registry);
            }
            did(change.what(), change.describe());
        }
    }

    private void access(Cluster cluster, Access access) {
        List<AclBinding> missing = cluster.doing(() -> access.missing(cluster.admin()))
                .orElseThrow(() -> new Failure("the acl. keys are set, but the brokers have no authorizer: set"
                        + " authorizer.class.name on them, or remove the acl. keys"));
        if (!dryRun && !missing.isEmpty()) {
            cluster.doing(() -> {
                Access.create(cluster.admin(), missing);
                return missing;
            });
        }
        missing.stream().sorted(Access.order()).forEach(acl -> did("acl added", Access.describe(acl)));
    }

    private void did(String what, String of) {
        changes++;
        surroundings.out().println((dryRun ? "would be: " : "") + what + ": " + of);
    }
}
