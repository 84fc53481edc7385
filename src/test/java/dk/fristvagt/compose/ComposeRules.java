package dk.fristvagt.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dk.fristvagt.compose.ComposeFile.Mount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What every service of a compose file that strangers start on their machines must have, and may not have. */
final class ComposeRules {
    /** Names of Docker Hub without a registry's host, and a version of at least two numbers. */
    private static final Pattern PINNED_IMAGE =
            Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)?:v?\\d+\\.\\d+[A-Za-z0-9._-]*(@sha256:[0-9a-f]{64})?");

    private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET|CREDENTIAL|API_KEY");

    /** A variable that must be set, or one that is empty unless it is. */
    private static final Pattern FROM_OUTSIDE = Pattern.compile("\\$\\{[A-Z_]+(:\\?.+|:-)}", Pattern.DOTALL);

    private static final Pattern LOOPBACK_PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+:\\d+");

    /** Their start scripts write into their root file systems. */
    private static final Set<String> WRITABLE = Set.of("kafka", "registry");

    private final ComposeFile file;
    private final Path directory;
    private final List<String> problems = new ArrayList<>();

    private ComposeRules(ComposeFile file, Path directory) {
        this.file = file;
        this.directory = directory;
    }

    /**
     * What is wrong with {@code file}; empty when nothing is.
     *
     * @param directory that its paths are relative to
     */
    static List<String> problems(ComposeFile file, Path directory) {
        ComposeRules rules = new ComposeRules(file, directory);
        file.services().forEach((name, service) -> {
            rules.image(name, service);
            rules.life(name, service);
            rules.limits(name, service);
            rules.privileges(name, service);
            rules.doors(name, service);
            rules.secrets(name, service);
            rules.dependencies(name, service);
            rules.mounts(name, service);
        });
        rules.secretFiles();
        rules.whole();
        return rules.problems;
    }

    private void require(boolean holds, String problem, Object... parts) {
        if (!holds) {
            problems.add(problem.formatted(parts));
        }
    }

    private void image(String name, JsonNode service) {
        String image = service.path("image").asText();
        require(
                PINNED_IMAGE.matcher(image).matches(),
                "%s: the image '%s' is not pinned, or names a host",
                name,
                image);
    }

    private void life(String name, JsonNode service) {
        String restart = service.path("restart").asText();
        require(ComposeFile.isJob(service) || restart.equals("unless-stopped"), "%s: restart is '%s'", name, restart);
        JsonNode health = service.path("healthcheck");
        require(ComposeFile.isJob(service) || health.isObject(), "%s: has no health check", name);
        for (String key : health.isObject()
                ? List.of("test", "interval", "timeout", "retries", "start_period")
                : List.<String>of()) {
            require(health.has(key), "%s: its health check has no %s", name, key);
        }
    }

    private void limits(String name, JsonNode service) {
        require(service.path("mem_limit").asText().matches("\\d+[mg]"), "%s: has no mem_limit", name);
        require(service.path("cpus").asDouble() > 0, "%s: has no cpus", name);
        require(service.at("/logging/options/max-size").isTextual(), "%s: its log grows without end", name);
    }

    private void privileges(String name, JsonNode service) {
        require(ComposeFile.texts(service.path("cap_drop")).equals(List.of("ALL")), "%s: keeps capabilities", name);
        require(service.path("cap_add").isMissingNode(), "%s: adds capabilities", name);
        require(
                ComposeFile.texts(service.path("security_opt")).contains("no-new-privileges:true"),
                "%s: may gain privileges",
                name);
        for (String forbidden : List.of("privileged", "network_mode", "pid", "ipc", "userns_mode", "devices", "user")) {
            require(service.path(forbidden).isMissingNode(), "%s: has %s", name, forbidden);
        }
        require(
                service.path("read_only").asBoolean() || WRITABLE.contains(name),
                "%s: may write its root file system",
                name);
    }

    private void doors(String name, JsonNode service) {
        for (String port : ComposeFile.texts(service.path("ports"))) {
            require(
                    LOOPBACK_PORT.matcher(port).matches(),
                    "%s: the port %s is open to more than this machine",
                    name,
                    port);
        }
        List<String> networks = ComposeFile.texts(service.path("networks"));
        require(!networks.isEmpty(), "%s: is in the default network", name);
        for (String network : networks) {
            require(file.root().path("networks").has(network), "%s: the network %s is not declared", name, network);
        }
        if (ComposeFile.isOwn(service) || name.equals("kafka") || name.equals("registry")) {
            for (String network : networks) {
                require(
                        file.root()
                                .path("networks")
                                .path(network)
                                .path("internal")
                                .asBoolean(),
                        "%s: the network %s has a way out",
                        name,
                        network);
            }
        }
    }

    private void secrets(String name, JsonNode service) {
        ComposeFile.mapping(service.path("environment")).forEach((variable, value) -> {
            if (variable.endsWith("__FILE")) {
                List<String> secrets = ComposeFile.texts(service.path("secrets"));
                require(
                        secrets.contains(value.replace("/run/secrets/", "")),
                        "%s: %s is no secret that it has",
                        name,
                        variable);
            } else if (SECRET.matcher(variable).find()) {
                require(FROM_OUTSIDE.matcher(value).matches(), "%s: %s stands in the file", name, variable);
            }
        });
    }

    private void secretFiles() {
        file.root()
                .path("secrets")
                .fields()
                .forEachRemaining(secret -> require(
                        secret.getValue().path("file").asText().startsWith("./.secrets/"),
                        "the secret %s may come into git",
                        secret.getKey()));
    }

    private void dependencies(String name, JsonNode service) {
        service.path("depends_on").fields().forEachRemaining(entry -> {
            JsonNode other = file.services().get(entry.getKey());
            String condition = entry.getValue().path("condition").asText();
            require(other != null, "%s: depends on %s, which is no service", name, entry.getKey());
            if (other != null) {
                require(
                        condition.equals(
                                ComposeFile.isJob(other) ? "service_completed_successfully" : "service_healthy"),
                        "%s: depends on %s by '%s'",
                        name,
                        entry.getKey(),
                        condition);
            }
        });
    }

    private void mounts(String name, JsonNode service) {
        for (Mount mount : ComposeFile.mounts(service)) {
            if (mount.ofHost()) {
                Path path = directory.resolve(mount.source()).normalize();
                require(mount.source().startsWith("./"), "%s: mounts %s from outside", name, mount.source());
                require(mount.readOnly(), "%s: may write %s", name, mount.source());
                require(Files.exists(path), "%s: mounts %s, which is not there", name, mount.source());
            } else {
                require(
                        file.root().path("volumes").has(mount.source()),
                        "%s: the volume %s is not declared",
                        name,
                        mount.source());
            }
        }
    }

    /** What no service says alone. */
    private void whole() {
        require(file.root().path("name").isMissingNode(), "name: Compose v1 refuses it");
        Set<String> used = new TreeSet<>();
        file.services()
                .forEach((name, service) -> ComposeFile.mounts(service).stream()
                        .filter(mount -> !mount.ofHost())
                        .forEach(mount ->
                                require(used.add(mount.source()), "%s: another service has %s", name, mount.source())));
        file.root()
                .path("volumes")
                .fieldNames()
                .forEachRemaining(volume -> require(used.contains(volume), "volumes: nobody uses %s", volume));
        Map<String, JsonNode> services = file.services();
        long built = services.values().stream()
                .filter(ComposeFile::isOwn)
                .filter(service -> service.has("build"))
                .count();
        require(built == 1, "the image is built by %d services", built);
        require(
                services.values().stream()
                                .filter(ComposeFile::isOwn)
                                .map(service -> service.path("image").asText())
                                .distinct()
                                .count()
                        == 1,
                "there are several images of the jar");
        services.forEach((name, service) -> {
            JsonNode dockerfile = service.at("/build/dockerfile");
            require(
                    dockerfile.isMissingNode() || Files.exists(directory.resolve(dockerfile.asText())),
                    "%s: the Dockerfile is not there",
                    name);
        });
    }
}
