package dk.fristvagt.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dk.fristvagt.cli.Commands;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.testing.HeardLogs;
import dk.fristvagt.wire.RegistryConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A canary in the place of every secret, and every way to be wrong: it is in no message, stack trace, text or log. */
class SecretsTest {
    private static final String CANARY = "Canary-7f3a9c";

    @TempDir
    private Path folder;

    private HeardLogs logs;

    @BeforeEach
    void listen() {
        logs = new HeardLogs(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        logs.close();
    }

    /** Every secret of ours, and those of Kafka's clients. */
    static List<String> secrets() {
        return Stream.concat(
                        Key.ALL.stream().filter(Key::secret).map(Key::name),
                        Stream.of(
                                "kafka.sasl.jaas.config",
                                "kafka.ssl.keystore.password",
                                "kafka.ssl.key.password",
                                "kafka.ssl.truststore.password",
                                "kafka.ssl.keystore.key",
                                "kafka.producer.sasl.jaas.config",
                                "value.serde.basic.auth.user.info"))
                .toList();
    }

    @Test
    void what_is_called_a_password_or_a_token_is_a_secret() {
        assertThat(Key.ALL)
                .filteredOn(key -> key.name().matches(".*(password|token|secret)"))
                .isNotEmpty()
                .allMatch(Key::secret);
        assertThat(secrets()).containsAll(RegistryConfig.SECRETS);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_in_no_text_of_a_configuration_that_is_right(String key) throws IOException {
        Configuration configuration = Configuration.read(complete(key + "=" + CANARY + "-of-sixteen"), Map.of());

        Stream.<Supplier<Object>>of(
                        () -> configuration,
                        configuration::http,
                        configuration::streams,
                        configuration::principals,
                        configuration::monitor,
                        configuration::registry,
                        () -> configuration.serdes(Optional.empty()))
                .forEach(part -> assertThat(text(part)).doesNotContain(CANARY));
        assertThat(Values.read(configuration.file(), Map.of()).toString()).doesNotContain(CANARY);
        assertNothingLogged();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_in_no_message_about_a_configuration_that_is_wrong(String key) throws IOException {
        String line = key + "=" + CANARY;
        for (List<String> wrong : List.of(
                List.of(line, line),
                List.of(line, key + ".file=/nowhere"),
                List.of(key + ".file=" + CANARY),
                List.of(line + "\\", "  \\u00zz"),
                List.of(line + ", and", CANARY),
                List.of(line + ", and", CANARY + "=="),
                List.of(line + ", and", "  " + CANARY + "=\"x\";"),
                List.of(line, "no.such.key=1"),
                List.of(line, "threads=none"),
                List.of(line, "schema.registry.attempts=none"),
                List.of(line, "schema.registry.url=://" + CANARY),
                List.of(line, "value.serde=no.such.Class"),
                List.of(line, "schema.registry.ssl.truststore.location=/nowhere"),
                List.of(line, "schema.registry.ssl.keystore.location=" + garbage()),
                List.of(line, "schema.registry.user="))) {
            assertSaysNothing(Map.of(), wrong);
        }
        assertSaysNothing(
                Map.of(Key.environment(key), CANARY, Key.environment(key + ".file"), CANARY), List.of("threads=1"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_is_in_no_complaint_of_a_command_whose_client_cannot_be_made(String key) throws IOException {
        String bad = garbage().toString();
        for (List<String> wrong : List.of(
                List.of(
                        key + "=" + CANARY,
                        "kafka.security.protocol=SSL",
                        "kafka.ssl.truststore.location=" + bad,
                        "kafka.ssl.keystore.location=" + bad,
                        "kafka.ssl.keystore.type=JKS"),
                List.of(
                        "kafka.security.protocol=SASL_SSL",
                        "kafka.sasl.mechanism=SCRAM-SHA-512",
                        key + "=" + CANARY + " required password=" + CANARY),
                List.of(
                        "kafka.security.protocol=SASL_PLAINTEXT",
                        "kafka.sasl.mechanism=PLAIN",
                        key + "=a.Module required password=two " + CANARY + ";"),
                List.of(
                        "kafka.security.protocol=SASL_PLAINTEXT",
                        "kafka.sasl.mechanism=PLAIN",
                        key + "=" + CANARY + ".Module required;"),
                List.of("kafka.security.protocol=" + CANARY, key + "=" + CANARY))) {
            Path config = complete(wrong.toArray(String[]::new));
            for (List<String> command : List.of(
                    List.of("setup"),
                    List.of("setup", "--dry-run"),
                    List.of("run"),
                    List.of("publish", events().toString()),
                    List.of("export", "--alerts", folder.resolve("a.jsonl").toString()),
                    List.of("follow", "--unit", "akasse-3F"))) {
                assertThat(complaint(command, config)).as(wrong + " " + command).doesNotContain(CANARY);
            }
        }
        assertNothingLogged();
    }

    @Test
    void the_canary_would_be_seen_in_a_message_and_in_a_log() throws IOException {
        LoggerFactory.getLogger("dk.fristvagt.cli").debug("{}", CANARY);

        assertThat(logs.all()).anyMatch(text -> text.contains(CANARY));
        assertThat(complaint(List.of("publish", CANARY), complete("threads=1"))).contains(CANARY);
    }

    private void assertSaysNothing(Map<String, String> environment, List<String> lines) throws IOException {
        Path file = complete(lines.toArray(String[]::new));
        StringWriter said = new StringWriter();
        try {
            Configuration configuration = Configuration.read(file, environment);
            List<Supplier<Object>> parts = List.of(
                    configuration::http,
                    configuration::streams,
                    configuration::registry,
                    () -> configuration.serdes(Optional.empty()));
            for (Supplier<Object> part : parts) {
                said.append(text(part));
            }
        } catch (ConfigurationException wrong) {
            wrong.printStackTrace(new PrintWriter(said, true));
        }
        assertThat(said.toString()).as(lines.toString()).isNotEmpty().doesNotContain(CANARY);
        assertNothingLogged();
    }

    /** What {@code part} says of itself, or what its making says is wrong. */
    private static String text(Supplier<Object> part) {
        try {
            return part.get().toString();
        } catch (ConfigurationException wrong) {
            StringWriter trace = new StringWriter();
            wrong.printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
    }

    private String complaint(List<String> command, Path config) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(1, List.of("--stacktrace", "--config", config.toString()));
        int exitCode = Commands.run(
                new Surroundings(writer, writer, false, false, InstantSource.system(), Map.of()),
                arguments.toArray(String[]::new));
        assertThat(exitCode).as(said.toString()).isEqualTo(1);
        return said.toString();
    }

    private void assertNothingLogged() {
        assertThat(logs.all()).noneMatch(text -> text.contains(CANARY));
    }

    /** A configuration that has what every command needs, and {@code lines}. */
    private Path complete(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        addUnlessSet(all, "bootstrap.servers", "127.0.0.1:1");
        addUnlessSet(all, "state.directory", folder.resolve("state").toString());
        addUnlessSet(all, "startup.wait.ms", "0");
        addUnlessSet(all, "http.listen", "off");
        addUnlessSet(all, "schema.registry.url", "http://127.0.0.1:1");
        addUnlessSet(all, "schema.registry.attempts", "1");
        if (all.stream().anyMatch(line -> line.startsWith("schema.registry.password"))) {
            addUnlessSet(all, "schema.registry.user", "somebody");
        }
        return Files.writeString(folder.resolve("test.properties"), String.join("\n", all));
    }

    private static void addUnlessSet(List<String> lines, String key, String value) {
        if (lines.stream().noneMatch(line -> line.startsWith(key + "="))) {
            lines.add(key + "=" + value);
        }
    }

    /** A file that is no key store. */
    private Path garbage() throws IOException {
        return Files.writeString(folder.resolve("garbage.p12"), "not a key store");
    }

    private Path events() throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), "");
    }
}
