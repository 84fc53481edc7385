package dk.fristvagt.cli.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the logs quiet while a table is on the terminal: only errors of libraries and warnings of our own come through.
 * Whoever sets FRISTVAGT_LOG_LEVEL gets what the demo's monitor logs.
 */
final class QuietLogs implements AutoCloseable {
    private static final String CHOSEN_LEVEL = "FRISTVAGT_LOG_LEVEL";

    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = logger("dk.fristvagt");
    private final Level rootBefore = root.getLevel();
    private final Level ownBefore = own.getLevel();

    QuietLogs() {
        if (System.getenv(CHOSEN_LEVEL) == null && System.getProperty(CHOSEN_LEVEL) == null) {
            root.setLevel(Level.ERROR);
            own.setLevel(Level.WARN);
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    @Override
    public void close() {
        root.setLevel(rootBefore);
        own.setLevel(ownBefore);
    }
}
