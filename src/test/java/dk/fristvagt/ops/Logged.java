package dk.fristvagt.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, by the program at its level in production and without a line on the terminal. */
public final class Logged implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private final Logger own = (Logger) LoggerFactory.getLogger("dk.fristvagt");
    private final Level before = own.getLevel();

    public Logged() {
        own.setLevel(Level.INFO);
        appender.start();
        root.addAppender(appender);
        own.addAppender(appender);
        own.setAdditive(false);
    }

    /** What was logged by {@code logger}, with its level before it. */
    public List<String> by(String logger) {
        return List.copyOf(appender.list).stream()
                .filter(event -> event.getLoggerName().equals(logger))
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    /** All that was logged. */
    public String all() {
        StringBuilder all = new StringBuilder();
        List.copyOf(appender.list)
                .forEach(event -> all.append(event.getLoggerName())
                        .append(' ')
                        .append(event.getFormattedMessage())
                        .append('\n'));
        return all.toString();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        own.detachAppender(appender);
        own.setAdditive(true);
        own.setLevel(before);
    }
}
