package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.RegistryUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedRegistryIT {
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        REGISTRY.start();
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    @Test
    void keepsSchemasAsConfluentsDoes() throws Exception {
        String id = send(
                        REGISTRY.url(),
                        "/subjects/it-value/versions",
                        "POST",
                        "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}")
                .replaceAll("\\D", "");

        assertThat(send(REGISTRY.url(), "/schemas/ids/" + id, "GET", "")).contains("\\\"string\\\"");
    }

    @Test
    void takesACompatibilityForAllSubjects() throws Exception {
        send(REGISTRY.url(), "/config", "PUT", "{\"compatibility\":\"FULL_TRANSITIVE\"}");

        assertThat(send(REGISTRY.url(), "/config", "GET", "")).contains("FULL_TRANSITIVE");
    }

    @Test
    void isKnownFromAnotherRegistryOnThePortThatItWanted() throws Exception {
        URI first = REGISTRY.url();
        Iterator<Integer> ports = Stream.concat(
                        Stream.of(first.getPort()),
                        IntStream.generate(Ports.free()).boxed())
                .iterator();
        try (EmbeddedRegistry second = new EmbeddedRegistry(ports::next)) {
            second.start();

            assertThat(second.url().getPort()).isNotEqualTo(first.getPort());
            send(second.url(), "/subjects/second-only/versions", "POST", "{\"schema\":\"\\\"int\\\"\"}");
            assertThat(send(first, "/subjects", "GET", "")).doesNotContain("second-only");
        }
    }

    @Test
    void securedSpeaksTlsOnlyAndKeepsItsPortAndItsCertificateWhenItIsStartedAgain() throws Exception {
        Schema schema =
                SchemaBuilder.record("Said").fields().requiredString("word").endRecord();
        try (EmbeddedRegistry secured = EmbeddedRegistry.secured()) {
            secured.start();
            URI url = secured.url();
            assertThat(url).hasScheme("https");
            Registry client =
                    new Registry(settings(url, Optional.of(secured.truststore().sslContext())));
            int id = client.register("said-value", schema);
            assertThat(new Registry(settings(
                                    url, Optional.of(secured.truststore().sslContext())))
                            .schema(id))
                    .isEqualTo(schema);

            assertThatThrownBy(() -> new Registry(settings(url, Optional.empty())).schema(id))
                    .as("a client that does not know the certificate")
                    .isInstanceOf(RegistryUnavailableException.class);
            URI plain = URI.create(url.toString().replace("https:", "http:"));
            assertThatThrownBy(() -> new Registry(settings(plain, Optional.empty())).schema(id))
                    .as("a client without TLS")
                    .isInstanceOf(RegistryException.class);

            secured.stop();
            secured.start();
            assertThat(secured.url()).isEqualTo(url);
            assertThat(client.register("said-value", schema)).isPositive();
        }
    }

    private static Registry.Settings settings(URI url, Optional<SSLContext> tls) {
        return new Registry.Settings(
                url, Optional.empty(), tls, Duration.ofSeconds(10), 1, Duration.ofMillis(1), Optional.empty());
    }

    @Test
    void closingLeavesNothing() {
        EmbeddedRegistry registry = new EmbeddedRegistry();
        registry.start();
        Path directory = registry.directory();
        Optional<ProcessHandle> process = ProcessHandle.of(registry.pid());

        registry.close();

        assertThat(process).isPresent().get().matches(child -> !child.isAlive(), "is gone");
        assertThat(directory).doesNotExist();
    }

    private static String send(URI base, String path, String method, String body) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
        return response.body();
    }
}
