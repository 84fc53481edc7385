package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.ops.Logged;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code explain --config} at two instances of {@code run} that share the citizens, around a real broker and registry. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainCommandIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TODAY = "2022-10-05";
    private static final String TOKEN = "a-token-of-24-characters";
    private static final Pattern OPENED = Pattern.compile("INFO HTTP at (\\S+), advertised as");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Enough that each of two instances has one of them. */
    private static final List<String> CITIZENS =
            IntStream.range(0, 12).mapToObj(i -> "canary-citizen-" + i).toList();

    @TempDir
    private static Path folder;

    private final EmbeddedBroker broker = new EmbeddedBroker();
    private final EmbeddedRegistry registry = new EmbeddedRegistry();
    private final Logged logged = new Logged();
    private final ExecutorService runs = Executors.newCachedThreadPool();
    private final List<Future<Cli.Ran>> running = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private Path events;
    private String first;
    private String second;

    /** Which instance has a citizen. */
    private Map<String, String> owners;

    @BeforeAll
    void start() throws Exception {
        broker.start();
        registry.start();
        events = folder.resolve("events.jsonl");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Cli.golden("03-return-few-days-left.events.jsonl"))) {
            for (String citizen : CITIZENS) {
                lines.add(line.replace("\"citizenId\": \"c1\"", "\"citizenId\": \"" + citizen + "\""));
            }
        }
        Files.write(
                events, lines.stream().filter(line -> recordedBy(line, TODAY)).toList());
        assertThat(Cli.run("setup", "--config", config("setup", "off")).err()).isEmpty();
        assertThat(Cli.run("publish", "--config", config("publish", "off"), events)
                        .exitCode())
                .isZero();
        first = run("first");
        second = run("second");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            owners = owners();
            return new TreeSet<>(owners.values()).equals(new TreeSet<>(List.of(first, second)));
        });
    }

    @AfterAll
    void stop() throws Exception {
        runs.shutdownNow();
        boolean ended = runs.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        logged.close();
        registry.close();
        broker.close();
        assertThat(ended).isTrue();
        for (Future<Cli.Ran> run : running) {
            assertThat(run.get().err()).isEmpty();
            assertThat(run.get().exitCode()).isZero();
        }
    }

    @Test
    void whichever_instance_is_asked_the_text_is_that_of_explain_out_of_files() {
        for (String citizen : List.of(citizenOf(first), citizenOf(second))) {
            String outOfFiles = explainEvents(citizen).out();
            for (String instance : List.of(first, second)) {
                Cli.Ran live = explain(citizen, "--instance", instance);

                assertThat(live.err()).isEmpty();
                assertThat(live.out()).contains("Alarmer (alerts)", "from the ledger of the running monitor");
                assertThat(live.out()).contains("Stands: WARNING 8 to jobcenter-0751");
                assertThat(withoutHistory(live.out())).isEqualTo(withoutHistory(outOfFiles));
            }
        }
    }

    @Test
    void whichever_instance_is_asked_the_json_is_that_of_explain_out_of_files() throws IOException {
        for (String citizen : List.of(citizenOf(first), citizenOf(second))) {
            ObjectNode outOfFiles =
                    (ObjectNode) JSON.readTree(explainEvents(citizen, "--json").out());
            for (String instance : List.of(first, second)) {
                Cli.Ran ran = explain(citizen, "--instance", instance, "--json");
                ObjectNode live = (ObjectNode) JSON.readTree(ran.out());

                assertThat(live.get("alertsNote").asText()).contains("ledger");
                assertThat(live.get("alerts").isNull()).isTrue();
                assertThat(withoutHistory(live)).isEqualTo(withoutHistory(outOfFiles));
            }
        }
    }

    @Test
    void who_asked_and_why_is_logged_by_the_instance_that_answered_and_no_citizen_is() {
        explain(citizenOf(first), "--instance", second, "--user", "kim");

        assertThat(logged.by("dk.fristvagt.access"))
                .anySatisfy(line -> assertThat(line)
                        .matches("INFO EXPLAINED citizen=[0-9a-f]{16} day=" + TODAY
                                + " user=\"kim\" reason=\"asks why\" from=127\\.0\\.0\\.1"));
        assertThat(logged.all()).doesNotContain("canary").doesNotContain(TOKEN);
    }

    @Test
    void an_earlier_day_and_a_citizen_who_is_not_there_are_one_clear_line() {
        Cli.Ran earlier = explain(citizenOf(first), "--instance", first, "--on", "2022-10-04");
        Cli.Ran nobody = explain("nobody-at-all", "--instance", first);

        assertThat(earlier.exitCode()).isEqualTo(1);
        assertThat(earlier.complaints())
                .containsExactly("fristvagt explain: the instance at " + first + " says: the business day is " + TODAY
                        + " and an earlier day cannot be explained from the store, which does not keep what was known"
                        + " then: use explain --events.");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.complaints()).singleElement().asString().contains("nothing is stored about this citizen");
    }

    @Test
    void a_later_day_is_explained_by_what_is_known_today() {
        Cli.Ran later = explain(citizenOf(first), "--instance", first, "--on", "2022-10-12");

        assertThat(later.exitCode()).isZero();
        assertThat(later.out()).contains("Dag (day)                2022-10-12");
    }

    @Test
    void a_port_that_is_taken_is_one_clear_line_at_the_start() {
        Cli.Ran third = Cli.run("run", "--config", config("third", first), "--today", TODAY);

        assertThat(third.exitCode()).isEqualTo(1);
        assertThat(third.complaints())
                .containsExactly("fristvagt run: http.listen: " + first + " cannot be listened on (Address already in"
                        + " use): another instance or program may have that port; choose another one, 0 for any that is"
                        + " free, or \"off\".");
    }

    // ---- instances

    /** Starts an instance and gives where it can be asked, as its log says. */
    private String run(String name) {
        int before = opened().size();
        running.add(runs.submit(() -> Cli.run("run", "--config", config(name, "127.0.0.1:0"), "--today", TODAY)));
        await().atMost(PATIENCE).until(() -> opened().size() > before);
        return opened().get(before);
    }

    private List<String> opened() {
        return logged.by("dk.fristvagt.cli.cluster.InstanceDoor").stream()
                .flatMap(line -> OPENED.matcher(line).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private Path config(String name, String listen) {
        return Lines.write(
                folder.resolve(name + ".properties"),
                "bootstrap.servers=" + broker.bootstrapServers(),
                "schema.registry.url=" + registry.url(),
                "application.id=explained-rehearsal",
                "topics.prefix=explained-rehearsal",
                "topics.partitions=4",
                "topics.replication.factor=1",
                "standbys=0",
                "state.directory=" + folder.resolve("state-" + name),
                "http.listen=" + listen,
                "http.token=" + TOKEN);
    }

    /** Asks both instances for every citizen: one explains, and the other names it. */
    private Map<String, String> owners() throws Exception {
        Map<String, String> found = new LinkedHashMap<>();
        for (String citizen : CITIZENS) {
            for (String instance : List.of(first, second)) {
                String other = instance.equals(first) ? second : first;
                HttpResponse<String> answer = ask(instance, citizen);
                if (answer.statusCode() == 200) {
                    found.put(citizen, instance);
                } else {
                    assertThat(answer.statusCode()).isEqualTo(421);
                    assertThat(answer.body()).contains("\"instance\":\"" + other + "\"");
                }
            }
        }
        assertThat(found).hasSameSizeAs(CITIZENS);
        return found;
    }

    private HttpResponse<String> ask(String instance, String citizen) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + instance + "/citizens/explain"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"citizen\":\"" + citizen + "\",\"reason\":\"test\",\"user\":\"test\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String citizenOf(String instance) {
        return owners.entrySet().stream()
                .filter(owned -> owned.getValue().equals(instance))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    // ---- explanations

    private static Cli.Ran explain(String citizen, String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "explain",
                "--config",
                folder.resolve("publish.properties"),
                "--citizen",
                citizen,
                "--reason",
                "asks why"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private Cli.Ran explainEvents(String citizen, String... more) {
        List<Object> words =
                new ArrayList<>(List.of("explain", "--events", events, "--citizen", citizen, "--on", TODAY));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    /** What both can say: without the note, and of what was said only what stands. */
    private static List<String> withoutHistory(String text) {
        List<String> kept = new ArrayList<>();
        boolean history = false;
        boolean note = false;
        for (String line : text.lines().toList()) {
            note = line.startsWith("Alarmer (alerts)") || note && line.startsWith(" ");
            history = (history || line.contains("Sagt (said)"))
                    && !line.contains("Stands: ")
                    && !line.contains("Nothing stands");
            if (!note && !history) {
                kept.add(line.replace("Sagt (said)", "           "));
            }
        }
        return kept;
    }

    private static ObjectNode withoutHistory(ObjectNode explanation) {
        explanation.remove(List.of("alerts", "alertsNote"));
        explanation.get("deadlines").forEach(deadline -> ((ObjectNode) deadline).remove("said"));
        return explanation;
    }

    private static boolean recordedBy(String line, String day) {
        try {
            return JSON.readTree(line).get("recordedAt").asText().compareTo(day + "T22:00") < 0;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
