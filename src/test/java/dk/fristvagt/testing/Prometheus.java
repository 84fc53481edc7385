package dk.fristvagt.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Prometheus, of Debian's package prometheus, on a free port of the loopback address. */
public final class Prometheus implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One series of an answer; of a range the latest value. */
    public record Sample(Map<String, String> labels, double value) {}

    /**
     * Starts one that scrapes every second.
     *
     * @param directory of its own
     * @param rules files of rules, evaluated every second
     * @param targets host:port by job
     * @throws AssertionError when there is no Prometheus, or it does not become ready
     */
    public static Prometheus start(
            Path directory, List<Path> rules, Map<String, ? extends Collection<String>> targets) {
        StringBuilder config = new StringBuilder("""
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                """.formatted(String.join(
                ", ",
                rules.stream().map(rule -> "'" + rule.toAbsolutePath() + "'").toList())));
        targets.forEach((job, addresses) -> config.append("  - {job_name: %s, static_configs: [{targets: [%s]}]}%n"
                .formatted(
                        job,
                        String.join(
                                ", ", addresses.stream().map(a -> "'" + a + "'").toList()))));
        int port = freePort();
        try {
            Files.createDirectories(directory);
            Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.log").toFile())
                    .start();
            Prometheus started = new Prometheus(process, port);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> started.get("/-/ready").statusCode() == 200);
            return started;
        } catch (IOException missing) {
            throw new AssertionError("prometheus is missing: apt-get install prometheus", missing);
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }

    /** Where it is reached. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * The answer to {@code expression} now.
     *
     * @throws AssertionError when it is none that Prometheus understands
     */
    public List<Sample> query(String expression) {
        JsonNode data = data("/api/v1/query?query=" + encoded(expression));
        List<Sample> samples = new ArrayList<>();
        if (data.get("resultType").asText().equals("scalar")) {
            samples.add(new Sample(Map.of(), data.get("result").get(1).asDouble()));
            return samples;
        }
        for (JsonNode series : data.get("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.get("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(new Sample(labels, series.get("value").get(1).asDouble()));
        }
        return samples;
    }

    /** The values of the answer to {@code expression} by the values of {@code labels}, which tell them apart. */
    public Map<List<String>, Double> query(String expression, String... labels) {
        Map<List<String>, Double> values = new LinkedHashMap<>();
        for (Sample sample : query(expression)) {
            List<String> key = new ArrayList<>();
            for (String label : labels) {
                key.add(sample.labels().getOrDefault(label, ""));
            }
            if (values.put(key, sample.value()) != null) {
                throw new AssertionError(expression + ": twice " + key);
            }
        }
        return values;
    }

    /** The {@code data} of an answer of its HTTP interface. */
    public JsonNode data(String path) {
        HttpResponse<String> answer = get(path);
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (!json.path("status").asText().equals("success")) {
                throw new AssertionError(path + ": " + json.path("error").asText(answer.body()));
            }
            return json.get("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url() + path))
                            .timeout(PATIENCE)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
