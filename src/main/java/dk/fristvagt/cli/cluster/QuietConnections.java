package dk.fristvagt.cli.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Silences Kafka's client while it is tried whether the brokers answer: it logs each attempt, and a refusal with its
 * stack trace, where the command says in one line what is wrong. {@code --stacktrace} still shows the cause.
 */
final class QuietConnections {
    private static final String[] LOUD = {
        "org.apache.kafka.clients.NetworkClient",
        "org.apache.kafka.common.network.Selector",
        "org.apache.kafka.clients.admin.internals.AdminMetadataManager"
    };

    private QuietConnections() {}

    /** Does {@code attempt} in silence. */
    static void during(Runnable attempt) {
        loggers().forEach(logger -> logger.setLevel(Level.OFF));
        try {
            attempt.run();
        } finally {
            loggers().forEach(logger -> logger.setLevel(null));
        }
    }

    private static Stream<Logger> loggers() {
        return Stream.of(LOUD).map(name -> (Logger) LoggerFactory.getLogger(name));
    }
}
