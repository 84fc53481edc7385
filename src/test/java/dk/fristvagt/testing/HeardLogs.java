package dk.fristvagt.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/** Hears what is logged, warnings of everybody and ours from a level on, and keeps it from the console, until closed. */
public final class HeardLogs implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dk.fristvagt");

    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Level before = ROOT.getLevel();
    private final Appender<ILoggingEvent> ears = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }
    };

    /** Begins to listen to our own messages from {@code ours} on. */
    public HeardLogs(Level ours) {
        ROOT.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(ROOT::detachAppender);
        ROOT.setLevel(Level.WARN);
        OURS.setLevel(ours);
        ears.setContext(ROOT.getLoggerContext());
        ears.start();
        ROOT.addAppender(ears);
    }

    /** Everything that was logged, each with its stack trace if it has one. */
    public List<String> all() {
        return texts(event -> true);
    }

    /** Errors, and whatever has a stack trace: what looks as if something were wrong with the program. */
    public List<String> wrong() {
        return texts(event -> event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null);
    }

    private List<String> texts(Predicate<ILoggingEvent> which) {
        return events.stream().filter(which).map(HeardLogs::text).toList();
    }

    private static String text(ILoggingEvent event) {
        return event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                + (event.getThrowableProxy() == null
                        ? ""
                        : "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    @Override
    public void close() {
        ROOT.detachAppender(ears);
        others.forEach(ROOT::addAppender);
        ROOT.setLevel(before);
        OURS.setLevel(null);
    }
}
