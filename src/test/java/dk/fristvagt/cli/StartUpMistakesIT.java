package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.testing.HeardLogs;
import dk.fristvagt.testing.Program;
import dk.fristvagt.wire.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an operator gets wrong, on a real broker and a real registry: each mistake is one line that says what it is and
 * what to do, exit code 1, and no log of errors beside it.
 */
class StartUpMistakesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PARTITIONS = 2;
    private static final Topics LIVE = new Topics("live.");
    private static final Topics REHEARSAL = new Topics("it-rehearsal");

    /** Looks every second for what is too old. */
    private static final EmbeddedBroker BROKER =
            new EmbeddedBroker(Map.of("log.retention.check.interval.ms", "1000", "log.initial.task.delay.ms", "1000"));

    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();
    private static final AtomicInteger CONFIGURATIONS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static Admin admin;

    /** They take as long as brokers are waited for, so they run beside the others. */
    private static CompletableFuture<Cli.Ran> nobodyThere;

    private static CompletableFuture<Cli.Ran> wrongProtocol;

    private HeardLogs logs;

    @BeforeAll
    static void start() throws IOException {
        Path nowhere = config(LIVE, Map.of("bootstrap.servers", "127.0.0.1:1", "startup.wait.ms", "1"));
        nobodyThere = CompletableFuture.supplyAsync(() -> Cli.runLive("run", "--config", nowhere));
        CompletableFuture.allOf(CompletableFuture.runAsync(BROKER::start), CompletableFuture.runAsync(REGISTRY::start))
                .join();
        Path encrypted = config(LIVE, Map.of("kafka.security.protocol", "SSL", "startup.wait.ms", "1"));
        wrongProtocol = CompletableFuture.supplyAsync(() -> Cli.runLive("run", "--config", encrypted));
        admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()));
        assertThat(ok("setup", "--config", config(LIVE, Map.of()))).contains(" changes made.");
        assertThat(ok("setup", "--config", config(REHEARSAL, Map.of()))).contains(" changes made.");
    }

    @AfterAll
    static void stop() {
        admin.close();
        REGISTRY.close();
        BROKER.close();
    }

    @BeforeEach
    void listen() {
        logs = new HeardLogs(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        logs.close();
    }

    // ---- brokers

    @Test
    void brokers_that_do_not_answer() {
        refused(
                nobodyThere.join(),
                "run",
                "the brokers at 127.0.0.1:1 do not answer: check bootstrap.servers, that they run, and that"
                        + " kafka.security.protocol is theirs.");
    }

    @Test
    void a_protocol_that_is_not_that_of_the_listener() throws IOException {
        refused(
                wrongProtocol.join(),
                "run",
                "the brokers at " + BROKER.bootstrapServers()
                        + " do not answer: check bootstrap.servers, that they run,"
                        + " and that kafka.security.protocol is theirs.");

        Path passwords = config(
                LIVE,
                Map.of(
                        "kafka.security.protocol",
                        "SASL_PLAINTEXT",
                        "kafka.sasl.mechanism",
                        "PLAIN",
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\""
                                + " password=\"Canary-7f3a9c\";"));
        mistake(
                "the brokers at " + BROKER.bootstrapServers()
                        + " do not believe who we are (IllegalSaslStateException): check kafka.security.protocol, the"
                        + " kafka.sasl. and the kafka.ssl. keys.",
                "run",
                "--config",
                passwords);
        assertThat(logs.all()).noneMatch(line -> line.contains("Canary-7f3a9c"));
    }

    @Test
    void transactions_of_an_older_kind() throws Exception {
        transactionVersion(1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
        try {
            mistake(
                    "the brokers at " + BROKER.bootstrapServers()
                            + " have transaction.version=1 and the monitor needs 2,"
                            + " or what an instance said before it was cut off could be said again: upgrade them, or run"
                            + " kafka-features upgrade --feature transaction.version=2.",
                    "run",
                    "--config",
                    config(LIVE, Map.of()));
        } finally {
            transactionVersion(2, FeatureUpdate.UpgradeType.UPGRADE);
        }
    }

    // ---- topics

    @Test
    void an_input_that_is_missing() throws Exception {
        String input = LIVE.input(Fact.Kind.MEETING);
        delete(input);

        mistake("topics are missing: " + input + "; run setup.", "run", "--config", config(LIVE, Map.of()));

        assertRepaired(
                LIVE,
                "topic created: " + input + " (2 partitions, cleanup.policy=delete, max.message.bytes=",
                "1 change made.");
    }

    @Test
    void topics_of_units_that_are_missing() throws Exception {
        List<String> missing = Stream.of("0101", "0147", "0151", "0153", "0155", "0157", "0159")
                .map(code -> LIVE.alerts("jobcenter-" + code))
                .toList();
        delete(missing.toArray(String[]::new));

        mistake(
                "topics are missing: " + String.join(", ", missing.subList(0, 5)) + " and 2 more; run setup.",
                "run",
                "--config",
                config(LIVE, Map.of()));

        assertRepaired(LIVE, "topic created: " + missing.get(0) + " (1 partitions, ", "7 changes made.");
    }

    @Test
    void topics_with_unequal_numbers_of_partitions() throws Exception {
        String input = LIVE.input(Fact.Kind.CV);
        delete(input);
        admin.createTopics(List.of(new NewTopic(input, 3, (short) 1))).all().get();
        try {
            Cli.Ran run = Cli.runLive("run", "--config", config(LIVE, Map.of()));
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.complaints())
                    .singleElement()
                    .asString()
                    .startsWith("fristvagt run: topics must have the same number of partitions, but ")
                    .contains(input + " has 3", LIVE.deadlines() + " has 2")
                    .endsWith("; make them anew with the same number, since adding partitions moves citizens.");

            mistake(
                    "topic " + input + " has 3 partitions and not 2: set topics.partitions to what the topics have, or"
                            + " delete this one and run setup; adding partitions would move citizens.",
                    "setup",
                    "--config",
                    config(LIVE, Map.of()));
        } finally {
            delete(input);
            ok("setup", "--config", config(LIVE, Map.of()));
        }
    }

    @Test
    void a_topic_of_a_unit_with_several_partitions() throws Exception {
        String alerts = LIVE.alerts("akasse-3F");
        delete(alerts);
        admin.createTopics(List.of(new NewTopic(alerts, 2, (short) 1))).all().get();
        try {
            for (String command : List.of("run", "setup")) {
                mistake(
                        "topic " + alerts + " has 2 partitions and not 1: delete it and run setup.",
                        command,
                        "--config",
                        config(LIVE, Map.of()));
            }
        } finally {
            delete(alerts);
            ok("setup", "--config", config(LIVE, Map.of()));
        }
    }

    @Test
    void an_input_that_forgets_too_soon() throws Exception {
        String input = LIVE.input(Fact.Kind.OFFER);
        set(input, "retention.ms", "604800000");

        mistake(
                "topics are not set up as they must be: " + input
                        + " has retention.ms=604800000 and needs 315619200000; run setup.",
                "run",
                "--config",
                config(LIVE, Map.of()));

        assertRepaired(LIVE, "topic changed: " + input + " retention.ms: 604800000 -> 315619200000", "1 change made.");
    }

    @Test
    void a_longer_retention_is_left_alone() throws Exception {
        String input = LIVE.input(Fact.Kind.OFFER);
        set(input, "retention.ms", "-1");
        try {
            assertThat(ok("setup", "--config", config(LIVE, Map.of())))
                    .endsWith("Nothing to change: everything is set up." + System.lineSeparator());
        } finally {
            set(input, "retention.ms", "315619200000");
        }
    }

    @Test
    void timestamps_that_are_open_where_people_rely_on_them() throws Exception {
        String input = LIVE.input(Fact.Kind.PAID_HOURS);
        set(input, "message.timestamp.after.max.ms", "9223372036854775807");

        mistake(
                "topics are not set up as they must be: " + input
                        + " has message.timestamp.after.max.ms=9223372036854775807 and needs 3600000; run setup.",
                "run",
                "--config",
                config(LIVE, Map.of()));

        assertRepaired(
                LIVE,
                "topic changed: " + input + " message.timestamp.after.max.ms: 9223372036854775807 -> 3600000",
                "1 change made.");
    }

    @Test
    void timestamps_that_are_closed_in_a_rehearsal() throws Exception {
        set(REHEARSAL.deadlines(), "message.timestamp.after.max.ms", "3600000");

        mistake(
                "topics are not set up as they must be: " + REHEARSAL.deadlines()
                        + " has message.timestamp.after.max.ms=3600000 and needs 9223372036854775807; run setup.",
                "run",
                "--config",
                config(REHEARSAL, Map.of()),
                "--today",
                "2022-03-01");

        assertRepaired(REHEARSAL, "message.timestamp.after.max.ms: 3600000 -> 9223372036854775807", "1 change made.");
    }

    @Test
    void timestamps_that_are_the_brokers() throws Exception {
        String input = LIVE.input(Fact.Kind.BENEFIT_SPELL);
        set(input, "message.timestamp.type", "LogAppendTime");

        mistake(
                "topics are not set up as they must be: " + input
                        + " has message.timestamp.type=LogAppendTime and needs CreateTime; run setup.",
                "run",
                "--config",
                config(LIVE, Map.of()));

        assertRepaired(LIVE, "message.timestamp.type: LogAppendTime -> CreateTime", "1 change made.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "publish", "export", "follow"})
    void a_cluster_that_is_not_set_up(String command) throws IOException {
        Topics nowhere = new Topics("nowhere.");
        String one = switch (command) {
            case "export" -> "topic " + nowhere.deadlines() + " is missing; run setup.";
            case "follow" -> "topic " + nowhere.alerts("akasse-3F") + " is missing; run setup.";
            default ->
                "topics are missing: " + String.join(", ", nowhere.inputs().subList(0, 5)) + " and "
                        // the monitor needs the tables beside the inputs, of which a producer knows nothing
                        + (command.equals("run") ? 4 : 2) + " more; run setup.";
        };
        List<Object> words = new ArrayList<>(List.of(command, "--config", config(nowhere, Map.of())));
        words.addAll(
                switch (command) {
                    case "publish" -> List.of(events("c1", Instant.parse("2022-03-01T08:00:00Z")));
                    case "export" -> List.of("--deadlines", directory.resolve("nowhere.jsonl"));
                    case "follow" -> List.of("--unit", "akasse-3F");
                    default -> List.of();
                });

        mistake(one, words.toArray());

        assertThat(directory.resolve("nowhere.jsonl")).doesNotExist();
    }

    // ---- the registry

    @Test
    void a_registry_that_does_not_answer() throws IOException {
        Map<String, String> nobody = Map.of("schema.registry.url", "http://127.0.0.1:1/apis", "startup.wait.ms", "1");

        for (String command : List.of("run", "setup")) {
            mistake(
                    "the schema registry at http://127.0.0.1:1/apis does not answer (ConnectException): check that it"
                            + " runs and that its URL is right.",
                    command,
                    "--config",
                    config(LIVE, nobody));
        }
    }

    @Test
    void a_registry_under_another_path() throws IOException {
        String wrong = REGISTRY.url().resolve("/apis").toString();

        for (String command : List.of("run", "setup")) {
            Cli.Ran ran = Cli.runLive(command, "--config", config(LIVE, Map.of("schema.registry.url", wrong)));

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.complaints())
                    .singleElement()
                    .asString()
                    .startsWith("fristvagt " + command + ": the schema registry at " + wrong + " does not list ")
                    .contains("(status 404")
                    .endsWith("): check the path of its URL, some registries want /apis/ccompat/v7.");
        }
    }

    @Test
    void a_registry_without_our_schemas() throws Exception {
        String subject = LIVE.input(Fact.Kind.MEETING) + "-value";
        forget(subject);

        mistake(
                "the schema dk.fristvagt.event.Meeting is not registered under " + subject
                        + ": run setup to register it.",
                "run",
                "--config",
                config(LIVE, Map.of()));

        assertRepaired(LIVE, "schema registered: " + subject + " (dk.fristvagt.event.Meeting)", "made.");
    }

    // ---- an instance

    @Test
    void a_state_directory_of_another_instance() throws Exception {
        Path state = directory.resolve("shared-state");
        Path config = config(REHEARSAL, Map.of("application.id", "shared-rehearsal", "state.directory", "" + state));
        Thread first = new Thread(() -> Cli.runLive("run", "--config", config, "--today", "2022-03-01"));
        first.start();
        try {
            await().atMost(PATIENCE).until(() -> logs.all().stream().anyMatch(line -> line.contains("has started")));

            mistake(
                    "state.directory " + state + " is in use by another instance: give each instance a directory of its"
                            + " own, or stop the other one.",
                    "run",
                    "--config",
                    config,
                    "--today",
                    "2022-03-01");
        } finally {
            first.interrupt();
            first.join();
        }
        assertThat(logs.all()).anyMatch(line -> line.contains("The monitor has stopped"));
    }

    @Test
    void a_day_before_the_one_that_was_worked_off() throws IOException {
        Path config = config(REHEARSAL, Map.of("application.id", "days-rehearsal"));
        ok("run", "--config", config, "--today", "2022-03-02", "--drain");

        try (Program run = Program.start(directory, "earlier", "run", "--config", config, "--today", "2022-03-01")) {
            assertThat(run.exitCode(PATIENCE)).isEqualTo(1);
            List<String> lines = run.err().lines().toList();
            assertThat(lines.get(lines.size() - 1))
                    .matches("fristvagt run: task 0_[01] has begun the day 2022-03-02, but today is 2022-03-01: days"
                            + " cannot be taken back\\. Correct this machine's clock; if it is right, or if this is a"
                            + " rehearsal, use another application\\.id, so that the monitor starts afresh\\.");
            assertThat(lines)
                    .as("no stack traces, and nothing else that is wrong")
                    .noneMatch(line -> line.startsWith(" ") || line.contains("Exception"))
                    .filteredOn(line -> line.contains(" ERROR "))
                    .allMatch(line -> line.contains("The monitor stops: task 0_"));
        }
    }

    @Test
    void a_rulebook_older_than_the_one_that_citizens_were_evaluated_with() throws IOException {
        ok("publish", "--config", config(REHEARSAL, Map.of()), events("c9", Instant.parse("2022-03-01T08:00:00Z")));
        String state = directory.resolve("rulebook-state").toString();
        Map<String, String> older = Map.of("application.id", "rules-rehearsal", "state.directory", state);
        Map<String, String> newer = new HashMap<>(older);
        newer.put("rules.directory", newerRules().toString());
        ok("run", "--config", config(REHEARSAL, newer), "--today", "2022-03-02", "--drain");

        mistake(
                "citizens have been evaluated with a newer rulebook than this program has: update the program.",
                "run",
                "--config",
                config(REHEARSAL, older),
                "--today",
                "2022-07-01",
                "--drain");

        ok("run", "--config", config(REHEARSAL, newer), "--today", "2022-07-01", "--drain");
    }

    @Test
    void a_run_that_waits_for_brokers_stops_when_it_is_told_to() throws IOException {
        Path config = config(LIVE, Map.of("bootstrap.servers", "127.0.0.1:1", "startup.wait.ms", "600000"));
        try (Program run = Program.start(directory, "waiting", "run", "--config", config)) {
            await().atMost(PATIENCE).until(() -> run.err().contains("do not answer; waiting for up to 600 s"));

            run.terminate();

            run.exitCode(PATIENCE);
            assertThat(run.err())
                    .contains("Stopped before it had started")
                    .doesNotContain("Exception", "ERROR", "does not stop");
        }
    }

    // ---- what comes out

    @Test
    void following_prints_what_there_is_and_ends_in_peace() throws Exception {
        Path config = config(REHEARSAL, Map.of("application.id", "follow-rehearsal"));
        ok("publish", "--config", config, events("c7", Instant.parse("2022-03-01T08:00:00Z")));
        ok("run", "--config", config, "--today", "2022-07-01", "--drain");
        try (Program follow =
                Program.start(directory, "follow", "follow", "--config", config, "--unit", "jobcenter-0751")) {
            await().atMost(PATIENCE).until(() -> follow.out().contains("c7|"));

            follow.terminate();

            follow.exitCode(PATIENCE);
            assertThat(follow.err().lines()).noneMatch(line -> line.startsWith("fristvagt") || line.contains("ERROR"));
        }
    }

    @Test
    void a_record_that_is_no_alert() throws Exception {
        String alerts = LIVE.alerts("akasse-HK");
        send(new ProducerRecord<>(alerts, "k", "not an alert"));
        try {
            for (List<String> command : List.of(
                    List.of("export", "--alerts", directory.resolve("no.jsonl").toString()),
                    List.of("follow", "--unit", "akasse-HK"))) {
                List<Object> words = new ArrayList<>(command);
                words.addAll(List.of("--config", config(LIVE, Map.of())));
                Cli.Ran ran = Cli.runLive(words.toArray());

                assertThat(ran.exitCode()).isEqualTo(1);
                assertThat(ran.complaints())
                        .singleElement()
                        .asString()
                        .startsWith("fristvagt " + command.get(0) + ": topic " + alerts
                                + ", partition 0, offset 0 holds what the monitor did not write (")
                        .endsWith("): find out who else may write there.");
            }
        } finally {
            delete(alerts);
            ok("setup", "--config", config(LIVE, Map.of()));
        }
    }

    // ---- setup

    @Test
    void setup_a_second_time_has_nothing_to_change() throws IOException {
        assertThat(ok("setup", "--config", config(LIVE, Map.of())).lines())
                .containsExactly(
                        "acls: left alone, since no acl. key is set", "Nothing to change: everything is set up.");
    }

    @Test
    void a_dry_run_says_what_it_would_do_and_does_nothing() throws Exception {
        Topics dry = new Topics("dry.");

        String said = ok("setup", "--dry-run", "--config", config(dry, Map.of()));

        assertThat(said)
                .contains(
                        "would be: topic created: " + dry.deadlines() + " (2 partitions, cleanup.policy=compact, ",
                        "would be: schema registered: dry.fristvagt.in.cvs.v1-value (dk.fristvagt.event.Cv)",
                        "would be: compatibility set: dry.fristvagt.in.cvs.v1-value: none of its own -> FULL_TRANSITIVE")
                .endsWith(" changes would be made; nothing was changed." + System.lineSeparator());
        assertThat(admin.listTopics().names().get()).noneMatch(topic -> topic.startsWith("dry."));
        assertThat(subjects()).doesNotContain("dry.");
    }

    @Test
    void more_copies_than_there_are_brokers() throws Exception {
        mistake(
                "topic copies.fristvagt.in.benefit-changes.v1 cannot be made: there are fewer brokers than"
                        + " topics.replication.factor says; start the others, or lower it.",
                "setup",
                "--config",
                config(new Topics("copies."), Map.of("topics.replication.factor", "3")));
    }

    @Test
    void acls_on_brokers_that_have_no_authorizer() throws IOException {
        mistake(
                "the acl. keys are set, but the brokers have no authorizer: set authorizer.class.name on them, or remove"
                        + " the acl. keys.",
                "setup",
                "--config",
                config(LIVE, Map.of("acl.monitor.principal", "User:fristvagt")));
    }

    // ---- events

    @Test
    void an_event_that_the_brokers_take_for_one_of_the_future() throws IOException {
        Instant later =
                InstantSource.system().instant().plus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

        mistake(
                "the brokers did not take an event, since its recordedAt is more than an hour after their clock: correct"
                        + " the events, or the brokers' clock. Those before it may have been sent.",
                "publish",
                "--config",
                config(LIVE, Map.of()),
                events("c1", later));
    }

    @Test
    void invalid_events_are_sent_when_that_is_allowed_but_never_a_national_id() throws Exception {
        Instant recordedAt = Instant.parse("2022-03-01T08:00:00Z");
        Topics topics = new Topics("invalid.");
        ok("setup", "--config", config(topics, Map.of()));
        Path events = Files.writeString(
                directory.resolve("invalid.jsonl"),
                spell("c1", "2022-03-01", recordedAt)
                        + spell("c2", "2022-03-01", recordedAt).replace("0751", "75")
                        + spell("010190-1234", "2022-03-01", recordedAt));

        Cli.Ran ran = Cli.runLive("publish", "--config", config(topics, Map.of()), "--allow-invalid", events);

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines())
                .containsExactly(
                        "Published 2 events; 1 was left out: no record can hold it, or it looks like a national"
                                + " id.");
        assertThat(ran.complaints())
                .hasSize(2)
                .allMatch(line -> line.startsWith("invalid: " + events))
                .noneMatch(line -> line.contains("010190"));
        assertThat(ends(topics).values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(2);
    }

    @Test
    void a_backfill_survives_a_pass_of_the_retention() throws Exception {
        Instant sevenYearsAgo =
                InstantSource.system().instant().minus(7 * 365, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        ok("publish", "--config", config(LIVE, Map.of()), events("c2", sevenYearsAgo));
        Topics topics = new Topics("backfill-rehearsal");
        Path config = config(topics, Map.of("application.id", "backfill-rehearsal"));
        ok("setup", "--config", config);
        Path events = Files.writeString(
                directory.resolve("backfill.jsonl"),
                IntStream.range(0, 40)
                        .mapToObj(citizen -> spell("c" + citizen, "2019-02-01", Instant.parse("2019-02-01T09:00:00Z")))
                        .reduce("", String::concat));
        ok("publish", "--config", config, events);
        Map<TopicPartition, Long> published = ends(topics);
        assertThat(published.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(40);

        awaitRetentionPass();

        for (Topics kept : List.of(LIVE, topics)) {
            assertThat(starts(kept).values()).as("log start offsets").containsOnly(0L);
        }
        ok("run", "--config", config, "--today", "2020-12-31", "--drain");
        ok("export", "--config", config, "--deadlines", directory.resolve("run.jsonl"));
        ok("backtest", "--events", events, "--until", "2020-12-31", "--deadlines", directory.resolve("backtest.jsonl"));
        assertThat(Files.readAllLines(directory.resolve("run.jsonl")))
                .hasSize(2 * 40)
                .isEqualTo(Files.readAllLines(directory.resolve("backtest.jsonl")));
    }

    /** A topic that may keep nothing loses what is as old: the broker has looked at all of them. */
    private static void awaitRetentionPass() throws Exception {
        TopicPartition control = new TopicPartition("control", 0);
        admin.createTopics(List.of(new NewTopic(control.topic(), 1, (short) 1)
                        .configs(Map.of("retention.ms", "1000", "cleanup.policy", "delete"))))
                .all()
                .get();
        for (int pass = 1; pass <= 2; pass++) {
            long expected = pass;
            long old = Instant.parse("2019-02-01T09:00:00Z").toEpochMilli();
            send(new ProducerRecord<>(control.topic(), 0, old, "k", "v"));
            await().atMost(PATIENCE).until(() -> offset(control, OffsetSpec.earliest()) >= expected);
        }
    }

    // ---- commands

    /** The command fails with exit code 1, this one line, and no log of an error. */
    private void mistake(String complaint, Object... arguments) {
        refused(Cli.runLive(arguments), arguments[0].toString(), complaint);
        assertThat(logs.wrong()).as("logged beside the complaint").isEmpty();
    }

    private static void refused(Cli.Ran ran, String command, String complaint) {
        assertThat(ran.complaints()).containsExactly("fristvagt " + command + ": " + complaint);
        assertThat(ran.exitCode()).isEqualTo(1);
    }

    private static String ok(Object... arguments) {
        Cli.Ran ran = Cli.runLive(arguments);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        return ran.out();
    }

    /** Setup repairs it, says so, and has nothing left to do. */
    private static void assertRepaired(Topics topics, String... said) throws IOException {
        assertThat(ok("setup", "--config", config(topics, Map.of()))).contains(said);
        assertThat(ok("setup", "--config", config(topics, Map.of()))).contains("Nothing to change");
    }

    /** A configuration of the application on {@code topics}, with a state directory of its own. */
    private static Path config(Topics topics, Map<String, String> changed) throws IOException {
        int number = CONFIGURATIONS.incrementAndGet();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("application.id", topics.prefix().endsWith("-rehearsal") ? "it-rehearsal" : "it");
        lines.put("topics.prefix", topics.prefix());
        lines.put("topics.partitions", "" + PARTITIONS);
        lines.put("topics.replication.factor", "1");
        lines.put("standbys", "0");
        lines.put("startup.wait.ms", "1000");
        lines.put("http.listen", "off");
        lines.put("state.directory", directory.resolve("state-" + number).toString());
        lines.put("schema.registry.attempts", "1");
        lines.putAll(changed);
        lines.computeIfAbsent("bootstrap.servers", key -> BROKER.bootstrapServers());
        lines.computeIfAbsent("schema.registry.url", key -> registryUrl());
        return Files.write(
                directory.resolve(number + ".properties"),
                lines.entrySet().stream()
                        .map(line -> line.getKey() + "=" + line.getValue())
                        .toList());
    }

    private static String registryUrl() {
        return REGISTRY.isRunning() ? REGISTRY.url().toString() : "http://127.0.0.1:1";
    }

    private static Path events(String citizen, Instant recordedAt) throws IOException {
        String day = recordedAt.toString().substring(0, 10);
        return Files.writeString(directory.resolve("events.jsonl"), spell(citizen, day, recordedAt));
    }

    private static String spell(String citizen, String from, Instant recordedAt) {
        return """
                {"record":"BenefitSpell","eventId":"e-%s","citizenId":"%s","recordedAt":"%s","source":"it",\
                "spellId":"s-%s","group":"DAGPENGE","from":"%s","municipality":"0751"}
                """.formatted(citizen, citizen, recordedAt, citizen, from);
    }

    private static Path newerRules() throws IOException {
        Path rules = Files.createDirectories(directory.resolve("newer-rules"));
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "rules"))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        rules.resolve(file.getFileName()),
                        Files.readString(file).replaceFirst("(?m)^number: \\d+$", "number: 9999"));
            }
        }
        return rules;
    }

    // ---- the cluster

    private static void set(String topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        admin.incrementalAlterConfigs(Map.of(
                        resource, List.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        await().atMost(PATIENCE)
                .until(() -> admin.describeConfigs(List.of(resource))
                        .all()
                        .get()
                        .get(resource)
                        .get(key)
                        .value()
                        .equals(value));
    }

    private static void delete(String... topics) throws Exception {
        admin.deleteTopics(List.of(topics)).all().get();
        await().atMost(PATIENCE).until(() -> {
            Set<String> left = admin.listTopics().names().get();
            return Stream.of(topics).noneMatch(left::contains);
        });
    }

    private static void transactionVersion(int version, FeatureUpdate.UpgradeType type) throws Exception {
        admin.updateFeatures(
                        Map.of("transaction.version", new FeatureUpdate((short) version, type)),
                        new UpdateFeaturesOptions())
                .all()
                .get();
        await().atMost(PATIENCE)
                .until(() -> admin.describeFeatures()
                                .featureMetadata()
                                .get()
                                .finalizedFeatures()
                                .get("transaction.version")
                                .maxVersionLevel()
                        == version);
    }

    private static void send(ProducerRecord<String, String> record) throws Exception {
        try (Producer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", BROKER.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(record).get();
        }
    }

    private static Map<TopicPartition, Long> starts(Topics topics) throws Exception {
        return offsets(topics, OffsetSpec.earliest());
    }

    private static Map<TopicPartition, Long> ends(Topics topics) throws Exception {
        return offsets(topics, OffsetSpec.latest());
    }

    private static Map<TopicPartition, Long> offsets(Topics topics, OffsetSpec which) throws Exception {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (String input : topics.inputs()) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                TopicPartition of = new TopicPartition(input, partition);
                offsets.put(of, offset(of, which));
            }
        }
        return offsets;
    }

    private static long offset(TopicPartition partition, OffsetSpec which) throws Exception {
        return admin.listOffsets(Map.of(partition, which))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private static String subjects() throws Exception {
        return ask("GET", "/subjects");
    }

    private static void forget(String subject) throws Exception {
        ask("DELETE", "/subjects/" + subject);
    }

    private static String ask(String method, String path) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(REGISTRY.url() + path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
