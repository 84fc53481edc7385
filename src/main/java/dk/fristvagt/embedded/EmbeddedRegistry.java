package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * A real schema registry of our own: Apicurio Registry, in memory, with the REST API of Confluent's.
 *
 * <p>It starts with no schema and with the compatibility {@code NONE}; whoever sets it up sets both. A registry that is
 * stopped or killed and started again is empty.
 */
public final class EmbeddedRegistry extends EmbeddedServer {
    private static final int ANSWER_MILLIS = 5_000;

    /** What it tells about itself, by which it is known from another registry on the same port. */
    private final String description = "fristvagt-" + UUID.randomUUID();

    public EmbeddedRegistry() {
        this(Ports.free());
    }

    EmbeddedRegistry(IntSupplier freePorts) {
        super("registry", 1, freePorts);
    }

    /**
     * The base of its Confluent-compatible API, without a slash at the end.
     *
     * @throws IllegalStateException when it was never started
     */
    public URI url() {
        return api(port(), "ccompat/v7");
    }

    private static URI api(int port, String path) {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port + "/apis/" + path);
    }

    @Override
    String name() {
        return "The schema registry";
    }

    @Override
    ChildJvm.Program prepare(Path home, List<Integer> candidatePorts) {
        return new ChildJvm.Program(
                "the schema registry",
                "io.quarkus.runner.GeneratedMain",
                List.of(DemoFolder.locate().registryJar()),
                List.of(
                        "-Xmx192m",
                        "-Dquarkus.http.host=" + Ports.LOOPBACK,
                        "-Dquarkus.http.port=" + candidatePorts.get(0),
                        "-Dquarkus.banner.enabled=false",
                        // it opens 20 connections to its own memory otherwise
                        "-Dquarkus.datasource.jdbc.initial-size=1",
                        "-Dquarkus.datasource.jdbc.min-size=1",
                        "-Dquarkus.datasource.jdbc.max-size=8",
                        // the default only earns a page of warnings
                        "-Dregistry.apis.v2.date-format=yyyy-MM-dd'T'HH:mm:ss'Z'",
                        "-Dquarkus.log.level=WARN",
                        "-Dquarkus.log.category.\"io.quarkus.bootstrap\".level=INFO",
                        "-Dregistry.description=" + description),
                List.of());
    }

    @Override
    boolean answers(List<Integer> candidatePorts) {
        int port = candidatePorts.get(0);
        return get(api(port, "registry/v2/system/info")).contains(description)
                && !get(api(port, "ccompat/v7/subjects")).isEmpty();
    }

    /** What a GET gives; empty when it gives nothing. */
    private static String get(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "";
        }
    }
}
