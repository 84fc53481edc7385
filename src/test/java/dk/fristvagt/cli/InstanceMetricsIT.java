package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.ops.Logged;
import dk.fristvagt.ops.Metric;
import dk.fristvagt.testing.Gate;
import dk.fristvagt.testing.Promtool;
import dk.fristvagt.testing.Scrape;
import dk.fristvagt.testing.Scrape.Series;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} says of itself over HTTP, around a real broker and registry: before it has started, and then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstanceMetricsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TODAY = "2022-10-05";
    private static final Pattern OPENED = Pattern.compile("INFO HTTP at (\\S+), advertised as");
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** What Prometheus 2.42 sends. */
    private static final String ACCEPT_OF_PROMETHEUS =
            "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    /** Everything that Micrometer's binders and Kafka call theirs. */
    private static final Pattern NOT_OURS = Pattern.compile("(jvm|process|system|kafka)_\\w+");

    @TempDir
    private static Path folder;

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final EmbeddedRegistry registry = new EmbeddedRegistry();
    private final Logged logged = new Logged();
    private final ExecutorService runs = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();

    private Gate gate;
    private Future<Cli.Ran> run;
    private String instance;

    /** What it answered while it waited for the registry. */
    private Map<String, HttpResponse<String>> beforeTheStart;

    @BeforeAll
    void start() throws Exception {
        broker.start();
        registry.start();
        gate = new Gate(registry.url());
        Path config = config();
        assertThat(Cli.run("setup", "--config", config).err()).isEmpty();
        publish(config, "before", spell("canary-citizen-1", "2022-10-01", "0751"));
        gate.close();
        run = runs.submit(() -> Cli.run("run", "--config", config, "--today", TODAY));
        await().atMost(PATIENCE)
                .until(() -> logged.by("dk.fristvagt.cli.cluster.RunCommand").stream()
                        .anyMatch(line -> line.contains("waiting for up to")));
        instance = logged.by("dk.fristvagt.cli.cluster.InstanceDoor").stream()
                .flatMap(line -> OPENED.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
        beforeTheStart = Map.of("live", get("/health/live"), "ready", get("/health/ready"), "metrics", get("/metrics"));
        gate.open();
        await().atMost(PATIENCE).until(() -> get("/health/ready").statusCode() == 200);

        // Taken while live: what they cause is said at once, and of a unit that is in no list.
        publish(config, "live-1", spell("canary-citizen-2", "2022-08-01", "0751"));
        publish(config, "live-2", spell("canary-citizen-3", "2022-08-01", "9999"));
        publish(config, "live-3", meeting("canary-citizen-2"));
        await().atMost(PATIENCE).until(() -> scrape().value("fristvagt_events_total", "input", "meetings") == 1);
        await().atMost(PATIENCE)
                .until(() ->
                        !scrape().series("kafka_stream_state_estimate_num_keys").isEmpty());
    }

    @AfterAll
    void stop() throws Exception {
        runs.shutdownNow();
        boolean ended = runs.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        logged.close();
        gate.close();
        registry.close();
        broker.close();
        assertThat(ended).isTrue();
        assertThat(run.get().err()).isEmpty();
        assertThat(run.get().exitCode()).isZero();
    }

    // ---- health

    @Test
    void before_the_start_it_lives_and_is_not_ready() throws Exception {
        HttpResponse<String> live = beforeTheStart.get("live");
        HttpResponse<String> ready = beforeTheStart.get("ready");
        JsonNode obstacle = new ObjectMapper().readTree(ready.body()).at("/roles/monitor/obstacles/0");

        assertThat(live.statusCode()).as(live.body()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(obstacle.get("obstacle").asText()).isEqualTo("NOT_RUNNING");
        assertThat(obstacle.get("sentence").asText()).startsWith("the monitor is not running");
    }

    @Test
    void before_the_start_there_is_a_page_that_says_so() {
        Scrape page = Scrape.read(beforeTheStart.get("metrics").body());

        assertThat(page.value("fristvagt_ready", "role", "monitor")).isZero();
        assertThat(page.value("fristvagt_obstacle", "obstacle", "NOT_RUNNING")).isEqualTo(1);
        assertThat(page.series("jvm_memory_used_bytes")).isNotEmpty();
    }

    @Test
    void then_it_lives_and_is_ready() throws Exception {
        HttpResponse<String> ready = get("/health/ready");

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"ready\":true,\"roles\":{\"monitor\":{\"ready\":true,\"obstacles\":[]}}}\n");
    }

    // ---- the page against the enum

    @Test
    void every_metric_of_the_monitor_is_on_the_page_with_its_type_and_its_labels() throws Exception {
        Scrape page = scrape();
        for (Metric metric : Metric.values()) {
            if (metric.role() == Metric.Role.MONITOR) {
                String name = metric.metricName();
                String one = metric.type() == Metric.Type.HISTOGRAM ? name + "_count" : name;
                assertThat(page.series(one))
                        .as(one)
                        .isNotEmpty()
                        .allSatisfy(series -> assertThat(series.labels().keySet())
                                .containsExactlyInAnyOrderElementsOf(metric.labels()));
                assertThat(page.types().get(name)).as(name).isEqualTo(typeInText(metric.type()));
            }
        }
    }

    @Test
    void nothing_else_is_on_the_page_but_what_the_jvm_and_kafka_say() throws Exception {
        Set<String> ours = Arrays.stream(Metric.values())
                .filter(metric -> metric.role() == Metric.Role.MONITOR)
                .map(Metric::metricName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> others = new TreeSet<>(scrape().types().keySet());
        others.removeAll(ours);

        assertThat(others).isNotEmpty().allMatch(name -> NOT_OURS.matcher(name).matches());
        assertThat(others)
                .contains(
                        "jvm_memory_used_bytes",
                        "jvm_gc_max_data_size_bytes",
                        "jvm_threads_live_threads",
                        "jvm_classes_loaded_classes",
                        "process_cpu_usage",
                        "system_cpu_usage",
                        "process_files_open_files",
                        "process_uptime_seconds",
                        "kafka_stream_alive_stream_threads",
                        "kafka_stream_thread_process_ratio",
                        "kafka_stream_state_estimate_num_keys",
                        "kafka_consumer_fetch_manager_records_lag_max",
                        "kafka_producer_record_send_total")
                .doesNotContain("kafka_admin_client_request_total");
    }

    @Test
    void open_metrics_says_the_same() throws Exception {
        HttpResponse<String> answer = get("/metrics", "Accept", ACCEPT_OF_PROMETHEUS);
        Map<String, String> types = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            if (metric.role() == Metric.Role.MONITOR) {
                String family = metric.metricName().replaceFirst("_(total|info)$", "");
                types.put(family, metric.type().name().toLowerCase(java.util.Locale.ROOT));
            }
        }

        assertThat(answer.headers().firstValue("Content-Type")).contains(OPEN_METRICS);
        assertThat(answer.body()).endsWith("# EOF\n");
        assertThat(Scrape.read(answer.body()).types()).containsAllEntriesOf(types);
    }

    @Test
    void prometheus_finds_nothing_wrong_with_the_page() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains(TEXT);
        assertThat(Promtool.complaints(answer.body(), folder)).isEmpty();
        assertThat(Promtool.complaints(answer.body() + "wrong{\n", folder)).isNotEmpty();
    }

    @Test
    void it_is_zipped_for_whoever_takes_that() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://" + instance + "/metrics"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        byte[] page = new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes();

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(page.length).isGreaterThan(3 * answer.body().length);
        assertThat(Scrape.read(new String(page, StandardCharsets.UTF_8)).types())
                .containsKey("fristvagt_events_total");
    }

    // ---- what it says

    @Test
    void it_counts_what_was_said_and_how_soon() throws Exception {
        Scrape page = scrape();
        double said = page.series("fristvagt_alerts_total").stream()
                .mapToDouble(Series::value)
                .sum();
        double soon = page.value("fristvagt_event_to_alert_seconds_count");

        assertThat(page.value("fristvagt_events_total", "input", "benefit-changes"))
                .isEqualTo(3);
        assertThat(page.value("fristvagt_input_newest_recorded_timestamp_seconds", "input", "meetings"))
                .isEqualTo(epochSecond("2022-10-05T10:00:00Z"));
        assertThat(soon).isPositive().isLessThanOrEqualTo(said);
        assertThat(page.value("fristvagt_event_to_alert_seconds_bucket", "le", "+Inf"))
                .isEqualTo(soon);
        assertThat(page.value("fristvagt_tasks", "phase", "LIVE")).isEqualTo(2);
        assertThat(page.value("fristvagt_business_day_timestamp_seconds"))
                .isEqualTo(epochSecond("2022-10-04T22:00:00Z"));
        assertThat(page.value("fristvagt_ready", "role", "monitor")).isEqualTo(1);
        assertThat(page.series("fristvagt_obstacle")).allMatch(obstacle -> obstacle.value() == 0);
    }

    @Test
    void labels_are_bounded_whatever_comes_in() throws Exception {
        List<Series> alerts = scrape().series("fristvagt_alerts_total");
        Set<String> types = Arrays.stream(Alert.Type.values()).map(Enum::name).collect(Collectors.toSet());

        assertThat(alerts).anyMatch(alert -> alert.labels().get("unit").equals("unrouted"));
        assertThat(alerts).allSatisfy(alert -> {
            assertThat(alert.labels().get("unit")).isIn("jobcenter-0751", "unrouted");
            assertThat(alert.labels().get("type")).isIn(types);
        });
    }

    @Test
    void counters_only_grow() throws Exception {
        Map<Object, Double> before = counters(scrape());
        publish(config(), "more", spell("canary-citizen-4", "2022-08-01", "0751"));
        await().atMost(PATIENCE).until(() -> scrape().value("fristvagt_events_total", "input", "benefit-changes") >= 4);
        Map<Object, Double> after = counters(scrape());

        assertThat(before).isNotEmpty();
        before.forEach((series, value) ->
                assertThat(after.get(series)).as("%s", series).isGreaterThanOrEqualTo(value));
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void no_citizen_and_no_random_part_is_on_the_page() throws Exception {
        for (String accept : List.of("text/plain", OPEN_METRICS)) {
            String page = get("/metrics", "Accept", accept).body();

            assertThat(page).doesNotContain("canary").doesNotContain("jobcenter-9999");
            assertThat(page).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
            assertThat(page).contains("client_id=\"metrics-rehearsal-StreamThread-2-consumer\"");
        }
    }

    private static Map<Object, Double> counters(Scrape page) {
        Map<Object, Double> counters = new HashMap<>();
        for (Series series : page.series()) {
            if (series.name().matches("fristvagt_\\w+_(total|count|bucket|sum)")) {
                counters.put(List.of(series.name(), series.labels()), series.value());
            }
        }
        return counters;
    }

    private static String typeInText(Metric.Type type) {
        return switch (type) {
            case COUNTER -> "counter";
            case HISTOGRAM -> "histogram";
            case GAUGE, INFO -> "gauge";
        };
    }

    private static double epochSecond(String instant) {
        return java.time.Instant.parse(instant).getEpochSecond();
    }

    // ---- instance

    private Scrape scrape() throws Exception {
        return Scrape.read(get("/metrics").body());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + instance + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void publish(Path config, String name, String... events) {
        Path file = Lines.write(folder.resolve(name + ".jsonl"), events);
        Cli.Ran published = Cli.run("publish", "--config", config, file);
        assertThat(published.exitCode()).as(published.err()).isZero();
    }

    private static String spell(String citizen, String from, String municipality) {
        return "{\"record\":\"BenefitSpell\",\"eventId\":\"spell-" + citizen + "\",\"citizenId\":\"" + citizen
                + "\",\"recordedAt\":\"2022-10-05T09:00:00Z\",\"source\":\"case\",\"spellId\":\"s1\",\"group\":\"DAGPENGE\""
                + ",\"from\":\"" + from + "\",\"to\":null,\"municipality\":\"" + municipality + "\"}";
    }

    private static String meeting(String citizen) {
        return "{\"record\":\"Meeting\",\"eventId\":\"meeting-" + citizen + "\",\"citizenId\":\"" + citizen
                + "\",\"recordedAt\":\"2022-10-05T10:00:00Z\",\"source\":\"case\",\"meetingId\":\"m1\","
                + "\"type\":\"JOBSAMTALE\",\"status\":\"HELD\",\"heldOn\":\"2022-10-05\",\"convenedBy\":\"JOBCENTER\"}";
    }

    private Path config() {
        return Lines.write(
                folder.resolve("run.properties"),
                "bootstrap.servers=" + broker.bootstrapServers(),
                "schema.registry.url=" + gate.url(),
                "application.id=metrics-rehearsal",
                "topics.prefix=metrics-rehearsal",
                "topics.partitions=2",
                "topics.replication.factor=1",
                "standbys=0",
                "threads=2",
                "state.directory=" + folder.resolve("state"),
                "http.listen=127.0.0.1:0");
    }
}
