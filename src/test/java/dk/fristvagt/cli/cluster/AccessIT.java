package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.cli.Cli;
import dk.fristvagt.cli.config.Principals;
import dk.fristvagt.embedded.EmbeddedCluster;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.testing.Program;
import dk.fristvagt.testing.WholeLog;
import dk.fristvagt.wire.EventJson;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may do what on a secured cluster that {@code setup} has made: the ACLs are enough for every command, none of the
 * monitor's can be spared, and nobody gets at anything else.
 */
class AccessIT {
    private static final String MONITOR = "fristvagt";
    private static final String STATISTICS = "counter";
    private static final String PRODUCER = "publisher";
    private static final String READER = "controller";
    private static final String STRANGER = "stranger";
    private static final String JOBCENTER = "jobcenter-0751";
    private static final String AKASSE = "akasse-3F";
    private static final String OTHER_AKASSE = "akasse-FOA";
    private static final List<String> PEOPLE =
            List.of(MONITOR, STATISTICS, PRODUCER, READER, JOBCENTER, AKASSE, OTHER_AKASSE, STRANGER);
    private static final String WRONG_PASSWORD = "password-that-nobody-has";

    /** Names of topics, as regular expressions. */
    private static final String CHANGELOGS = ".*-changelog";

    private static final String BROKER_TIME = ".*-broker-time";

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int POLLS = 300;
    private static final Units UNITS = Units.load();

    private static final EmbeddedCluster CLUSTER =
            EmbeddedCluster.secured(1, PEOPLE.stream().collect(Collectors.toMap(user -> user, AccessIT::password)));
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();

    @TempDir
    private Path directory;

    private WholeLog log;
    private final StringBuilder said = new StringBuilder();

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

    @BeforeEach
    void listen() {
        log = new WholeLog();
    }

    @AfterEach
    void noPasswordHasBeenSaid() {
        log.close();
        String everything = said + log.text();
        Stream.concat(PEOPLE.stream().map(AccessIT::password), Stream.of(WRONG_PASSWORD, administratorPassword()))
                .forEach(password -> assertThat(everything.contains(password))
                        .as("a password was printed or logged")
                        .isFalse());
    }

    // ---- the matrix

    @Test
    void the_acls_are_those_of_the_units_and_of_the_five_others_and_no_more() throws IOException {
        Site site = new Site("listed", "listed.");
        site.setUp();

        Set<String> expected = new TreeSet<>();
        for (Units.Unit unit : UNITS.all()) {
            String who = "User:" + unit.unit();
            expected.add(who + " READ TOPIC listed.fristvagt.alerts." + unit.unit() + ".v1");
            expected.add(who + " READ GROUP " + unit.unit() + ".*");
        }
        Stream<String> inputs = Stream.of(
                        "benefit-changes", "benefit-hours", "meetings", "offers", "cvs", "employment", "exemptions")
                .map(name -> "listed.fristvagt.in." + name + ".v1");
        inputs.forEach(input -> {
            expected.add("User:publisher WRITE TOPIC " + input);
            expected.add("User:fristvagt READ TOPIC " + input);
            expected.add("User:fristvagt DESCRIBE_CONFIGS TOPIC " + input);
        });
        Stream<String> outputs = Stream.concat(
                UNITS.all().stream().map(unit -> "listed.fristvagt.alerts." + unit.unit() + ".v1"),
                Stream.of(
                        "listed.fristvagt.alerts.unrouted.v1",
                        "listed.fristvagt.deadlines.v1",
                        "listed.fristvagt.meeting-measures.v1",
                        "listed.fristvagt.dead-letters.v1"));
        outputs.forEach(output -> {
            expected.add("User:controller READ TOPIC " + output);
            expected.add("User:fristvagt WRITE TOPIC " + output);
            expected.add("User:fristvagt DESCRIBE_CONFIGS TOPIC " + output);
        });
        for (String changelog : List.of("listed-citizens-changelog", "listed-agenda-changelog")) {
            for (String operation : List.of("CREATE", "READ", "WRITE")) {
                expected.add("User:fristvagt " + operation + " TOPIC " + changelog);
            }
        }
        expected.add("User:fristvagt CREATE TOPIC listed-broker-time");
        expected.add("User:fristvagt WRITE TOPIC listed-broker-time");
        expected.add("User:fristvagt READ GROUP listed");
        expected.add("User:fristvagt WRITE TRANSACTIONAL_ID listed-*");
        expected.add("User:counter READ TOPIC listed.fristvagt.deadlines.v1");
        expected.add("User:counter READ TOPIC listed.fristvagt.meeting-measures.v1");
        for (String operation : List.of("CREATE", "READ", "WRITE")) {
            expected.add("User:counter " + operation + " TOPIC listed-statistics-rows-changelog");
        }
        expected.add("User:counter READ GROUP listed-statistics");
        expected.add("User:counter WRITE TRANSACTIONAL_ID listed-statistics-*");

        assertThat(aclsOf("listed")).isEqualTo(expected);
        assertThat(ok("setup", "--config", site.config("administrator"))).contains("Nothing to change");
    }

