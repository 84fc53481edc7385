package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.testing.Promtool;
import dk.fristvagt.testing.Scrape;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put on the page and how it is sent. */
class MetricsPageTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** Units × rules × statuses × stages, more than a country with 98 municipalities and 23 a-kasser has. */
    private static final int MANY = 150_000;

    @TempDir
    private Path directory;

    private final MetricsPage page = new MetricsPage("1.2.3", new Health(Set.of(Metric.Role.MONITOR)));

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void families_of_others_are_asked_at_every_scrape() {
        double[] rows = {1};
        page.add(() -> MetricSnapshots.of(
                Family.of(Metric.STATISTICS_ROWS).add(rows[0], "deadlines").snapshot()));

        assertThat(scrape().value("fristvagt_statistics_rows", "table", "deadlines"))
                .isEqualTo(1);
        rows[0] = 7;
        assertThat(scrape().value("fristvagt_statistics_rows", "table", "deadlines"))
                .isEqualTo(7);
    }

    @Test
    void danish_letters_and_quotation_marks_come_through() {
        page.add(() -> MetricSnapshots.of(Family.of(Metric.UNIT_INFO)
                .add(1, "jobcenter-0751", "Århus \"by\" \\ øst", "jobcenter")
                .snapshot()));

        assertThat(get(TEXT))
                .contains("fristvagt_unit_info{kind=\"jobcenter\",name=\"Århus \\\"by\\\" \\\\ øst\","
                        + "unit=\"jobcenter-0751\"} 1\n");
        assertThat(Promtool.complaints(get(TEXT), directory)).isEmpty();
    }

    @Test
    void the_version_is_on_it() {
        assertThat(scrape().value("fristvagt_build_info", "version", "1.2.3")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | " + TEXT,
                "*/* | " + TEXT,
                "text/plain | " + TEXT,
                "application/openmetrics-text | " + OPEN_METRICS,
                "Application/OpenMetrics-Text; version=1.0.0 | " + OPEN_METRICS,
                "text/plain;q=0.5, application/openmetrics-text;version=1.0.0 | " + OPEN_METRICS,
                "application/openmetrics-text;version=1.0.0;q=0, text/plain | " + TEXT,
                "application/json | " + TEXT,
            })
    void it_is_sent_as_whoever_asks_takes_it(String accept, String type) {
        Answer answer = answer(Optional.ofNullable(accept));

        assertThat(answer.contentType()).isEqualTo(type);
        assertThat(answer.body().endsWith("# EOF\n")).isEqualTo(type.equals(OPEN_METRICS));
    }

    @Test
    void labels_that_a_metric_does_not_have_are_a_mistake() {
        assertThatThrownBy(() -> Family.of(Metric.STATISTICS_ROWS).add(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fristvagt_statistics_rows");
        assertThatThrownBy(() -> Family.of(Metric.STATISTICS_ROWS).add(1, "a", "b"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Family.of(Metric.EVENT_TO_ALERT_SECONDS).add(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("histogram");
    }

    // ---- Kafka's

    @Test
    void what_kafka_measures_is_that_of_the_streams_of_now_under_a_steady_name() {
        try (KafkaStreams first = streams("one");
                KafkaStreams again = streams("one");
                KafkaStreams other = streams("two")) {
            page.bind(Metric.Role.MONITOR, first);
            assertThat(clients()).containsExactly("one");

            page.bind(Metric.Role.MONITOR, again);
            assertThat(clients()).containsExactly("one");

            page.bind(Metric.Role.STATISTICS, other);
            assertThat(clients()).containsExactlyInAnyOrder("one", "two");
            assertThat(scrape().types().keySet())
                    .contains("kafka_stream_failed_stream_threads_total")
                    .noneMatch(name -> name.contains("authentication_rate") || name.contains("app_info"));
            assertThat(get(TEXT))
                    .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-")
                    .doesNotContain("process_id");
        }
    }

    private List<String> clients() {
        return scrape().series("kafka_stream_alive_stream_threads").stream()
                .map(series -> series.labels().get("client_id"))
                .toList();
    }

    private KafkaStreams streams(String applicationId) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in");
        Topology topology = builder.build();
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "application.id",
                applicationId,
                "bootstrap.servers",
                "127.0.0.1:1",
                "state.dir",
                directory.resolve(applicationId).toString()));
        return new KafkaStreams(topology, properties);
    }

    // ---- size

    @Test
    void a_large_page_is_sent_whole() throws Exception {
        page.add(() -> {
            Family family = Family.of(Metric.DEADLINES);
            for (int i = 0; i < MANY; i++) {
                family.add(i, "jobcenter-" + i % 122, "rule-" + i / 122 % 41, "OVERDUE", "" + i / 5002, "false");
            }
            return MetricSnapshots.of(family.snapshot());
        });
        HttpClient client = HttpClient.newHttpClient();
        try (HttpDoor door = HttpDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty(), List.of(page.route()))) {
            for (int i = 1; i <= 5; i++) {
                for (String encoding : List.of("identity", "gzip")) {
                    long begin = System.nanoTime();
                    HttpResponse<byte[]> answer = client.send(
                            HttpRequest.newBuilder(URI.create(
                                            "http://127.0.0.1:" + door.address().getPort() + "/metrics"))
                                    .header("Accept", OPEN_METRICS)
                                    .header("Accept-Encoding", encoding)
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    long millis = (System.nanoTime() - begin) / 1_000_000;
                    System.out.printf(
                            "scrape %d of %d series, %s: %d ms, %d bytes%n",
                            i, MANY, encoding, millis, answer.body().length);
                    String text = new String(
                            encoding.equals("gzip")
                                    ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
                                    : answer.body(),
                            StandardCharsets.UTF_8);
                    assertThat(text).endsWith("# EOF\n");
                    assertThat(text.lines().filter(line -> line.startsWith("fristvagt_deadlines{")))
                            .hasSize(MANY);
                }
            }
        }
    }

    // ---- page

    private Scrape scrape() {
        return Scrape.read(get(TEXT));
    }

    private String get(String accept) {
        return answer(Optional.of(accept)).body();
    }

    private Answer answer(Optional<String> accept) {
        return page.route().handler().apply(new Request("127.0.0.1", Optional.empty(), accept, new byte[0]));
    }
}
