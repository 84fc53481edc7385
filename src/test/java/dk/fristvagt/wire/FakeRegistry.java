package dk.fristvagt.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/** A schema registry in memory, with faults on demand, that answers as the documentation of Confluent's says. */
final class FakeRegistry implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "/apis/ccompat/v7";

    static {
        // Without it the JDK's server sends head and body of an answer 40 ms apart.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final List<ObjectNode> byId = new CopyOnWriteArrayList<>();
    private final Map<String, List<Integer>> subjects = new ConcurrentHashMap<>();
    private final Map<String, String> levels = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int failWith;
    private volatile Optional<String> password = Optional.empty();
    private volatile Function<JsonNode, Boolean> compatible = schema -> true;

    FakeRegistry() {
        this(Optional.empty());
    }

    FakeRegistry(Optional<SSLContext> tls) {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls.isPresent()) {
                HttpsServer https = HttpsServer.create(address, 0);
                https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
                server = https;
            } else {
                server = HttpServer.create(address, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + PATH + "/");
    }

    Registry.Settings settings() {
        return new Registry.Settings(
                url(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(5),
                3,
                Duration.ofMillis(1),
                Optional.empty());
    }

    /** The next {@code times} requests get {@code status}. */
    void fail(int times, int status) {
        failWith = status;
        failures.set(times);
    }

    void requirePassword(String userAndPassword) {
        password = Optional.of(userAndPassword);
    }

    void compatible(Function<JsonNode, Boolean> decision) {
        compatible = decision;
    }

    /** Puts a version in without a client, as another producer would. */
    int put(String subject, String schema, String... references) {
        ObjectNode node = MAPPER.createObjectNode().put("schema", schema);
        for (String reference : references) {
            String[] parts = reference.split(" ");
            node.withArray("references")
                    .addObject()
                    .put("name", parts[0])
                    .put("subject", parts[1])
                    .put("version", Integer.parseInt(parts[2]));
        }
        return put(subject, node);
    }

    int putOfType(String subject, String type, String schema) {
        return put(subject, MAPPER.createObjectNode().put("schema", schema).put("schemaType", type));
    }

    /** What was asked, as {@code GET /subjects}. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private int put(String subject, ObjectNode node) {
        int index = byId.indexOf(node);
        if (index < 0) {
            byId.add(node);
            index = byId.size() - 1;
        }
        int id = index + 1;
        List<Integer> versions = subjects.computeIfAbsent(subject, s -> new CopyOnWriteArrayList<>());
        if (!versions.contains(id)) {
            versions.add(id);
        }
        return id;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            requests.add(exchange.getRequestMethod() + " " + path.replaceFirst("^" + PATH, ""));
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, failWith, MAPPER.createObjectNode().put("error_code", failWith));
                return;
            }
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String expected = password.map(both ->
                            "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
                    .orElse(null);
            if (expected != null && !expected.equals(authorization)) {
                answer(
                        exchange,
                        401,
                        MAPPER.createObjectNode().put("error_code", 401).put("message", "Unauthorized"));
                return;
            }
            if (!path.startsWith(PATH)) {
                answer(exchange, 404, MAPPER.getNodeFactory().textNode("no such page"));
                return;
            }
            List<String> parts = new ArrayList<>();
            for (String part : path.substring(PATH.length() + 1).split("/")) {
                parts.add(URLDecoder.decode(part, StandardCharsets.UTF_8));
            }
            route(exchange, exchange.getRequestMethod(), parts, body);
        }
    }

    private void route(HttpExchange exchange, String method, List<String> parts, JsonNode body) throws IOException {
        if (parts.get(0).equals("schemas")) {
            int id = Integer.parseInt(parts.get(2));
            if (id < 1 || id > byId.size()) {
                error(exchange, 40403, "Schema not found");
            } else {
                answer(exchange, 200, byId.get(id - 1));
            }
        } else if (parts.get(0).equals("config")) {
            config(exchange, method, parts.get(1), body);
        } else if (parts.get(0).equals("compatibility")) {
            answer(exchange, 200, MAPPER.createObjectNode().put("is_compatible", compatible.apply(body)));
        } else if (parts.size() == 1) {
            answer(exchange, 200, MAPPER.valueToTree(subjects.keySet()));
        } else {
            subject(exchange, method, parts, body);
        }
    }

    private void config(HttpExchange exchange, String method, String subject, JsonNode body) throws IOException {
        if (method.equals("PUT")) {
            levels.put(subject, body.get("compatibility").asText());
            answer(exchange, 200, body);
        } else if (levels.containsKey(subject)) {
            answer(exchange, 200, MAPPER.createObjectNode().put("compatibilityLevel", levels.get(subject)));
        } else {
            error(exchange, 40408, "Subject does not have subject-level compatibility configured");
        }
    }

    private void subject(HttpExchange exchange, String method, List<String> parts, JsonNode body) throws IOException {
        String subject = parts.get(1);
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        boolean post = method.equals("POST");
        if (post && parts.size() == 3) {
            if (!versions.isEmpty() && !compatible.apply(body)) {
                error(exchange, 409, "Schema being registered is incompatible with an earlier schema");
            } else {
                answer(exchange, 200, MAPPER.createObjectNode().put("id", put(subject, (ObjectNode) body)));
            }
        } else if (versions.isEmpty()) {
            error(exchange, 40401, "Subject not found");
        } else if (post) {
            int id = byId.indexOf(body) + 1;
            if (versions.contains(id)) {
                answer(exchange, 200, MAPPER.createObjectNode().put("id", id).put("subject", subject));
            } else {
                error(exchange, 40403, "Schema not found");
            }
        } else if (parts.size() == 3) {
            answer(
                    exchange,
                    200,
                    MAPPER.valueToTree(IntStream.rangeClosed(1, versions.size()).toArray()));
        } else {
            int version = Integer.parseInt(parts.get(3));
            if (version > versions.size()) {
                error(exchange, 40402, "Version not found");
            } else {
                int id = versions.get(version - 1);
                answer(exchange, 200, byId.get(id - 1).deepCopy().put("id", id).put("version", version));
            }
        }
    }

    private static void error(HttpExchange exchange, int code, String message) throws IOException {
        int status = code > 999 ? code / 100 : code;
        answer(
                exchange,
                status,
                MAPPER.createObjectNode().put("error_code", code).put("message", message));
    }

    private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = MAPPER.writeValueAsBytes(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
