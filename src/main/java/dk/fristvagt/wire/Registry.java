package dk.fristvagt.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;

/**
 * A client of a schema registry that speaks the REST API of Confluent's.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when the registry cannot be reached or cannot answer now,
 * and another {@link RegistryException} when it refuses. What is known is remembered: an id never changes its schema.
 * Safe for use by several threads.
 */
public final class Registry {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int LAST_HTTP_STATUS = 599;

    private static final int NO_SUBJECT = 40401;
    private static final int NO_SCHEMA = 40403;
    private static final int NO_SUBJECT_CONFIG = 40408;

    /** A chain of references longer than this is taken for a circle. */
    private static final int DEEPEST_REFERENCE = 32;

    /** How long an id is taken for unknown without asking again: damaged records must not flood the registry. */
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

    /** Damaged records can name any id at all. */
    private static final int MOST_UNKNOWN_IDS = 10_000;

    private final Settings settings;
    private final String base;
    private final HttpClient http;
    private final LongSupplier nanos;
    private final SchemaCache disk;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<SubjectAndSchema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknownUntil = new ConcurrentHashMap<>();

    /**
     * A client; makes no call yet.
     *
     * @throws RegistryException when the cache directory cannot be made
     */
    public Registry(Settings settings) {
        this(settings, System::nanoTime);
    }

    Registry(Settings settings, LongSupplier nanos) {
        this.settings = settings;
        this.base = settings.url().toString().replaceAll("/+$", "");
        this.nanos = nanos;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(settings.requestTimeout());
        settings.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.disk = SchemaCache.of(settings.cacheDirectory(), base);
    }

    /**
     * Registers {@code schema} under {@code subject} and gives its id; the same schema again gives the same id.
     *
     * @throws RegistryException when the registry finds it incompatible with what is registered
     */
    public int register(String subject, Schema schema) {
        Answer answer = call("POST", "/subjects/" + encode(subject) + "/versions", schemaBody(schema));
        if (!answer.ok()) {
            // A registry that was slow to answer was asked again, and may complain of what the first call has done.
            Answer lookup = call("POST", "/subjects/" + encode(subject), schemaBody(schema));
            if (!lookup.ok()) {
                throw refused(answer, "does not register the schema " + schema.getFullName() + " under " + subject);
            }
            answer = lookup;
        }
        return remember(subject, schema, answer);
    }

    /**
     * The id of {@code schema} under {@code subject}. While the registry is away, the answer of an earlier run is taken
     * from the cache directory.
     *
     * @throws UnknownSchemaException when it is not registered there
     */
    public int id(String subject, Schema schema) {
        SubjectAndSchema key = new SubjectAndSchema(subject, schema.toString());
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        Answer answer;
        try {
            answer = call("POST", "/subjects/" + encode(subject), schemaBody(schema));
        } catch (RegistryUnavailableException e) {
            OptionalInt cached = disk.id(subject, schema.toString());
            if (cached.isEmpty()) {
                throw e;
            }
            ids.put(key, cached.getAsInt());
            return cached.getAsInt();
        }
        if (answer.code() == NO_SUBJECT || answer.code() == NO_SCHEMA) {
            throw new UnknownSchemaException("the schema " + schema.getFullName() + " is not registered under "
                    + subject + ": run setup to register it");
        }
        if (!answer.ok()) {
            throw refused(answer, "does not look up the schema " + schema.getFullName() + " under " + subject);
        }
        return remember(subject, schema, answer);
    }

