package dk.fristvagt.topology;

import static dk.fristvagt.topology.Given.at;
import static dk.fristvagt.topology.Given.cv;
import static dk.fristvagt.topology.Given.spell;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dk.fristvagt.facts.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nothing that is logged, by this program or by Kafka's, tells whom it is about. */
class PrivacyTest {
    private static final String CITIZEN = "pseudonym-of-somebody";
    private static final Instant MORNING = at("2022-03-01", "09:00");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger own = (Logger) LoggerFactory.getLogger("dk.fristvagt");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();

    @BeforeEach
    void listen() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.INFO);
        own.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(lines);
        others.forEach(root::addAppender);
        root.setLevel(Level.ERROR);
        own.setLevel(null);
    }

    @Test
    void noLineNamesACitizenWhateverGoesWrong() {
        try (Rig rig = new Rig(MORNING).settle()) {
            rig.pipe(spell("e1", CITIZEN, MORNING, "2022-03-01"));
            rig.pipe(Fact.Kind.CV, Rig.bytes(CITIZEN), Rig.bytes(CITIZEN));
            rig.pipe(Fact.Kind.CV, Rig.bytes("x"), rig.encode(cv("e2", CITIZEN, MORNING, "2022-03-01")));
            rig.core.failingToEvaluate.add(CITIZEN);
            rig.pipe(cv("e3", CITIZEN, MORNING, "2022-03-01"));
            rig.core.failingToMerge.add(CITIZEN);
            rig.pipe(cv("e4", CITIZEN, MORNING, "2022-03-01"));
            rig.advanceTo(at("2022-03-08", "09:00"));
            rig.core.failingToEvaluate.clear();
            rig.putCitizen(CITIZEN, Rig.bytes(CITIZEN));
            rig.pipe(cv("e5", CITIZEN, MORNING, "2022-03-01"));
            rig.advanceTo(at("2022-03-12", "09:00"));
            assertThat(rig.status.deadLetters(Cause.FAILED)).isEqualTo(2);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getLoggerName).contains(CitizenProcessor.class.getName());
        assertThat(lines.list).allSatisfy(line -> assertThat(text(line)).doesNotContain(CITIZEN));
    }

    private static String text(ILoggingEvent line) {
        StringBuilder text = new StringBuilder(line.getFormattedMessage());
        for (IThrowableProxy t = line.getThrowableProxy(); t != null; t = t.getCause()) {
            text.append('\n').append(t.getMessage());
        }
        return text.toString();
    }
}