    @Test
    void no_unit_can_use_the_groups_of_another() {
        Principals principals = new Principals(
                Optional.empty(), Optional.empty(), Optional.of("User:{unit}"), Optional.empty(), Optional.empty());
        List<String> prefixes = new Access(Topics.UNPREFIXED, UNITS, "any", principals)
                .wanted().stream()
                        .map(AclBinding::pattern)
                        .filter(pattern -> pattern.resourceType() == ResourceType.GROUP)
                        .map(pattern -> pattern.name())
                        .toList();
        assertThat(prefixes).hasSameSizeAs(UNITS.all()).doesNotHaveDuplicates();
        for (String prefix : prefixes) {
            assertThat(prefixes.stream().filter(other -> other.startsWith(prefix)))
                    .containsExactly(prefix);
        }
    }

    @Test
    void everybody_reads_and_writes_what_is_theirs_and_is_refused_everything_else() throws Exception {
        Site site = new Site("matrix", "matrix.");
        site.setUp();
        Topics topics = site.topics();
        List<String> internal = List.of("matrix-citizens-changelog", "matrix-agenda-changelog", "matrix-broker-time");
        String counted = "matrix-statistics-rows-changelog";
        try (Admin admin = admin("administrator")) {
            admin.createTopics(Stream.concat(internal.stream(), Stream.of(counted))
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        List<String> alerts = List.of(
                topics.alerts(JOBCENTER),
                topics.alerts(AKASSE),
                topics.alerts("akasse-HK"),
                topics.alerts(Units.UNROUTED));
        List<String> resources = Stream.of(
                        alerts,
                        topics.inputs(),
                        List.of(topics.deadlines(), topics.measures(), topics.deadLetters()),
                        internal,
                        List.of(counted))
                .flatMap(Collection::stream)
                .toList();
        try (Producer<byte[], byte[]> administrator = producer("administrator")) {
            for (String topic : resources) {
                administrator.send(record(topic)).get();
            }
        }
        List<String> outputs = Stream.concat(
                        alerts.stream(), Stream.of(topics.deadlines(), topics.measures(), topics.deadLetters()))
                .toList();
        List<String> changelogs = internal.subList(0, 2);
        Map<String, Set<String>> readable = Map.of(
                MONITOR, union(topics.inputs(), changelogs),
                STATISTICS, Set.of(topics.deadlines(), topics.measures(), counted),
                READER, union(outputs, List.of()),
                JOBCENTER, Set.of(topics.alerts(JOBCENTER)),
                AKASSE, Set.of(topics.alerts(AKASSE)));
        Map<String, Set<String>> writable = Map.of(
                MONITOR,
                union(outputs, internal),
                STATISTICS,
                Set.of(counted),
                PRODUCER,
                union(topics.inputs(), List.of()));

        for (String user : PEOPLE) {
            Set<String> read = new TreeSet<>();
            try (Consumer<byte[], byte[]> consumer = consumer(user, Map.of())) {
                for (String topic : resources) {
                    if (mayRead(consumer, topic)) {
                        read.add(topic);
                    }
                }
            }
            assertThat(read).as("what %s reads", user).isEqualTo(readable.getOrDefault(user, Set.of()));
            Set<String> written = new TreeSet<>();
            try (Producer<byte[], byte[]> producer = producer(user)) {
                for (String topic : resources) {
                    if (isAllowed(() -> producer.send(record(topic)).get())) {
                        written.add(topic);
                    }
                }
            }
            assertThat(written).as("what %s writes", user).isEqualTo(writable.getOrDefault(user, Set.of()));
        }
    }

    @Test
    void a_unit_reads_in_groups_of_its_own_name_only() throws IOException {
        Site site = new Site("groups", "groups.");
        site.setUp();
        String topic = site.topics().alerts(JOBCENTER);

        assertThat(commit(JOBCENTER, topic, JOBCENTER + ".booking")).isTrue();
        assertThat(commit(JOBCENTER, topic, JOBCENTER + ".")).isTrue();
        for (String group : List.of(
                JOBCENTER,
                "jobcenter-07510.booking",
                "jobcenter-0760.booking",
                "akasse-3F.booking",
                "groups",
                "other")) {
            assertThat(commit(JOBCENTER, topic, group)).as(group).isFalse();
        }
    }

    @Test
    void nobody_but_the_administrator_looks_at_settings_changes_or_deletes() throws Exception {
        Site site = new Site("settings", "settings.");
        site.setUp();
        for (String user : List.of(JOBCENTER, PRODUCER, READER, STRANGER, MONITOR)) {
            String topic = user.equals(PRODUCER) || user.equals(MONITOR)
                    ? site.topics().input(Fact.Kind.CV)
                    : site.topics().alerts(JOBCENTER);
            ConfigResource settings = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Map<String, Future<?>> tried = new LinkedHashMap<>();
            try (Admin admin = admin(user)) {
                if (!user.equals(MONITOR)) {
                    tried.put(
                            "describe settings",
                            admin.describeConfigs(List.of(settings)).all());
                }
                tried.put(
                        "alter settings",
                        admin.incrementalAlterConfigs(Map.of(
                                        settings,
                                        List.of(new AlterConfigOp(
                                                new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET))))
                                .all());
                tried.put("delete", admin.deleteTopics(List.of(topic)).all());
                tried.put(
                        "delete records",
                        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(0)))
                                .all());
                tried.put(
                        "create",
                        admin.createTopics(List.of(new NewTopic("own", 1, (short) 1)))
                                .all());
                tried.put("see ACLs", admin.describeAcls(AclBindingFilter.ANY).values());
                tried.put(
                        "give ACLs",
                        admin.createAcls(site.access().wanted().subList(0, 1)).all());
                tried.put(
                        "see groups",
                        admin.describeConsumerGroups(List.of("akasse-3F.booking"))
                                .all());
                for (Map.Entry<String, Future<?>> one : tried.entrySet()) {
                    assertThatThrownBy(one.getValue()::get)
                            .as("%s: %s", user, one.getKey())
                            .hasCauseInstanceOf(AuthorizationException.class);
                }
            }
        }
    }

