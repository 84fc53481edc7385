package dk.fristvagt.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dk.fristvagt.cli.Cli;
import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.testing.Program;
import dk.fristvagt.testing.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard and every rule, asked of a real Prometheus that scrapes a running monitor with statistics
 * over a simulated population.
 *
 * <p>There are two of them, each with a Prometheus of its own, since no day has everything: the targets end with June 2026,
 * and the first deadlines under a quota fall due half a year later.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String UNIT = "jobcenter-0101";
    /** They look at full hours, of which a short run need not have one; their values are promtool's business. */
    private static final Set<String> OF_FULL_HOURS =
            Set.of("fristvagt:alerts:increase1d_by_unit_rule", "fristvagt:alerts:increase1d_by_rule");

    private static final Path RULES = Path.of("grafana", "prometheus", "rules");

    @TempDir
    private static Path directory;

    private final EmbeddedBroker broker = new EmbeddedBroker(Map.of("log.roll.hours", "262800"));
    private final EmbeddedRegistry registry = new EmbeddedRegistry();
    private Country withTargets;
    private Country withQuotas;

    @BeforeAll
    void start() throws IOException {
        broker.start();
        registry.start();
        withTargets = new Country("targets", LocalDate.of(2026, 6, 17));
        withQuotas = new Country("quotas", LocalDate.of(2027, 6, 16));
    }

    @AfterAll
    void stop() {
        Stream.of(withTargets, withQuotas).filter(country -> country != null).forEach(Country::close);
        registry.close();
        broker.close();
    }

    @Test
    void every_query_of_every_dashboard_gives_data() throws IOException {
        List<DashboardQueries.Query> queries = DashboardQueries.all(Map.of("unit", UNIT)).stream()
                .filter(query -> !query.mayBeEmpty())
                .toList();
        assertThat(queries).hasSizeGreaterThan(100);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(silent(queries)).as("queries without data").isEmpty());
    }

    @Test
    void every_share_lies_between_nothing_and_all() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Path file : DashboardQueries.files()) {
            JsonNode dashboard = DashboardQueries.read(file);
            Set<Integer> shares = new TreeSet<>();
            for (JsonNode panel : DashboardQueries.panels(dashboard)) {
                if (panel.at("/fieldConfig/defaults/unit").asText().equals("percentunit")) {
                    shares.add(panel.get("id").asInt());
                }
            }
            for (DashboardQueries.Query query : DashboardQueries.of(dashboard, Map.of("unit", UNIT))) {
                if (query.panelId().isPresent()
                        && shares.contains(query.panelId().getAsInt())) {
                    asked.add(query.name());
                    for (Country country : List.of(withTargets, withQuotas)) {
                        assertThat(country.prometheus.query(query.expr()))
                                .as(query.name())
                                .allSatisfy(sample -> assertThat(Double.isNaN(sample.value())
                                                || sample.value() == DashboardQueries.TOO_FEW
                                                || sample.value() >= 0 && sample.value() <= 1)
                                        .as(sample.toString())
                                        .isTrue());
                    }
                }
            }
        }
        assertThat(asked).hasSizeGreaterThan(10);
    }

    @Test
    void every_rule_is_evaluated_and_every_recording_rule_has_recorded() {
        Set<String> recorded = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            recorded.clear();
            silent.clear();
            for (Country country : List.of(withTargets, withQuotas)) {
                for (JsonNode group : country.prometheus.data("/api/v1/rules").get("groups")) {
                    for (JsonNode rule : group.get("rules")) {
                        assertThat(rule.path("health").asText())
                                .as(rule.path("name").asText() + ": "
                                        + rule.path("lastError").asText())
                                .isEqualTo("ok");
                        String name = rule.path("name").asText();
                        if (rule.path("type").asText().equals("recording") && !OF_FULL_HOURS.contains(name)) {
                            recorded.add(name);
                            if (country.prometheus.query(name).isEmpty()) {
                                silent.add(name + " in " + country.name);
                            }
                        }
                    }
                }
            }
            assertThat(recorded)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(name -> assertThat(
                                    silent.contains(name + " in targets") && silent.contains(name + " in quotas"))
                            .as("%s has recorded nothing", name)
                            .isFalse());
        });
    }

    @Test
    void a_query_with_a_wrong_name_is_found() {
        DashboardQueries.Query wrong = new DashboardQueries.Query(
                "fristvagt-ledelse",
                java.util.OptionalInt.of(1),
                "wrong",
                "A",
                "sum(fristvagt_deadline_outcome)",
                true,
                false);

        assertThat(silent(List.of(wrong))).containsExactly(wrong.name());
    }

    /** Those that have no series in either country. */
    private List<String> silent(List<DashboardQueries.Query> queries) {
        List<String> silent = new ArrayList<>();
        for (DashboardQueries.Query query : queries) {
            if (withTargets.prometheus.query(query.expr()).isEmpty()
                    && withQuotas.prometheus.query(query.expr()).isEmpty()) {
                silent.add(query.name());
            }
        }
        return silent;
    }

    /** A population, who watches over it, and who watches them. */
    private final class Country implements AutoCloseable {
        private static final int CITIZENS = 4_000;

        private final String name;
        private final Program instance;
        private final Prometheus prometheus;

        private Country(String name, LocalDate today) throws IOException {
            this.name = name;
            String address = "127.0.0.1:" + Prometheus.freePort();
            Path config = Files.writeString(directory.resolve(name + ".properties"), """
                    bootstrap.servers=%s
                    schema.registry.url=%s
                    application.id=%s-rehearsal
                    topics.prefix=%s-rehearsal
                    topics.partitions=2
                    topics.replication.factor=1
                    standbys=0
                    state.directory=%s
                    http.listen=%s
                    """.formatted(
                            broker.bootstrapServers(), registry.url(), name, name, directory.resolve(name), address));
            ok("setup", "--config", config);
            ok(
                    "simulate",
                    "--citizens",
                    CITIZENS,
                    "--from",
                    today.minusYears(3),
                    "--to",
                    today.minusDays(1),
                    "--profile",
                    "denmark-2026",
                    "--config",
                    config);
            instance = Program.start(
                    directory, name, "run", "--roles", "monitor,statistics", "--config", config, "--today", today);
            prometheus = Prometheus.start(
                    directory.resolve("prometheus-" + name),
                    List.of(RULES.resolve("recording.yml"), RULES.resolve("alerts.yml")),
                    Map.of("fristvagt", List.of(address)));
            await().atMost(PATIENCE)
                    .failFast("the instance has ended", () -> !instance.isAlive())
                    .untilAsserted(() -> assertThat(prometheus.query("min(fristvagt_ready)"))
                            .as(instance.err())
                            .singleElement()
                            .satisfies(ready -> assertThat(ready.value()).isOne()));
            // recorded on the day, and so said at once: something for the way from event to alert
            for (int i = 0; i < 3; i++) {
                Path event = Files.writeString(directory.resolve(name + "-" + i + ".jsonl"), """
                        {"record":"BenefitSpell","eventId":"00000000-0000-0000-0000-00000000000%d","citizenId":"live-%d",\
                        "recordedAt":"%sT08:0%d:00Z","source":"test","spellId":"s1","from":"%s","group":"DAGPENGE",\
                        "municipality":"0101","akasse":"3F"}
                        """.formatted(
                                i, i, today, i, today.minusMonths(4)));
                ok("publish", "--config", config, event);
            }
        }

        private static void ok(Object... command) {
            Cli.Ran ran = Cli.run(command);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
        }

        @Override
        public void close() {
            prometheus.close();
            instance.close();
        }
    }
}
