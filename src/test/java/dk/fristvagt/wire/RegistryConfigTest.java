package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryConfigTest {
    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    private Path folder;

    @Test
    void onlyTheUrlIsNeeded() {
        Registry.Settings settings =
                RegistryConfig.settings(Map.of(RegistryConfig.URL, " http://localhost:8081 ", "x", 1));

        assertThat(settings).isEqualTo(Registry.Settings.of(URI.create("http://localhost:8081")));
    }

    @Test
    void everythingElseCanBeGiven() {
        Registry.Settings settings = RegistryConfig.settings(Map.of(
                RegistryConfig.URL,
                "https://registry/apis/ccompat/v7",
                RegistryConfig.USER,
                "u",
                RegistryConfig.PASSWORD,
                "p",
                RegistryConfig.REQUEST_TIMEOUT_MS,
                "1000",
                RegistryConfig.ATTEMPTS,
                5,
                RegistryConfig.BACKOFF_MS,
                7L,
                RegistryConfig.CACHE_DIRECTORY,
                "schemas"));

        assertThat(settings.credentials()).contains(new Registry.Credentials("u", "p"));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.attempts()).isEqualTo(5);
        assertThat(settings.backoff()).isEqualTo(Duration.ofMillis(7));
        assertThat(settings.cacheDirectory()).contains(Path.of("schemas"));
    }

    @ParameterizedTest
    @CsvSource({
        "schema.registry.url, '', schema.registry.url is missing",
        "schema.registry.url, 'a b', schema.registry.url is not a URL",
        "schema.registry.user, me, schema.registry.password is missing",
        "schema.registry.password, hemmeligt, schema.registry.user is missing",
        "schema.registry.attempts, 0, schema.registry.attempts is not a whole number from 1",
        "schema.registry.attempts, many, schema.registry.attempts is not a whole number from 1",
        "schema.registry.request.timeout.ms, 99999999999, schema.registry.request.timeout.ms is not a whole number",
        "schema.registry.ssl.truststore.location, no-such-file, schema.registry.ssl.truststore.location cannot be read",
    })
    void aWrongValueIsNamedByItsKey(String key, String value, String message) {
        Map<String, String> configuration = new HashMap<>(Map.of(RegistryConfig.URL, "http://localhost"));
        configuration.put(key, value);

        assertThatThrownBy(() -> RegistryConfig.settings(configuration))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("hemmeligt");
    }

    @Test
    void aRegistryWithACertificateOfItsOwnIsTrustedByTruststore() throws Exception {
        Path store = keyStore();
        try (FakeRegistry fake = new FakeRegistry(Optional.of(serverContext(store)))) {
            Map<String, String> configuration =
                    new HashMap<>(Map.of(RegistryConfig.URL, fake.url().toString(), RegistryConfig.ATTEMPTS, "1"));

            assertThatThrownBy(new Registry(RegistryConfig.settings(configuration))::ping)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("SSLHandshakeException");
            configuration.put(RegistryConfig.TRUSTSTORE + ".location", store.toString());
            configuration.put(RegistryConfig.TRUSTSTORE + ".password", STORE_PASSWORD);
            configuration.put(RegistryConfig.KEYSTORE + ".location", store.toString());
            configuration.put(RegistryConfig.KEYSTORE + ".password", STORE_PASSWORD);
            new Registry(RegistryConfig.settings(configuration)).ping();
            assertThat(fake.requests()).containsExactly("GET /subjects");
        }
    }

    private Path keyStore() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "registry",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        return store;
    }

    private static SSLContext serverContext(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
