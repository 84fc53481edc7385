package dk.fristvagt.wire;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.avro.Schema;

/**
 * A client of a schema registry that speaks the REST API of Confluent's.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when the registry cannot be reached or cannot answer now,
 * and another {@link RegistryException} when it refuses.
 */
public final class Registry {
    public Registry(Settings settings) {
        throw new UnsupportedOperationException();
    }

    /** Registers {@code schema} under {@code subject} and gives its id; the same schema again gives the same id. */
    public int register(String subject, Schema schema) {
        throw new UnsupportedOperationException();
    }

    /**
     * The id of {@code schema} under {@code subject}.
     *
     * @throws UnknownSchemaException when it is not registered there
     */
    public int id(String subject, Schema schema) {
        throw new UnsupportedOperationException();
    }

    /**
     * The schema with {@code id}, its references resolved.
     *
     * @throws UnknownSchemaException when the registry has none
     */
    public Schema schema(int id) {
        throw new UnsupportedOperationException();
    }

    /** All subjects. */
    public List<String> subjects() {
        throw new UnsupportedOperationException();
    }

    /** The compatibility level set for {@code subject} itself; empty when it has none of its own. */
    public Optional<String> compatibility(String subject) {
        throw new UnsupportedOperationException();
    }

    /** Sets the compatibility level of {@code subject}, as {@code FULL_TRANSITIVE}. */
    public void compatibility(String subject, String level) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code schema} could be registered under {@code subject}; true when the subject is new. */
    public boolean compatible(String subject, Schema schema) {
        throw new UnsupportedOperationException();
    }

    /** Checks that the registry answers. */
    public void ping() {
        throw new UnsupportedOperationException();
    }

    /**
     * How to reach a registry.
     *
     * @param url with any path, as {@code http://127.0.0.1:18081/apis/ccompat/v7}
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
        /** 3 attempts of 2 seconds each, 100 ms and 200 ms apart: short enough to happen inside a transaction. */
        public static Settings of(URI url) {
            return new Settings(
                    url, Optional.empty(), Optional.empty(), Duration.ofSeconds(2), 3, Duration.ofMillis(100),
                    Optional.empty());
        }
    }

    /** User and password of basic authentication; never printed. */
    public record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }
}
