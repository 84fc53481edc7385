package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.IntSupplier;
import javax.net.ssl.HttpsURLConnection;

/**
 * A real schema registry of our own: Apicurio Registry, in memory, with the REST API of Confluent's.
 *
 * <p>It starts with no schema and with the compatibility {@code NONE}; whoever sets it up sets both. A registry that is
 * stopped or killed and started again is empty.
 *
 * <p>A secured one speaks TLS only. It knows no users: what it is made of lets them in by an OpenID server only.
 */
public final class EmbeddedRegistry extends EmbeddedServer {
    private static final int ANSWER_MILLIS = 5_000;

    /** What it tells about itself, by which it is known from another registry on the same port. */
    private final String description = "fristvagt-" + UUID.randomUUID();

    private final Optional<KeyMaterial> keys;

    public EmbeddedRegistry() {
        this(Ports.free());
    }

    EmbeddedRegistry(IntSupplier freePorts) {
        this(Optional.empty(), freePorts);
    }

    private EmbeddedRegistry(Optional<KeyMaterial> keys, IntSupplier freePorts) {
        super("registry", 1, freePorts);
        this.keys = keys;
    }

    /** A registry that speaks TLS only. Takes a second to make a certificate. */
    public static EmbeddedRegistry secured() {
        return new EmbeddedRegistry(Optional.of(KeyMaterial.generate()), Ports.free());
    }

    /**
     * What clients need to trust a secured registry.
     *
     * @throws IllegalStateException when it is not secured, was never started, or is closed
     */
    public Truststore truststore() {
        return keys.map(material -> material.truststore(directory()))
                .orElseThrow(() -> new IllegalStateException("This registry is not secured"));
    }

    /**
     * The base of its Confluent-compatible API, without a slash at the end.
     *
     * @throws IllegalStateException when it was never started
     */
    public URI url() {
        return api(port(), "ccompat/v7");
    }

    private URI api(int port, String path) {
        return URI.create((keys.isPresent() ? "https://" : "http://") + Ports.address(port) + "/apis/" + path);
    }

    @Override
    String name() {
        return "The schema registry";
    }

    @Override
    ChildJvm.Program prepare(Path home, List<Integer> candidatePorts) {
        writeConfiguration(home, candidatePorts.get(0));
        return new ChildJvm.Program(
                "the schema registry",
                "io.quarkus.runner.GeneratedMain",
                List.of(DemoFolder.locate().registryJar()),
                List.of(
                        "-Xmx192m",
                        "-Dquarkus.http.host=" + Ports.LOOPBACK,
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

    /** In a file, which it looks for where it works: on the command line every user of the machine could read a password. */
    private void writeConfiguration(Path home, int port) {
        Properties configuration = new Properties();
        try {
            if (keys.isPresent()) {
                KeyMaterial material = keys.get();
                material.writeInto(home);
                configuration.put("quarkus.http.insecure-requests", "disabled");
                configuration.put("quarkus.http.ssl-port", Integer.toString(port));
                configuration.put(
                        "quarkus.http.ssl.certificate.key-store-file",
                        material.keystore(home).toString());
                configuration.put("quarkus.http.ssl.certificate.key-store-file-type", KeyMaterial.TYPE);
                configuration.put("quarkus.http.ssl.certificate.key-store-password", material.keystorePassword());
            } else {
                configuration.put("quarkus.http.port", Integer.toString(port));
            }
            Path folder = Files.createDirectories(home.resolve("config"));
            try (Writer writer = Files.newBufferedWriter(folder.resolve("application.properties"))) {
                configuration.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The configuration of the registry could not be written into " + home, e);
        }
    }

    @Override
    boolean answers(List<Integer> candidatePorts) {
        int port = candidatePorts.get(0);
        return get(api(port, "registry/v2/system/info")).contains(description)
                && !get(api(port, "ccompat/v7/subjects")).isEmpty();
    }

    /** What a GET gives; empty when it gives nothing. */
    private String get(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            if (connection instanceof HttpsURLConnection secured) {
                keys.ifPresent(material ->
                        secured.setSSLSocketFactory(material.sslContext().getSocketFactory()));
            }
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