    // ---- who is not who they say

    @Test
    void a_wrong_password_is_one_line_and_exit_code_1_for_every_command() throws IOException {
        Site site = new Site("wrong", "wrong.");
        Path config = site.config(MONITOR, WRONG_PASSWORD);
        Path events = site.events(spell("c1", LocalDate.of(2022, 3, 1)));
        for (List<Object> command : List.<List<Object>>of(
                List.of("setup"),
                List.of("run"),
                List.of("publish", events),
                List.of("export", "--alerts", directory.resolve("none.jsonl")),
                List.of("follow", "--unit", JOBCENTER))) {
            List<Object> words = new ArrayList<>(command);
            words.addAll(1, List.of("--config", config));
            Cli.Ran ran = run(words.toArray());
            assertThat(ran.exitCode()).as("%s", command).isEqualTo(1);
            assertThat(ran.complaints())
                    .singleElement()
                    .asString()
                    .contains("do not believe who we are (SaslAuthenticationException)", "kafka.sasl.");
            assertThat(ran.out()).isEmpty();
        }
        assertThatThrownBy(() -> {
                    try (Admin admin =
                            Admin.create(new HashMap<>(CLUSTER.clientProperties(JOBCENTER, WRONG_PASSWORD)))) {
                        admin.describeCluster().clusterId().get();
                    }
                })
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    /** A broker that gets another request than the one to log in hangs up without a word. */
    @Test
    void who_does_not_say_who_they_are_is_not_answered() {
        Map<String, Object> withTls = client(READER);
        withTls.keySet().removeIf(key -> key.startsWith("sasl."));
        withTls.put("security.protocol", "SSL");
        Map<String, Object> withoutTls = new HashMap<>(Map.of("bootstrap.servers", CLUSTER.bootstrapServers()));
        for (Map<String, Object> anonymous : List.of(withTls, withoutTls)) {
            anonymous.put("default.api.timeout.ms", 2000);
            anonymous.put("request.timeout.ms", 1000);
            try (Admin admin = Admin.create(anonymous)) {
                assertThatThrownBy(() -> admin.listTopics().names().get()).hasCauseInstanceOf(TimeoutException.class);
            }
        }
    }

    // ---- the commands with what they are allowed

    @Test
    void the_live_monitor_its_producer_reader_and_unit_need_no_more() throws Exception {
        Site site = new Site("live", "live.");
        site.setUp();
        LocalDate begin = Days.civil(InstantSource.system().instant()).minusDays(60);
        try (Program follow = Program.start(
                directory, "follow", "follow", "--config", site.config(AKASSE), "--unit", AKASSE, "--json")) {
            for (String citizen : List.of("c-one", "c-two")) {
                ok("publish", "--config", site.config(PRODUCER), site.events(spell(citizen, begin)));

                ok("run", "--config", site.config(MONITOR), "--drain");

                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(follow.out())
                                .as(follow.err())
                                .contains("\"citizenId\":\"" + citizen + "\""));
            }
            said.append(follow.out()).append(follow.err());
        }
        Path alerts = directory.resolve("alerts.jsonl");
        Path deadlines = directory.resolve("deadlines.jsonl");
        ok("export", "--config", site.config(READER), "--alerts", alerts, "--deadlines", deadlines);
        assertThat(Files.readString(alerts)).contains("c-one", "c-two");
        assertThat(Files.readString(deadlines)).contains("c-one", "c-two");

        for (AclOperation operation : List.of(AclOperation.CREATE, AclOperation.WRITE)) {
            without(
                    acls(site, operation, BROKER_TIME),
                    () -> assertThat(refused("run", "--config", site.config(MONITOR), "--drain"))
                            .contains("live-broker-time"));
        }
    }

