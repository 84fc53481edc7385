package dk.fristvagt.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Reads how to reach a registry from configuration.
 *
 * <p>Keys: {@code schema.registry.url} (required), {@code schema.registry.user} and {@code .password},
 * {@code schema.registry.ssl.truststore.location}, {@code .password} and {@code .type}, the same for {@code keystore},
 * {@code schema.registry.request.timeout.ms}, {@code schema.registry.attempts}, {@code schema.registry.backoff.ms} and
 * {@code schema.registry.cache.directory}.
 */
public final class RegistryConfig {
    public static final String URL = "schema.registry.url";
    public static final String USER = "schema.registry.user";
    public static final String PASSWORD = "schema.registry.password";
    public static final String TRUSTSTORE = "schema.registry.ssl.truststore";
    public static final String KEYSTORE = "schema.registry.ssl.keystore";
    public static final String REQUEST_TIMEOUT_MS = "schema.registry.request.timeout.ms";
    public static final String ATTEMPTS = "schema.registry.attempts";
    public static final String BACKOFF_MS = "schema.registry.backoff.ms";
    public static final String CACHE_DIRECTORY = "schema.registry.cache.directory";

    /** Every key with what it does, in the order in which they are explained. */
    public static final Map<String, String> DOCUMENTED = documented();

    /** Every key, for a check of the whole configuration. */
    public static final List<String> KEYS = List.copyOf(DOCUMENTED.keySet());

    /** The keys whose values are never printed. */
    public static final Set<String> SECRETS = Set.of(PASSWORD, TRUSTSTORE + ".password", KEYSTORE + ".password");

    private static Map<String, String> documented() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(URL, "Required. Base of the registry's Confluent-compatible API, with its path if it has one.");
        keys.put(USER, "For basic authentication.");
        keys.put(PASSWORD, "For basic authentication.");
        keys.put(
                TRUSTSTORE + ".location",
                "A trust store with which the registry's certificate is checked; the JVM's unless set.");
        keys.put(TRUSTSTORE + ".password", "Of that trust store.");
        keys.put(TRUSTSTORE + ".type", "Of that trust store; PKCS12 unless set.");
        keys.put(KEYSTORE + ".location", "A key store with the certificate that the registry asks of its clients.");
        keys.put(KEYSTORE + ".password", "Of that key store.");
        keys.put(KEYSTORE + ".type", "Of that key store; PKCS12 unless set.");
        keys.put(REQUEST_TIMEOUT_MS, "How long one attempt of a call may take; 2000 unless set.");
        keys.put(ATTEMPTS, "How often a call that gets no answer is made; 3 unless set.");
        keys.put(BACKOFF_MS, "Wait before the second attempt, doubled before each further one; 100 unless set.");
        keys.put(
                CACHE_DIRECTORY,
                "Where known schemas are kept, so that a restart needs no registry; run keeps them in"
                        + " state.directory unless set.");
        return Collections.unmodifiableMap(keys);
    }

    private static final String DEFAULT_STORE_TYPE = "PKCS12";

    private RegistryConfig() {}

    /**
     * The settings in {@code configuration}; keys that are not about the registry are left alone.
     *
     * @throws IllegalArgumentException naming the key that is missing or wrong; never a value of it
     */
    public static Registry.Settings settings(Map<String, ?> configuration) {
        Registry.Settings defaults = Registry.Settings.of(url(configuration));
        Optional<String> user = text(configuration, USER);
        Optional<String> password = text(configuration, PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(
                    (user.isPresent() ? PASSWORD : USER) + " is missing: user and password go together");
        }
        return new Registry.Settings(
                defaults.url(),
                user.map(name -> new Registry.Credentials(name, password.get())),
                tls(configuration),
                number(configuration, REQUEST_TIMEOUT_MS)
                        .map(Duration::ofMillis)
                        .orElse(defaults.requestTimeout()),
                number(configuration, ATTEMPTS)
                        .orElse((long) defaults.attempts())
                        .intValue(),
                number(configuration, BACKOFF_MS).map(Duration::ofMillis).orElse(defaults.backoff()),
                text(configuration, CACHE_DIRECTORY).map(Path::of));
    }

    private static URI url(Map<String, ?> configuration) {
        String url = text(configuration, URL)
                .orElseThrow(
                        () -> new IllegalArgumentException(URL + " is missing: give the URL of the schema registry"));
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(URL + " is not a URL");
        }
    }

    private static Optional<SSLContext> tls(Map<String, ?> configuration) {
        Optional<KeyStore> trusted = store(configuration, TRUSTSTORE);
        Optional<KeyStore> own = store(configuration, KEYSTORE);
        if (trusted.isEmpty() && own.isEmpty()) {
            return Optional.empty();
        }
        try {
            TrustManager[] trustManagers = null;
            if (trusted.isPresent()) {
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(trusted.get());
                trustManagers = trust.getTrustManagers();
            }
            KeyManager[] keyManagers = null;
            if (own.isPresent()) {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(own.get(), storePassword(configuration, KEYSTORE));
                keyManagers = keys.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers, trustManagers, null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(TRUSTSTORE + " and " + KEYSTORE + " cannot be used ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static Optional<KeyStore> store(Map<String, ?> configuration, String prefix) {
        Optional<String> location = text(configuration, prefix + ".location");
        if (location.isEmpty()) {
            return Optional.empty();
        }
        String type = text(configuration, prefix + ".type").orElse(DEFAULT_STORE_TYPE);
        try (InputStream in = Files.newInputStream(Path.of(location.get()))) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(in, storePassword(configuration, prefix));
            return Optional.of(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(prefix + ".location cannot be read as a key store with the type and"
                    + " password given (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static char[] storePassword(Map<String, ?> configuration, String prefix) {
        return text(configuration, prefix + ".password")
                .map(String::toCharArray)
                .orElse(null);
    }

    private static Optional<Long> number(Map<String, ?> configuration, String key) {
        Optional<String> text = text(configuration, key);
        try {
            Optional<Long> number = text.map(Long::valueOf);
            if (number.isPresent() && (number.get() < 1 || number.get() > Integer.MAX_VALUE)) {
                throw new IllegalArgumentException(key + " is not a whole number from 1");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is not a whole number from 1");
        }
    }

    private static Optional<String> text(Map<String, ?> configuration, String key) {
        Object value = configuration.get(key);
        return value == null || value.toString().isBlank()
                ? Optional.empty()
                : Optional.of(value.toString().strip());
    }
}
