package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.cli.cluster.CommittedOffsets;
import dk.fristvagt.cli.cluster.DayPlayer;
import dk.fristvagt.cli.cluster.EventPublisher;
import dk.fristvagt.cli.cluster.Patience;
import dk.fristvagt.embedded.EmbeddedCluster;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Program;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.topology.MonitorStatus;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.SettableClock;
import dk.fristvagt.topology.StreamsSettings;
import dk.fristvagt.wire.EventJson;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands on a cluster of three brokers and a registry, as an operator gives them: what comes out is what backtest
 * says, however many instances share the work and whenever they come and go.
 */
class ClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PARTITIONS = 6;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final EmbeddedCluster CLUSTER = new EmbeddedCluster(3);
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        CLUSTER.start();
        REGISTRY.start();
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
        CLUSTER.close();
    }

    @Test
    void a_drained_rehearsal_leaves_what_backtest_says() throws IOException {
        Path events = write(histories(1, 400));
        Path config = setUp("single", "single");
        assertThat(ok("publish", "--config", config, events)).startsWith("Published ");

        ok("run", "--config", config, "--today", TODAY, "--drain");

        assertSaid(config, events, "first");
    }

    @Test
    void two_instances_share_the_work_and_one_comes_and_goes() throws IOException {
        Path events = write(histories(1_001, 3_000));
        Path config = setUp("shared", "one");
        Path other = directory.resolve("other.properties");
        Files.writeString(
                other,
                Files.readString(config)
                        .replace(
                                directory.resolve("state-one").toString(),
                                directory.resolve("state-two").toString()));
        ok("publish", "--config", config, events);

        try (Program one = Program.start(directory, "one", "run", "--config", config, "--today", TODAY, "--drain");
                Program two = Program.start(directory, "two", "run", "--config", other, "--today", TODAY, "--drain")) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", CLUSTER.bootstrapServers()))) {
                await().atMost(PATIENCE).until(() -> committed(admin, "shared-rehearsal") > 0);
            }
            two.terminate();
            two.exitCode(PATIENCE);
            try (Program again =
                    Program.start(directory, "two-again", "run", "--config", other, "--today", TODAY, "--drain")) {
                assertThat(one.exitCode(PATIENCE)).as(one.err()).isZero();
                assertThat(again.exitCode(PATIENCE)).as(again.err()).isZero();
            }
            assertThat(two.err()).contains("The monitor has stopped");
        }
        assertSaid(config, events, "first");
        List<String> said = Files.readAllLines(directory.resolve("first.alerts.jsonl"));

        ok("publish", "--config", config, events);
        ok("run", "--config", config, "--today", TODAY, "--drain");

        assertSaid(config, events, "second");
        assertThat(Files.readAllLines(directory.resolve("second.alerts.jsonl")))
                .as("what was sent twice is said once")
                .isEqualTo(said);
    }

    @Test
    void day_by_day_two_instances_say_what_backtest_says() throws IOException {
        LocalDate first = LocalDate.of(2026, 7, 27);
        LocalDate until = first.plusDays(29);
        List<Event<?>> events = beginningIn(first, until, 200);
        Path file = write(events);
        Path config = setUp("live", "live");
        Topics topics = new Topics("live-rehearsal");
        RegistrySerdeFactory serdes = new RegistrySerdeFactory(new Registry(Registry.Settings.of(REGISTRY.url())));
        SettableClock clock = new SettableClock(SettableClock.endOf(first.minusDays(1)));
        Map<String, Object> client = Map.of("bootstrap.servers", CLUSTER.bootstrapServers());
        try (MonitorStreams one = instance("a", topics, serdes, clock);
                MonitorStreams two = instance("b", topics, serdes, clock);
                Admin admin = Admin.create(client);
                EventPublisher publisher = new EventPublisher(client, serdes, topics)) {
            await().atMost(PATIENCE)
                    .until(() -> !one.status().tasks().isEmpty()
                            && !two.status().tasks().isEmpty());
            List<MonitorStatus> instances = List.of(one.status(), two.status());
            new DayPlayer(
                            clock,
                            DayPlayer.Monitor.of(() -> instances, PARTITIONS),
                            publisher,
                            new CommittedOffsets(admin, "live-rehearsal"),
                            new Patience(InstantSource.system(), PATIENCE))
                    .play(events, first, until, new DayPlayer.Audience() {
                        @Override
                        public boolean begins(LocalDate day) {
                            return true;
                        }

                        @Override
                        public void played(LocalDate day, long played) {
                            // Only the end counts.
                        }
                    });
        }
        export(config, "live");
        ok(
                "backtest",
                "--events",
                file,
                "--until",
                until,
                "--alerts",
                at("b.alerts"),
                "--deadlines",
                at("b.deadlines"),
                "--measures",
                at("b.measures"));
        assertThat(Files.readAllLines(at("live.measures.jsonl")))
                .isNotEmpty()
                .isEqualTo(Files.readAllLines(at("b.measures")));
        assertThat(Files.readAllLines(at("live.deadlines.jsonl"))).isEqualTo(Files.readAllLines(at("b.deadlines")));
        Map<String, List<String>> expected = byCitizen(at("b.alerts"));
        assertThat(expected.size()).as("citizens about whom something is said").isGreaterThan(80);
        assertThat(byCitizen(at("live.alerts.jsonl"))).isEqualTo(expected);
    }

    @Test
    void a_simulated_population_goes_straight_to_the_inputs() throws IOException {
        Path config = setUp("simulated", "simulated");
        LocalDate last = LocalDate.of(2024, 12, 31);
        List<Object> population = List.of(
                "simulate", "--citizens", 60, "--from", "2024-01-01", "--to", last, "--profile", "denmark-2026");
        Path events = at("population.jsonl");
        ok(and(population, "--config", config));
        ok(and(population, "--out", events));

        ok("run", "--config", config, "--today", last, "--drain");

        export(config, "simulated");
        ok("backtest", "--events", events, "--until", last, "--deadlines", at("backtest.jsonl"));
        assertThat(Files.readAllLines(at("simulated.deadlines.jsonl")))
                .isNotEmpty()
                .isEqualTo(Files.readAllLines(at("backtest.jsonl")));
    }

    private static Object[] and(List<Object> words, Object... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toArray();
    }

    // ---- commands

    /** A configuration of a rehearsal called {@code name}, set up. */
    private Path setUp(String name, String state) throws IOException {
        Path config = Files.writeString(directory.resolve(name + ".properties"), """
                bootstrap.servers=%s
                application.id=%s-rehearsal
                topics.prefix=%s-rehearsal
                topics.partitions=%d
                topics.replication.factor=3
                standbys=0
                state.directory=%s
                http.listen=off
                schema.registry.url=%s
                """.formatted(
                        CLUSTER.bootstrapServers(),
                        name,
                        name,
                        PARTITIONS,
                        directory.resolve("state-" + state),
                        REGISTRY.url()));
        assertThat(ok("setup", "--config", config)).contains(" changes made.");
        return config;
    }

    private static String ok(Object... arguments) {
        Cli.Ran ran = Cli.runLive(arguments);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }

    private void export(Path config, String name) {
        ok(
                "export",
                "--config",
                config,
                "--deadlines",
                at(name + ".deadlines.jsonl"),
                "--alerts",
                at(name + ".alerts.jsonl"),
                "--measures",
                at(name + ".measures.jsonl"));
    }

    private Path at(String name) {
        return directory.resolve(name);
    }

    private MonitorStreams instance(String name, Topics topics, RegistrySerdeFactory serdes, SettableClock clock) {
        return MonitorStreams.start(
                StreamsSettings.simulated("live-rehearsal", CLUSTER.bootstrapServers(), directory.resolve(name))
                        .withCopies(0, Optional.of((short) 3)),
                new MonitorStreams.Parts(
                        new CitizenMonitor(
                                RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT),
                        serdes,
                        topics,
                        Units.load(),
                        new WorkingDaysOfDenmark(),
                        clock),
                metrics -> {});
    }

    // ---- expectations

    /** The deadlines are those of backtest, and what was said and not taken back are those of them that alert. */
    private void assertSaid(Path config, Path events, String name) throws IOException {
        export(config, name);
        ok(
                "backtest",
                "--events",
                events,
                "--until",
                TODAY,
                "--deadlines",
                at("backtest.jsonl"),
                "--measures",
                at("backtest.measures.jsonl"));
        List<String> deadlines = Files.readAllLines(at(name + ".deadlines.jsonl"));
        assertThat(deadlines).hasSizeGreaterThan(1_000).isEqualTo(Files.readAllLines(at("backtest.jsonl")));
        assertThat(standing(at(name + ".alerts.jsonl"))).isEqualTo(alerting(deadlines));
        assertThat(Files.readAllLines(at(name + ".measures.jsonl")))
                .hasSizeGreaterThan(100)
                .isEqualTo(Files.readAllLines(at("backtest.measures.jsonl")));
    }

    private static Set<String> standing(Path alerts) throws IOException {
        Map<String, String> standing = new HashMap<>();
        List<JsonNode> said = new ArrayList<>();
        for (String line : Files.readAllLines(alerts)) {
            said.add(JSON.readTree(line));
        }
        said.sort(
                Comparator.comparing((JsonNode alert) -> alert.get("citizenId").asText())
                        .thenComparing(alert -> alert.get("sequence").asLong()));
        Map<String, Long> sequences = new HashMap<>();
        for (JsonNode alert : said) {
            assertThat(sequences.merge(alert.get("citizenId").asText(), 1L, Long::sum))
                    .as("sequences have no gaps")
                    .isEqualTo(alert.get("sequence").asLong());
            String key = alert.get("deadlineKey").asText();
            String type = alert.get("type").asText();
            if (type.equals("RESOLVED") || type.equals("WITHDRAWN")) {
                standing.remove(key);
            } else {
                standing.put(key, type);
            }
        }
        return standing.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What domain.md §9 calls alerting, with what is said about it. */
    private static Set<String> alerting(List<String> deadlines) throws IOException {
        Rulebook rulebook = RulebookYaml.builtIn();
        Set<String> alerting = new TreeSet<>();
        for (String line : deadlines) {
            JsonNode deadline = JSON.readTree(line);
            String status = deadline.get("status").asText();
            boolean advisory = deadline.get("advisory").asBoolean();
            boolean curable = rulebook.rules().stream()
                    .filter(rule -> rule.id().equals(deadline.get("ruleId").asText())
                            && rule.version() == deadline.get("ruleVersion").asInt())
                    .findFirst()
                    .orElseThrow()
                    .curable();
            Optional<String> type = switch (status) {
                case "UPCOMING" -> deadline.get("stage").asInt() > 0 ? Optional.of("WARNING") : Optional.empty();
                case "DUE", "OVERDUE" -> Optional.of(advisory ? "WARNING" : status);
                case "LAPSED" -> curable ? Optional.empty() : Optional.of("LAPSED");
                default -> Optional.empty();
            };
            type.ifPresent(said -> alerting.add(deadline.get("deadlineKey").asText() + " " + said));
        }
        return alerting;
    }

    private static Map<String, List<String>> byCitizen(Path alerts) throws IOException {
        Map<String, TreeMap<Long, String>> bySequence = new TreeMap<>();
        for (String line : Files.readAllLines(alerts)) {
            JsonNode alert = JSON.readTree(line);
            bySequence
                    .computeIfAbsent(alert.get("citizenId").asText(), citizen -> new TreeMap<>())
                    .put(alert.get("sequence").asLong(), line);
        }
        Map<String, List<String>> lines = new TreeMap<>();
        bySequence.forEach((citizen, numbered) -> lines.put(citizen, List.copyOf(numbered.values())));
        return lines;
    }

    private static long committed(Admin admin, String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().values().stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
    }

    // ---- histories

    private static List<Event<?>> histories(long first, int count) {
        return LongStream.range(first, first + count)
                .mapToObj(RandomHistories::history)
                .<Event<?>>flatMap(history -> history.events().stream())
                .toList();
    }

    /** The events that are recorded in the time, of citizens about whom nothing was recorded before. */
    private static List<Event<?>> beginningIn(LocalDate first, LocalDate until, int citizens) {
        List<History> chosen = LongStream.iterate(1, number -> number + 1)
                .mapToObj(RandomHistories::history)
                .filter(history -> !history.firstDay().isBefore(first)
                        && history.firstDay().isBefore(first.plusDays(10)))
                .limit(citizens)
                .toList();
        return chosen.stream()
                .<Event<?>>flatMap(history -> history.events().stream())
                .filter(event -> !Days.civil(event.recordedAt()).isAfter(until))
                .toList();
    }

    private Path write(List<Event<?>> events) throws IOException {
        Stream<String> lines = events.stream().map(EventJson::write);
        return Files.write(directory.resolve("events.jsonl"), (Iterable<String>) lines::iterator);
    }
}
