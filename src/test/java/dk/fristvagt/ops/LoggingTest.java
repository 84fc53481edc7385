package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
    private static final String PRODUCT = "/logback.xml";
    private static final String BROKER = "/dk/fristvagt/embedded/broker-logback.xml";
    private static final String FORGED = "2026-11-25T00:00:00.000Z ERROR [main] dk.fristvagt - forged";
    private static final String HOSTILE = "a\n" + FORGED + "\r\u001b[2K\u0085\u2028\u202eb\u0000";

    @ParameterizedTest
    @ValueSource(strings = {PRODUCT, BROKER})
    void aMessageStaysOnItsLineWhateverIsInIt(String configuration) throws Exception {
        String text = encode(configuration, Map.of(), HOSTILE, null);

        assertThat(text.stripTrailing()).hasLineCount(1).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        assertThat(text).contains("a " + FORGED).endsWith("b" + " " + System.lineSeparator());
    }

    @ParameterizedTest
    @ValueSource(strings = {PRODUCT, BROKER})
    void onlyTheRecordItselfBeginsAtTheMargin(String configuration) throws Exception {
        Throwable failure = new IllegalStateException(HOSTILE, new IllegalArgumentException(HOSTILE));

        List<String> lines =
                encode(configuration, Map.of(), "failed", failure).lines().toList();

        assertThat(lines.get(0)).endsWith("failed");
        assertThat(lines.subList(1, lines.size())).hasSizeGreaterThan(4).allMatch(line -> line.startsWith("    "));
        assertThat(lines).noneMatch(line -> line.matches(".*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*"));
    }

    @Test
    void jsonIsOneObjectALine() throws Exception {
        String text =
                encode(PRODUCT, Map.of("FRISTVAGT_LOG_FORMAT", "json"), HOSTILE, new IllegalStateException(HOSTILE));

        assertThat(text.lines().filter(line -> !line.isEmpty())).hasSize(1);
        JsonNode record = new ObjectMapper().readTree(text);
        assertThat(record.get("formattedMessage").asText()).isEqualTo(HOSTILE);
        assertThat(record.get("throwable").get("message").asText()).isEqualTo(HOSTILE);
        assertThat(record.get("level").asText()).isEqualTo("WARN");
    }

    @Test
    void librariesSpeakWhenSomethingIsWrongAndWeAlsoOtherwise() throws Exception {
        LoggerContext context = configure(PRODUCT, Map.of());

        assertThat(context.getLogger("org.apache.kafka.clients").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(context.getLogger("dk.fristvagt.topology").getEffectiveLevel())
                .isEqualTo(Level.INFO);
        assertThat(configure(PRODUCT, Map.of("FRISTVAGT_LOG_LEVEL", "DEBUG"))
                        .getLogger("dk.fristvagt")
                        .getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
    }

    private static LoggerContext configure(String resource, Map<String, String> settings) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        settings.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LoggingTest.class.getResource(resource));
        return context;
    }

    private static String encode(String resource, Map<String, String> settings, String message, Throwable failure)
            throws Exception {
        LoggerContext context = configure(resource, settings);
        var root = context.getLogger("ROOT");
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) root.iteratorForAppenders().next();
        LoggingEvent event =
                new LoggingEvent("caller", context.getLogger("dk.fristvagt"), Level.WARN, message, failure, null);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
