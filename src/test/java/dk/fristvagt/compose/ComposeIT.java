package dk.fristvagt.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.testing.PlainProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every service of the compose file whose program is to be had here, started by the command line, environment, health
 * check and configuration that the file gives it, as docker-compose resolves them ({@link OnThisMachine} says what is put
 * into other words).
 *
 * <p>Kafka is configured and formatted by the program that its image does it with, from the same environment. The
 * registry is the release of the file, but keeps its schemas in memory, since Maven Central does not have the other one.
 * Prometheus is the distribution's. There is no Grafana to be had.
 */
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** How a JVM ends that was asked to (128 + SIGTERM). */
    private static final int TERMINATED = 143;

    private static final String PROMETHEUS_REMEDY = "prometheus is missing: apt install prometheus, or run .ci/run";
    private static final String LAST_DAY = "2026-10-31";
    private static final Path BROKER = Path.of("target", "demo", "broker").toAbsolutePath();
    private static final Path BROKER_LOGGING = Path.of(
                    "src", "main", "resources", "dk", "fristvagt", "embedded", "broker-logback.xml")
            .toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();
    private static final Map<String, PlainProcess> RUNNING = new LinkedHashMap<>();

    @TempDir
    private static Path directory;

    private static ComposeFile file;
    private static String published;
    private static OnThisMachine machine;

    @BeforeAll
    static void up() throws IOException {
        file = DockerCompose.resolved(directory, Map.of("POPULATION_TO", LAST_DAY));
        machine = new OnThisMachine(file, directory);
        REGISTRY.start();
        machine.settle("registry", 8080, REGISTRY.url().getPort());
        file.services().keySet().forEach(machine::mount);

        RUNNING.put("kafka", kafka());
        awaitHealthy("kafka");
        awaitHealthy("registry");
        assertThat(ends("setup")).contains(" changes made.");
        instances().forEach(ComposeIT::start);
        published = ends("publisher");
        instances().forEach(ComposeIT::awaitHealthy);
        RUNNING.put("prometheus", machine.startOther("prometheus", "prometheus", PROMETHEUS_REMEDY));
        awaitHealthy("prometheus");
    }

    @AfterAll
    static void down() {
        List<PlainProcess> running = new ArrayList<>(RUNNING.values());
        for (int at = running.size() - 1; at >= 0; at--) {
            running.get(at).close();
        }
        REGISTRY.close();
    }

    @Test
    void the_population_is_sent_as_the_file_says() {
        assertThat(published).contains("Citizens     2 000", "Recorded     2024-01-01 to " + LAST_DAY);
    }

    @Test
    void prometheus_sees_every_instance_and_the_monitors_have_taken_every_event() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(targets())
                        .containsExactlyInAnyOrderEntriesOf(Map.of(
                                machine.translate("prometheus", "monitor-1:8083"), "up",
                                machine.translate("prometheus", "monitor-2:8083"), "up",
                                machine.translate("prometheus", "statistics:8083"), "up",
                                machine.translate("prometheus", "localhost:9090"), "up")));

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(value("sum(fristvagt_events_total)")).isGreaterThanOrEqualTo(events()));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(value("sum(fristvagt_deadlines)")).isGreaterThan(1_000));
    }

    @Test
    void a_monitor_stops_in_order_while_the_other_goes_on_and_comes_back() {
        PlainProcess stopped = RUNNING.get("monitor-2");
        stopped.terminate();

        assertThat(stopped.exitCode(PATIENCE)).as(stopped.err()).isEqualTo(TERMINATED);
        assertThat(stopped.err()).contains("The monitor has stopped");
        awaitHealthy("monitor-1");
        start("monitor-2");
        awaitHealthy("monitor-2");
    }

    @Test
    void the_jobs_change_nothing_when_they_run_again() {
        assertThat(ends("setup")).contains("Nothing to change: everything is set up.");
        assertThat(ends("publisher")).contains(sent());
    }

    @Test
    void what_came_out_is_read_with_a_service_of_the_file() throws IOException {
        Path alerts = directory.resolve("alerts.jsonl");
        Path deadlines = directory.resolve("deadlines.jsonl");
        await().atMost(PATIENCE).untilAsserted(() -> {
            ends(
                    "setup",
                    List.of(
                            "export",
                            "--config",
                            "/etc/fristvagt/fristvagt.properties",
                            "--alerts",
                            alerts.toString(),
                            "--deadlines",
                            deadlines.toString()));
            assertThat(Files.readAllLines(alerts)).hasSizeGreaterThan(100);
            assertThat(Files.readAllLines(deadlines)).hasSizeGreaterThan(1_000);
        });
    }

    // ---- services

    /** What its image does: its configuration is made of the environment, its directory formatted, and the broker run. */
    private static PlainProcess kafka() throws IOException {
        Path defaults = Files.createDirectories(directory.resolve("kafka-defaults"));
        for (String configuration : List.of("server.properties", "log4j2.yaml", "tools-log4j2.yaml")) {
            Files.createFile(defaults.resolve(configuration));
        }
        Path none = Files.createDirectories(directory.resolve("kafka-mounted"));
        Path configuration = Files.createDirectories(directory.resolve("kafka-configuration"));
        Map<String, String> environment = machine.environment("kafka");
        List<String> java = new ArrayList<>(List.of(OnThisMachine.java()));
        java.addAll(List.of(environment.get("KAFKA_HEAP_OPTS").split(" ")));
        java.addAll(List.of("-Dlogback.configurationFile=" + BROKER_LOGGING, "-cp", BROKER + "/*"));
        List<Object> setup = List.of(
                "kafka.docker.KafkaDockerWrapper",
                "setup",
                "--default-configs-dir",
                defaults,
                "--mounted-configs-dir",
                none,
                "--final-configs-dir",
                configuration);
        try (PlainProcess wrapper = machine.start("kafka", and(java, setup), environment, "java")) {
            assertThat(wrapper.exitCode(PATIENCE))
                    .as(wrapper.out() + wrapper.err())
                    .isZero();
        }
        return machine.start(
                "kafka",
                and(java, List.of("kafka.Kafka", configuration.resolve("server.properties"))),
                environment,
                "java");
    }

    private static List<String> and(List<String> words, List<Object> more) {
        List<String> all = new ArrayList<>(words);
        more.forEach(word -> all.add(word.toString()));
        return all;
    }

    /** Our services that run until they are stopped. */
    private static List<String> instances() {
        return file.services().entrySet().stream()
                .filter(service -> ComposeFile.isOwn(service.getValue()) && !ComposeFile.isJob(service.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void start(String instance) {
        RUNNING.put(instance, machine.startOwn(instance));
    }

    /** Runs a job to its end, which must be a good one. */
    private static String ends(String job) {
        return ends(job, ComposeFile.texts(file.services().get(job).path("command")));
    }

    private static String ends(String job, List<String> command) {
        try (PlainProcess process = machine.startOwn(job, command)) {
            assertThat(process.exitCode(PATIENCE))
                    .as(job + ": " + process.err())
                    .isZero();
            return process.out();
        }
    }

    private static void awaitHealthy(String service) {
        await().alias(service + " is healthy").atMost(PATIENCE).until(() -> {
            PlainProcess running = RUNNING.get(service);
            if (running != null && !running.isAlive()) {
                throw new AssertionError(service + " has ended:\n" + running.out() + running.err());
            }
            try (PlainProcess check = machine.startHealthCheck(service)) {
                return check.exitCode(PATIENCE) == 0;
            }
        });
    }

    // ---- Prometheus

    /** The line in which the publisher says how many events it has sent, without how long it took. */
    private static String sent() {
        return published.replaceAll("(?s).*(Events +[\\d ]+\\d) in .*", "$1");
    }

    /** How many events the publisher says it has sent. */
    private static double events() {
        return Double.parseDouble(sent().replaceAll("\\D", ""));
    }

    /** The health of each target by its address. */
    private static Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        ask("/api/v1/targets?state=active")
                .at("/data/activeTargets")
                .forEach(target -> targets.put(
                        target.at("/labels/instance").asText(),
                        target.path("health").asText()));
        return targets;
    }

    /** The value of a query that has one series; 0 while it has none. */
    private static double value(String query) {
        return ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .at("/data/result/0/value/1")
                .asDouble();
    }

    private static JsonNode ask(String path) {
        URI uri = URI.create("http://127.0.0.1:" + machine.port("prometheus", 9090) + path);
        try {
            return JSON.readTree(HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