    /**
     * The schema with {@code id}, its references resolved.
     *
     * @throws UnknownSchemaException when the registry has none, or none in Avro
     */
    public Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Optional<Schema> cached = disk.schema(id);
        Schema schema = cached.isPresent() ? cached.get() : fetch(id);
        schemas.put(id, schema);
        return schema;
    }

    /** Whether the schema with {@code id} is known here, so that {@link #schema} needs no registry for it. */
    public boolean knows(int id) {
        return schemas.containsKey(id);
    }

    /**
     * Reads the schemas of all versions of {@code subject}, so that records of any of them can be read while the
     * registry is away.
     *
     * @return how many there are; 0 when there is no such subject
     */
    public int preload(String subject) {
        List<Integer> versions = versions(subject);
        for (int version : versions) {
            Answer answer = call("GET", "/subjects/" + encode(subject) + "/versions/" + version, Optional.empty());
            if (answer.ok()) {
                schema(intField(answer, "id"));
            } else if (answer.status() != NOT_FOUND) {
                throw refused(answer, "does not give version " + version + " of " + subject);
            }
        }
        return versions.size();
    }

    /** All subjects. */
    public List<String> subjects() {
        Answer answer = call("GET", "/subjects", Optional.empty());
        if (!answer.ok() || !answer.body().isArray()) {
            throw refused(answer, "does not list its subjects");
        }
        List<String> subjects = new ArrayList<>();
        answer.body().forEach(subject -> subjects.add(subject.asText()));
        return List.copyOf(subjects);
    }

    /** The compatibility level set for {@code subject} itself; empty when it has none of its own. */
    public Optional<String> compatibility(String subject) {
        Answer answer = call("GET", "/config/" + encode(subject), Optional.empty());
        if (answer.code() == NO_SUBJECT || answer.code() == NO_SUBJECT_CONFIG) {
            return Optional.empty();
        }
        String level = answer.body().path("compatibilityLevel").asText("");
        if (!answer.ok() || level.isEmpty()) {
            throw refused(answer, "does not give the compatibility level of " + subject);
        }
        return Optional.of(level);
    }

    /** Sets the compatibility level of {@code subject}, as {@code FULL_TRANSITIVE}. */
    public void compatibility(String subject, String level) {
        Optional<String> body = Optional.of(
                MAPPER.createObjectNode().put("compatibility", level).toString());
        Answer answer = call("PUT", "/config/" + encode(subject), body);
        if (!answer.ok()) {
            throw refused(answer, "does not set the compatibility level of " + subject + " to " + level);
        }
    }

    /**
     * Whether {@code schema} is compatible, at the level of {@code subject}, with each version that is registered
     * there; true when the subject is new.
     */
    public boolean compatible(String subject, Schema schema) {
        for (int version : versions(subject)) {
            Answer answer = call(
                    "POST", "/compatibility/subjects/" + encode(subject) + "/versions/" + version, schemaBody(schema));
            if (!answer.ok() || !answer.body().path("is_compatible").isBoolean()) {
                throw refused(answer, "does not compare a schema with version " + version + " of " + subject);
            }
            if (!answer.body().path("is_compatible").booleanValue()) {
                return false;
            }
        }
        return true;
    }

    /** Checks that the registry answers. */
    public void ping() {
        subjects();
    }

    private List<Integer> versions(String subject) {
        Answer answer = call("GET", "/subjects/" + encode(subject) + "/versions", Optional.empty());
        if (answer.code() == NO_SUBJECT) {
            return List.of();
        }
        if (!answer.ok() || !answer.body().isArray()) {
            throw refused(answer, "does not list the versions of " + subject);
        }
        List<Integer> versions = new ArrayList<>();
        answer.body().forEach(version -> versions.add(version.asInt()));
        return versions;
    }

    private Schema fetch(int id) {
        Long until = unknownUntil.get(id);
        if (until != null && nanos.getAsLong() - until < 0) {
            throw unknown(id);
        }
        Answer answer = call("GET", "/schemas/ids/" + id, Optional.empty());
        if (answer.code() == NO_SCHEMA) {
            if (unknownUntil.size() >= MOST_UNKNOWN_IDS) {
                unknownUntil.clear();
            }
            unknownUntil.put(id, nanos.getAsLong() + UNKNOWN_FOR.toNanos());
            throw unknown(id);
        }
        if (!answer.ok()) {
            throw refused(answer, "does not give the schema with id " + id);
        }
        unknownUntil.remove(id);
        Schema schema = parse(answer.body(), "the schema with id " + id);
        disk.keep(id, schema);
        return schema;
    }

    private static UnknownSchemaException unknown(int id) {
        return new UnknownSchemaException("the schema registry has no schema with id " + id);
    }

    private Schema parse(JsonNode described, String what) {
        Schema.Parser parser = new Schema.Parser();
        // A writer's defaults are of no use to a reader, and old writers had wrong ones.
        parser.setValidateDefaults(false);
        return parse(described, what, parser, new HashSet<>(), 0);
    }

    /** Parses what {@code described} refers to, then itself, with one parser that remembers the names. */
    private Schema parse(JsonNode described, String what, Schema.Parser parser, Set<String> parsed, int depth) {
        String type = described.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UnknownSchemaException(what + " is not an Avro schema");
        }
        if (depth > DEEPEST_REFERENCE) {
            throw new UnknownSchemaException(what + " refers to itself");
        }
        for (JsonNode reference : described.path("references")) {
            String subject = reference.path("subject").asText();
            int version = reference.path("version").asInt();
            if (parsed.add(subject + '\n' + version)) {
                String name = "version " + version + " of " + subject;
                Answer answer = call("GET", "/subjects/" + encode(subject) + "/versions/" + version, Optional.empty());
                if (!answer.ok()) {
                    throw refused(answer, "does not give " + name + ", which " + what + " refers to");
                }
                parse(answer.body(), name, parser, parsed, depth + 1);
            }
        }
        try {
            return parser.parse(described.path("schema").asText());
        } catch (RuntimeException e) {
            // Avro answers a name that is not defined with a NullPointerException.
            throw new UnknownSchemaException(
                    what + " cannot be read as Avro: " + Printable.of(String.valueOf(e.getMessage())));
        }
    }

    private int remember(String subject, Schema schema, Answer answer) {
        int id = intField(answer, "id");
        ids.put(new SubjectAndSchema(subject, schema.toString()), id);
        disk.keep(subject, schema.toString(), id);
        return id;
    }

    private int intField(Answer answer, String field) {
        JsonNode value = answer.body().path(field);
        if (!value.canConvertToInt()) {
            throw refused(answer, "answers without \"" + field + "\"");
        }
        return value.intValue();
    }

    private static Optional<String> schemaBody(Schema schema) {
        return Optional.of(
                MAPPER.createObjectNode().put("schema", schema.toString()).toString());
    }

    private RegistryException refused(Answer answer, String what) {
        String said = answer.body().path("message").asText("");
        return new RegistryException("the schema registry at " + base + " " + what + " (status " + answer.status()
                + (answer.code() == 0 ? "" : ", code " + answer.code())
                + (said.isEmpty() ? "" : ": " + Printable.of(said))
                + ")"
                + (answer.status() == NOT_FOUND && !answer.isOfTheRegistry()
                        ? ": check the path of its URL, some registries want /apis/ccompat/v7"
                        : ""));
    }

    /** Calls until there is an answer that another attempt would not change. */
    private Answer call(String method, String path, Optional<String> body) {
        HttpRequest request = request(method, path, body);
        Duration wait = settings.backoff();
        for (int attempt = 1; ; attempt++) {
            String why;
            Throwable cause = null;
            try {
                HttpResponse<String> response =
                        http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                int status = response.statusCode();
                if (status != TOO_MANY_REQUESTS && status < SERVER_ERROR) {
                    return new Answer(status, json(response.body()));
                }
                why = "status " + status;
            } catch (IOException e) {
                why = e.getClass().getSimpleName();
                cause = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unavailable("interrupted", e);
            }
            if (attempt == settings.attempts()) {
                throw unavailable(why, cause);
            }
            pause(wait);
            wait = wait.multipliedBy(2);
        }
    }

    private HttpRequest request(String method, String path, Optional<String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(settings.requestTimeout())
                .header("Accept", CONTENT_TYPE)
                .header("Content-Type", CONTENT_TYPE)
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        settings.credentials().ifPresent(credentials -> request.header("Authorization", credentials.basic()));
        return request.build();
    }

    private void pause(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", e);
        }
    }

    private RegistryUnavailableException unavailable(String why, Throwable cause) {
        return new RegistryUnavailableException(
                "the schema registry at " + base + " does not answer (" + why
                        + "): check that it runs and that its URL is right",
                cause);
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String encode(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** What the registry said. */
    private record Answer(int status, JsonNode body) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** Whether the answer is about schemas: a server that has another API at the path knows no codes of five digits. */
        boolean isOfTheRegistry() {
            return code() > LAST_HTTP_STATUS;
        }

        /** The registry's own error code; 0 when it gave none. */
        int code() {
            return ok() ? 0 : body.path("error_code").asInt(0);
        }
    }

    private record SubjectAndSchema(String subject, String schema) {}

    /**
     * How to reach a registry.
     *
     * @param url with any path, as {@code http://127.0.0.1:18081/apis/ccompat/v7}, and without user and password
     * @param credentials basic authentication
     * @param tls empty for the JVM's default
     * @param requestTimeout of one attempt
     * @param attempts how often a call that gets no answer is made before giving up, at least 1
     * @param backoff wait before the second attempt, doubled before each further one
     * @param cacheDirectory where known schemas are kept over a restart; empty for nowhere
     */
    public record Settings(
            URI url,
            Optional<Credentials> credentials,
            Optional<SSLContext> tls,
            Duration requestTimeout,
            int attempts,
            Duration backoff,
            Optional<Path> cacheDirectory) {
        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException when the URL is not one of http or https, or holds a password
         */
        public Settings {
            if (url.getHost() == null || !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                throw new IllegalArgumentException(
                        "the URL of the schema registry does not begin with http:// or https:// and a host");
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "the URL of the schema registry holds a user: give user and password on their own");
            }
            if (attempts < 1) {
                throw new IllegalArgumentException("a call to the schema registry needs at least 1 attempt");
            }
        }

        /** 3 attempts of 2 seconds each, 100 ms and 200 ms apart: short enough to happen inside a transaction. */
        public static Settings of(URI url) {
            return new Settings(
                    url,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(2),
                    3,
                    Duration.ofMillis(100),
                    Optional.empty());
        }

        /** The same with user and password. */
        public Settings with(Credentials given) {
            return new Settings(url, Optional.of(given), tls, requestTimeout, attempts, backoff, cacheDirectory);
        }

        /** The same with a cache directory. */
        public Settings withCache(Path directory) {
            return new Settings(url, credentials, tls, requestTimeout, attempts, backoff, Optional.of(directory));
        }
    }

    /** User and password of basic authentication; never printed. */
    public record Credentials(String user, String password) {
        private String basic() {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(both);
        }

        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }
}
