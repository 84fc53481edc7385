package dk.fristvagt.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dk.fristvagt.cli.Cli;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.ConfigurationException;
import dk.fristvagt.compose.ComposeFile.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code docker-compose.yml} by itself, without Docker and without docker-compose. */
class ComposeFileTest {
    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final Path PROPERTIES = Path.of("src", "main", "docker", "fristvagt.properties");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
    private static final Pattern VARIABLE_OF_GRAFANA = Pattern.compile("\\$\\{?([A-Z_]+)}?");
    private static final Pattern SAMPLE_KEY = Pattern.compile("(?m)^#?([a-z][a-z0-9.-]+)=");

    @Test
    void every_service_is_pinned_limited_watched_and_locked_in() {
        assertThat(ComposeRules.problems(ComposeFile.asWritten(), HERE)).isEmpty();
    }

    /** What each rule is for, taken out of the file. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "apache/kafka:4.3.1 | apache/kafka | kafka: the image 'apache/kafka' is not pinned",
                "apache/kafka:4.3.1 | apache/kafka:latest | kafka: the image 'apache/kafka:latest' is not pinned",
                "apache/kafka:4.3.1 | hub.example.org/kafka:4.3.1 | names a host",
                "restart: unless-stopped | restart: always | restart is 'always'",
                "healthcheck: | x-healthcheck: | has no health check",
                "start_period: | x-start-period: | its health check has no start_period",
                "mem_limit: 1g | mem_swappiness: 0 | has no mem_limit",
                "cpus: 2.0 | cpuset: '0' | kafka: has no cpus",
                "max-size: 10m | max-age: 10m | its log grows without end",
                "cap_drop: [ALL] | cap_drop: [NET_RAW] | keeps capabilities",
                "no-new-privileges:true | no-new-privileges:false | may gain privileges",
                "cpus: 2.0 | 'cpus: 2.0\n    privileged: true' | kafka: has privileged",
                "read_only: true | read_only: false | may write its root file system",
                "127.0.0.1:3000:3000 | 3000:3000 | grafana: the port 3000:3000 is open to more than this machine",
                "networks: [view] | networks: [world] | grafana: the network world is not declared",
                "'internal: true' | 'internal: false' | the network events has a way out",
                "FRISTVAGT_HTTP_ADVERTISED | FRISTVAGT_HTTP_TOKEN | monitor-1: FRISTVAGT_HTTP_TOKEN stands in the file",
                "GF_SECURITY_ADMIN_PASSWORD__FILE | GF_SECURITY_ADMIN_PASSWORD | grafana: GF_SECURITY_ADMIN_PASSWORD stands in the file",
                "secrets: [grafana-admin-password] | secrets: [] | grafana: GF_SECURITY_ADMIN_PASSWORD__FILE is no secret that it has",
                "./.secrets/ | ./src/ | the secret grafana-admin-password may come into git",
                "GF_AUTH_ANONYMOUS_ENABLED | GF_DATABASE_PASSWORD | grafana: GF_DATABASE_PASSWORD stands in the file",
                "setup: {condition: service_completed_successfully} | setup: {condition: service_started} | depends on setup by",
                "registry: {condition: service_healthy} | register: {condition: service_healthy} | depends on register, which is no",
                "./grafana/dashboards: | ./grafana/nowhere: | grafana: mounts ./grafana/nowhere, which is not there",
                "./grafana/dashboards: | /srv/dashboards: | grafana: mounts /srv/dashboards from outside",
                "/etc/prometheus:ro | /etc/prometheus | prometheus: may write ./grafana/prometheus",
                "prometheus-data:/ | metrics-data:/ | prometheus: the volume metrics-data is not declared",
                "monitor-2-state:/ | monitor-1-state:/ | monitor-2: another service has monitor-1-state",
                "prometheus-data: {} | 'prometheus-data: {}\n  more: {}' | volumes: nobody uses more",
                "src/main/docker/Dockerfile | src/main/docker/Nofile | setup: the Dockerfile is not there",
                "services: | 'name: fristvagt\n\nservices:' | name: Compose v1 refuses it",
            })
    void a_file_without_it_is_refused(String there, String instead, String problem) {
        String text = ComposeFile.text(ComposeFile.PATH);
        assertThat(text).contains(there);
        String changed = text.replace(there, instead);

        assertThat(ComposeRules.problems(ComposeFile.parse(changed), HERE)).anyMatch(found -> found.contains(problem));
    }

    @Test
    void nobody_comes_into_grafana_without_the_password() {
        Map<String, String> grafana = ComposeFile.mapping(
                ComposeFile.asWritten().services().get("grafana").path("environment"));

        assertThat(grafana)
                .containsEntry("GF_SECURITY_ADMIN_PASSWORD__FILE", "/run/secrets/grafana-admin-password")
                .containsEntry("GF_AUTH_ANONYMOUS_ENABLED", "false")
                .containsEntry("GF_USERS_ALLOW_SIGN_UP", "false");
    }

    @Test
    void every_service_of_ours_has_a_configuration_that_the_program_takes() {
        own().forEach((name, service) -> {
            Configuration configuration = Configuration.read(PROPERTIES, environment(service));

            assertThat(configuration.replicationFactor()).as(name).contains((short) 1);
            assertThat(configuration.stateDirectory()).as(name).isEqualTo(Path.of("/var/lib/fristvagt"));
            assertThat(configuration.streams().applicationId()).as(name).isEqualTo("fristvagt");
            assertThat(configuration.http().token()).as(name).isEmpty();
            assertThat(configuration.rehearsal()).as(name).isFalse();
        });
    }

    @Test
    void a_key_that_nobody_knows_is_refused(@TempDir Path directory) throws IOException {
        Path wrong = Files.writeString(
                directory.resolve("wrong.properties"),
                ComposeFile.text(PROPERTIES).replace("standbys=", "standby.copies="));

        assertThatThrownBy(() -> Configuration.read(wrong, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("standby.copies");
    }

    /** A variable that no key has is not refused by the program, since it may be another program's. */
    @Test
    void every_variable_that_a_service_of_ours_gets_sets_a_key() {
        Set<String> variables = SAMPLE_KEY
                .matcher(Cli.run("setup", "--sample").out())
                .results()
                .map(key -> "FRISTVAGT_" + key.group(1).toUpperCase().replaceAll("[.-]", "_"))
                .collect(Collectors.toSet());

        Set<String> given = new LinkedHashSet<>();
        own().values()
                .forEach(service -> given.addAll(
                        ComposeFile.mapping(service.path("environment")).keySet()));

        assertThat(given).isNotEmpty().isSubsetOf(variables);
        assertThat(variables).doesNotContain("FRISTVAGT_STANDBY_COPIES");
    }