    @Test
    void a_rehearsal_needs_every_acl_of_the_monitor() throws Exception {
        Site site = new Site("needed-rehearsal", "needed-rehearsal");
        site.setUp();
        LocalDate today = LocalDate.of(2022, 6, 1);
        int[] citizens = {0};
        Callable<Object[]> rehearsal = () -> {
            site.state = directory.resolve("state-" + ++citizens[0]);
            Event<?> good = spell("c" + citizens[0], today.minusDays(60));
            Event<?> bad = spell("bad" + citizens[0], LocalDate.of(1970, 1, 1));
            ok("publish", "--config", site.config(PRODUCER), "--allow-invalid", site.events(good, bad));
            return new Object[] {"run", "--config", site.config(MONITOR), "--today", today, "--drain"};
        };
        ok(rehearsal.call());

        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("inputs", ".*fristvagt\\.in\\..*");
        kinds.put("alerts", ".*fristvagt\\.alerts\\..*");
        kinds.put("deadlines", ".*fristvagt\\.deadlines\\..*");
        kinds.put("dead letters", ".*fristvagt\\.dead-letters\\..*");
        kinds.put("changelogs", CHANGELOGS);
        kinds.put("group", "needed-rehearsal");
        kinds.put("transactions", "needed-rehearsal-");
        List<String> tried = new ArrayList<>();
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            for (AclOperation operation :
                    List.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS)) {
                List<AclBinding> removed = acls(site, operation, kind.getValue());
                if (!removed.isEmpty()) {
                    tried.add(operation + " " + kind.getKey());
                    without(
                            removed,
                            () -> assertThat(refused(rehearsal.call()))
                                    .as("%s %s", operation, kind.getKey())
                                    .containsIgnoringCase("authoriz"));
                }
            }
        }
        assertThat(tried)
                .containsExactly(
                        "READ inputs",
                        "DESCRIBE_CONFIGS inputs",
                        "WRITE alerts",
                        "DESCRIBE_CONFIGS alerts",
                        "WRITE deadlines",
                        "DESCRIBE_CONFIGS deadlines",
                        "WRITE dead letters",
                        "DESCRIBE_CONFIGS dead letters",
                        "READ changelogs",
                        "WRITE changelogs",
                        "READ group",
                        "WRITE transactions");
        try (Admin admin = admin("administrator")) {
            admin.deleteTopics(List.of("needed-rehearsal-citizens-changelog", "needed-rehearsal-agenda-changelog"))
                    .all()
                    .get();
        }
        without(
                acls(site, AclOperation.CREATE, CHANGELOGS),
                () -> assertThat(refused(rehearsal.call())).containsIgnoringCase("authoriz"));
    }

    @Test
    void the_statistics_need_every_acl_of_theirs() throws Exception {
        Site site = new Site("counted", "counted.");
        site.setUp();
        LocalDate begin = Days.civil(InstantSource.system().instant()).minusDays(60);
        int[] citizens = {0};
        Callable<Object[]> count = () -> {
            // something new each time: what has been read before is neither read nor written again
            site.state = directory.resolve("state-of-statistics-" + ++citizens[0]);
            ok("publish", "--config", site.config(PRODUCER), site.events(spell("counted-" + citizens[0], begin)));
            ok("run", "--config", site.config(MONITOR), "--drain");
            return new Object[] {"run", "--roles", "statistics", "--config", site.config(STATISTICS), "--drain"};
        };
        ok(count.call());

        List<String> tried = new ArrayList<>();
        for (AclBinding needed : site.access().wanted()) {
            boolean once = needed.entry().operation() == AclOperation.CREATE;
            if (needed.entry().principal().equals("User:" + STATISTICS) && !once) {
                tried.add(needed.entry().operation() + " " + needed.pattern().name());
                without(
                        List.of(needed),
                        () -> assertThat(refused(count.call()))
                                .as(needed.toString())
                                .containsIgnoringCase("authoriz"));
            }
        }
        assertThat(tried)
                .containsExactlyInAnyOrder(
                        "READ counted.fristvagt.deadlines.v1",
                        "READ counted.fristvagt.meeting-measures.v1",
                        "READ counted-statistics-rows-changelog",
                        "WRITE counted-statistics-rows-changelog",
                        "READ counted-statistics",
                        "WRITE counted-statistics-");
        try (Admin admin = admin("administrator")) {
            admin.deleteTopics(List.of("counted-statistics-rows-changelog"))
                    .all()
                    .get();
        }
        without(
                acls(site, STATISTICS, AclOperation.CREATE, CHANGELOGS),
                () -> assertThat(refused(count.call())).containsIgnoringCase("authoriz"));
    }

    @Test
    void the_monitor_goes_on_when_the_statistics_beside_it_may_not() throws Exception {
        Site site = new Site("beside", "beside.");
        site.setUp();
        List<AclBinding> asMonitor = site.access().wanted().stream()
                .filter(acl -> acl.entry().principal().equals("User:" + STATISTICS))
                .map(acl -> new AclBinding(
                        acl.pattern(),
                        new AccessControlEntry(
                                "User:" + MONITOR,
                                acl.entry().host(),
                                acl.entry().operation(),
                                acl.entry().permissionType())))
                .toList();
        try (Admin admin = admin("administrator")) {
            Access.create(admin, asMonitor);
        }
        LocalDate begin = Days.civil(InstantSource.system().instant()).minusDays(60);
        try (Program both = Program.start(
                        directory, "both", "run", "--roles", "monitor,statistics", "--config", site.config(MONITOR));
                Program follow = Program.start(
                        directory, "follow", "follow", "--config", site.config(AKASSE), "--unit", AKASSE, "--json")) {
            await().atMost(PATIENCE).until(() -> both.err().contains("Task statistics 0_0 has read"));
            List<AclBinding> reading = asMonitor.stream()
                    .filter(acl -> acl.pattern().name().equals("beside.fristvagt.deadlines.v1"))
                    .toList();
            without(reading, () -> {
                ok("publish", "--config", site.config(PRODUCER), site.events(spell("c-before", begin)));
                await().atMost(PATIENCE).until(() -> both.err().contains("Statistics stops"));
                ok("publish", "--config", site.config(PRODUCER), site.events(spell("c-after", begin)));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(follow.out())
                                .as(both.err() + follow.err())
                                .contains("\"citizenId\":\"c-after\""));
            });
            assertThat(both.isAlive()).isTrue();
            both.terminate();
            both.exitCode(PATIENCE);
            assertThat(both.err()).contains("The monitor has stopped");
            said.append(both.out()).append(both.err()).append(follow.out()).append(follow.err());
        }
    }

    /** The ACLs of the monitor that allow {@code operation} on what is named so. */
    private static List<AclBinding> acls(Site site, AclOperation operation, String name) {
        return acls(site, MONITOR, operation, name);
    }

    private static List<AclBinding> acls(Site site, String principal, AclOperation operation, String name) {
        return site.access().wanted().stream()
                .filter(acl -> acl.entry().principal().equals("User:" + principal)
                        && acl.entry().operation() == operation
                        && acl.pattern().name().matches(name))
                .toList();
    }

    /** Does {@code work} while {@code acls} are taken away. */
    private void without(List<AclBinding> acls, ThrowingWork work) throws Exception {
        assertThat(acls).isNotEmpty();
        try (Admin admin = admin("administrator")) {
            admin.deleteAcls(acls.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            await().atMost(PATIENCE)
                    .until(() -> Answers.of(
                                    admin.describeAcls(AclBindingFilter.ANY).values())
                            .stream()
                            .noneMatch(acls::contains));
            work.run();
            Access.create(admin, acls);
        }
    }

    @FunctionalInterface
    private interface ThrowingWork {
        void run() throws Exception;
    }

    // ---- commands

    private Cli.Ran run(Object... arguments) {
        Cli.Ran ran = Cli.runLive(arguments);
        said.append(ran.out()).append(ran.err());
        return ran;
    }

    private String ok(Object... arguments) {
        Cli.Ran ran = run(arguments);
        assertThat(ran.exitCode()).as("%s: %s", arguments[0], ran.err()).isZero();
        return ran.out();
    }

    /** The one line with which the command ends. */
    private String refused(Object... arguments) {
        Cli.Ran ran = run(arguments);
        assertThat(ran.exitCode()).as("%s %s", arguments[0], ran.err()).isEqualTo(1);
        assertThat(ran.complaints()).hasSize(1);
        return ran.err();
    }

    /** The topics of one application, and the configurations of those who use them. */
    private final class Site {
        private final String applicationId;
        private final String prefix;
        private Path state;
        private int files;

        Site(String applicationId, String prefix) {
            this.applicationId = applicationId;
            this.prefix = prefix;
            this.state = directory.resolve("state-" + applicationId);
        }

        void setUp() throws IOException {
            assertThat(ok("setup", "--config", config("administrator"))).contains(" changes made.");
        }

        Topics topics() {
            return new Topics(prefix);
        }

        Access access() {
            return new Access(
                    topics(),
                    UNITS,
                    applicationId,
                    new Principals(
                            Optional.of("User:" + MONITOR),
                            Optional.of("User:" + STATISTICS),
                            Optional.of("User:{unit}"),
                            Optional.of("User:" + PRODUCER),
                            Optional.of("User:" + READER)));
        }

        Path config(String user) throws IOException {
            return config(user, password(user));
        }

        /** The configuration of {@code user}, the password in a file of its own. */
        Path config(String user, String password) throws IOException {
            Map<String, String> client = new TreeMap<>(
                    user.equals("administrator") ? CLUSTER.administrator() : CLUSTER.clientProperties(user, password));
            Path secret = Files.writeString(
                    directory.resolve(applicationId + "-" + user + ".secret"), client.remove("sasl.jaas.config"));
            client.remove("bootstrap.servers");
            StringBuilder lines = new StringBuilder("""
                    bootstrap.servers=%s
                    application.id=%s
                    topics.prefix=%s
                    topics.partitions=1
                    topics.replication.factor=1
                    acl.monitor.principal=User:%s
                    acl.statistics.principal=User:%s
                    acl.unit.principal=User:{unit}
                    acl.producer.principal=User:%s
                    acl.reader.principal=User:%s
                    state.directory=%s
                    standbys=0
                    startup.wait.ms=0
                    http.listen=off
                    schema.registry.url=%s
                    kafka.sasl.jaas.config.file=%s
                    """.formatted(
                            CLUSTER.bootstrapServers(),
                            applicationId,
                            prefix,
                            MONITOR,
                            STATISTICS,
                            PRODUCER,
                            READER,
                            state,
                            REGISTRY.url(),
                            secret));
            client.forEach((key, value) ->
                    lines.append("kafka.").append(key).append('=').append(value).append('\n'));
            return Files.writeString(directory.resolve(applicationId + "-" + user + ".properties"), lines);
        }

        Path events(Event<?>... events) throws IOException {
            return Files.write(
                    directory.resolve(applicationId + "-" + ++files + ".jsonl"),
                    Stream.of(events).map(EventJson::write).toList());
        }
    }

    // ---- clients

    private static String password(String user) {
        return "secret-of-" + user + "-\"\\;=9";
    }

    private static String administratorPassword() {
        return CLUSTER.administrator().get("sasl.jaas.config").replaceAll(".*password=\"(\\w+)\".*", "$1");
    }

    private static Map<String, Object> client(String user) {
        return new HashMap<>(
                user.equals("administrator")
                        ? CLUSTER.administrator()
                        : CLUSTER.clientProperties(user, password(user)));
    }

    private static Admin admin(String user) {
        return Admin.create(client(user));
    }

    private static Producer<byte[], byte[]> producer(String user) {
        Map<String, Object> properties = client(user);
        // Without it, whoever may write nothing is refused as a producer, before any topic is looked at.
        properties.put("enable.idempotence", false);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Consumer<byte[], byte[]> consumer(String user, Map<String, Object> more) {
        Map<String, Object> properties = client(user);
        properties.put("enable.auto.commit", false);
        properties.put("auto.offset.reset", "earliest");
        properties.putAll(more);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, 0, "key".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    }

    private static boolean mayRead(Consumer<byte[], byte[]> consumer, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            for (int i = 0; i < POLLS; i++) {
                if (!consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                    return true;
                }
            }
        } catch (TopicAuthorizationException refused) {
            return false;
        }
        throw new AssertionError("nothing was read from " + topic + " and nothing refused");
    }

    private static boolean isAllowed(Callable<?> work) throws Exception {
        try {
            work.call();
            return true;
        } catch (ExecutionException refused) {
            assertThat(refused).hasCauseInstanceOf(TopicAuthorizationException.class);
            return false;
        }
    }

    private static boolean commit(String user, String topic, String group) {
        try (Consumer<byte[], byte[]> consumer = consumer(user, Map.of("group.id", group))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(0)));
            return true;
        } catch (GroupAuthorizationException refused) {
            return false;
        }
    }

    /** The ACLs on the topics, groups and transactions of an application, and on the groups of units. */
    private static Set<String> aclsOf(String applicationId) {
        try (Admin admin = admin("administrator")) {
            return Answers.of(admin.describeAcls(AclBindingFilter.ANY).values()).stream()
                    .filter(acl -> acl.pattern().name().startsWith(applicationId)
                            || acl.pattern().resourceType() == ResourceType.GROUP
                                    && acl.pattern().name().endsWith("."))
                    .map(acl -> Access.describe(acl).replace(" may ", " "))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> union(Collection<String> one, Collection<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Event<BenefitSpell> spell(String citizenId, LocalDate from) {
        Instant recorded =
                LocalDate.of(2022, 1, 1).atStartOfDay(Days.COPENHAGEN).toInstant();
        return new Event<>(
                "e-" + citizenId,
                citizenId,
                recorded,
                "test",
                false,
                new BenefitSpell(
                        "s-" + citizenId,
                        Group.DAGPENGE,
                        from,
                        Days.NEVER,
                        Optional.of(from),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        BenefitSpell.Insurance.FULL_TIME,
                        OptionalInt.empty(),
                        false,
                        false,
                        false,
                        "0751",
                        Optional.of("3F")));
    }
}
