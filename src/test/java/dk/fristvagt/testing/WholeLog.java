package dk.fristvagt.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Everything that is logged in this JVM while it is open, by us at every level and by libraries from INFO, and nothing of
 * it on the terminal.
 */
public final class WholeLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("dk.fristvagt");
    private final Level rootLevel = root.getLevel();
    private final Level ownLevel = own.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    public WholeLog() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        own.setLevel(Level.TRACE);
    }

    /** The messages, with the names of loggers and threads and the messages of what was thrown. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            text.append(line.getLevel())
                    .append(' ')
                    .append(line.getThreadName())
                    .append(' ')
                    .append(line.getLoggerName())
                    .append(' ')
                    .append(line.getFormattedMessage())
                    .append(' ')
                    .append(line.getMDCPropertyMap())
                    .append('\n');
            append(text, line.getThrowableProxy());
        }
        return text.toString();
    }

    private static void append(StringBuilder text, IThrowableProxy thrown) {
        if (thrown == null) {
            return;
        }
        text.append(thrown.getClassName())
                .append(": ")
                .append(thrown.getMessage())
                .append('\n');
        append(text, thrown.getCause());
        for (IThrowableProxy suppressed : thrown.getSuppressed()) {
            append(text, suppressed);
        }
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        others.forEach(root::addAppender);
        root.setLevel(rootLevel);
        own.setLevel(ownLevel);
    }
}