    @Test
    void each_instance_has_its_stores_on_a_volume_and_says_its_own_name() {
        Map<String, JsonNode> instances = own();
        instances.values().removeIf(ComposeFile::isJob);

        assertThat(instances.keySet()).containsExactlyInAnyOrder("monitor-1", "monitor-2", "statistics");
        instances.forEach((name, service) -> {
            assertThat(ComposeFile.mounts(service))
                    .as(name)
                    .contains(new Mount(name + "-state", "/var/lib/fristvagt", false));
            assertThat(environment(service)).containsEntry("FRISTVAGT_HTTP_ADVERTISED", name + ":8083");
        });
    }

    @Test
    void what_the_configuration_names_is_in_reach() {
        ComposeFile file = ComposeFile.asWritten();
        Set<String> hosts = hosts(ComposeFile.text(PROPERTIES));

        assertThat(hosts).containsExactlyInAnyOrder("kafka", "registry");
        own().forEach((name, service) -> hosts.forEach(host -> assertThat(networks(service))
                .as(name + " and " + host)
                .containsAnyElementsOf(networks(file.services().get(host)))));
    }

    @Test
    void prometheus_asks_services_that_are_there_and_in_reach() {
        ComposeFile file = ComposeFile.asWritten();
        JsonNode prometheus = file.services().get("prometheus");
        JsonNode config = ComposeFile.parse(ComposeFile.text(Path.of("grafana", "prometheus", "prometheus.yml")))
                .root();
        Set<String> asked = new TreeSet<>();
        config.path("scrape_configs")
                .forEach(job -> job.path("static_configs")
                        .forEach(targets -> targets.path("targets").forEach(target -> asked.add(target.asText()))));

        assertThat(asked).contains("monitor-1:8083", "monitor-2:8083", "statistics:8083");
        asked.stream()
                .map(target -> target.substring(0, target.indexOf(':')))
                .filter(host -> !host.equals("localhost"))
                .forEach(host -> {
                    assertThat(file.services()).containsKey(host);
                    assertThat(networks(prometheus))
                            .as(host)
                            .containsAnyElementsOf(networks(file.services().get(host)));
                });
    }

    @Test
    void grafana_finds_the_dashboards_where_they_are_mounted_and_prometheus_by_its_name() throws IOException {
        JsonNode grafana = ComposeFile.asWritten().services().get("grafana");
        List<String> mounted =
                ComposeFile.mounts(grafana).stream().map(Mount::target).toList();
        Set<String> folders = new TreeSet<>();
        Set<String> urls = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("grafana", "provisioning"))) {
            files.filter(file -> file.toString().matches(".*\\.ya?ml"))
                    .map(file -> ComposeFile.parse(ComposeFile.text(file)).root())
                    .forEach(provisioned -> {
                        provisioned.findValuesAsText("path").forEach(folders::add);
                        provisioned.findValuesAsText("url").forEach(url -> urls.add(replaced(url, grafana)));
                    });
        }

        assertThat(folders).isNotEmpty().allMatch(folder -> mounted.stream().anyMatch(folder::startsWith));
        assertThat(urls).containsExactly("http://prometheus:9090");
    }

    // ---- reading

    /** {@code text} with the variables that Grafana replaces in what is provisioned. */
    private static String replaced(String text, JsonNode service) {
        Map<String, String> environment = ComposeFile.mapping(service.path("environment"));
        return VARIABLE_OF_GRAFANA
                .matcher(text)
                .replaceAll(found -> environment.getOrDefault(found.group(1), "(" + found.group(1) + " is not set)"));
    }

    private static Map<String, JsonNode> own() {
        Map<String, JsonNode> own = new TreeMap<>(Comparator.naturalOrder());
        ComposeFile.asWritten().services().forEach((name, service) -> {
            if (ComposeFile.isOwn(service)) {
                own.put(name, service);
            }
        });
        return own;
    }

    /** What a service of ours is given; a variable that is empty unless set is empty. */
    private static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = ComposeFile.mapping(service.path("environment"));
        environment.replaceAll((name, value) -> value.replaceAll("\\$\\{[A-Z_]+:-}", ""));
        return environment;
    }

    private static List<String> networks(JsonNode service) {
        return ComposeFile.texts(service.path("networks"));
    }

    /** The hosts of the values of {@code properties}, but for addresses. */
    private static Set<String> hosts(String properties) {
        return Pattern.compile("(?m)^[a-z.]+=(?:https?://)?([a-z][a-z0-9-]*):\\d+")
                .matcher(properties)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
