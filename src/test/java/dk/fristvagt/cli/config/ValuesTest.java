package dk.fristvagt.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("test.properties");
    }

    @Test
    void what_is_not_set_has_its_standard_or_nothing() throws IOException {
        Values values = read(Map.of(), "");

        assertThat(values.text(Key.APPLICATION_ID)).hasValue("fristvagt");
        assertThat(values.text(Key.BOOTSTRAP)).isEmpty();
        assertThat(values.where(Key.APPLICATION_ID)).isEqualTo("application.id");
    }

    @Test
    void what_is_set_to_nothing_is_not_set() throws IOException {
        Values values = read(Map.of("FRISTVAGT_THREADS", "  "), "application.id=", "http.token.file=", "threads=3");

        assertThat(values.text(Key.APPLICATION_ID)).hasValue("fristvagt");
        assertThat(values.text(Key.HTTP_TOKEN)).isEmpty();
        assertThat(values.text(Key.THREADS)).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aplication.id", "kafka.", "kafka", "kafka..file", "http.token.file.file", "value.serde."})
    void an_unknown_key_is_refused_with_file_and_line(String key) throws IOException {
        write("application.id=a", "", key + "=b");

        refused(
                () -> Values.read(file, Map.of()),
                file + ":3: there is no key " + key
                        + "; 'fristvagt setup --sample' prints all keys, and a property of Kafka's clients begins with"
                        + " kafka.");
    }

    @Test
    void what_does_not_look_like_a_key_is_not_repeated() throws IOException {
        write("Rest-Of-A-Secret==");

        refused(
                () -> Values.read(file, Map.of()),
                file + ":1: there is no such key; 'fristvagt setup --sample' prints all keys, and a property of Kafka's"
                        + " clients begins with kafka.");
    }

    @Test
    void the_environment_overrides_the_file_and_is_named_in_messages() throws IOException {
        Values values = read(
                Map.of(
                        "FRISTVAGT_APPLICATION_ID", "theirs",
                        "FRISTVAGT_ALERTS_SILENT_BEFORE", "2026-01-01",
                        "FRISTVAGT_LOG_FORMAT", "json",
                        "FRISTVAGT_SERVICE_HOST", "put there by the orchestrator"),
                "application.id=ours",
                "threads=2");

        assertThat(values.text(Key.APPLICATION_ID)).hasValue("theirs");
        assertThat(values.text(Key.SILENT_BEFORE)).hasValue("2026-01-01");
        assertThat(values.where(Key.APPLICATION_ID)).isEqualTo("FRISTVAGT_APPLICATION_ID: application.id");
        assertThat(values.where(Key.THREADS)).isEqualTo(file + ":2: threads");
    }

    @Test
    void the_environment_sets_what_is_passed_through_to_kafka_and_to_a_foreign_serde() throws IOException {
        Values values = read(
                Map.of(
                        "FRISTVAGT_KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "FRISTVAGT_KAFKA_", "nothing",
                        "FRISTVAGT_VALUE_SERDE_BASIC_AUTH_USER_INFO", "user:word",
                        "FRISTVAGT_VALUE_SERDE", "a.Class"),
                "kafka.security.protocol=PLAINTEXT",
                "kafka.retries=7");

        assertThat(values.under(Key.KAFKA_PREFIX))
                .containsExactlyInAnyOrderEntriesOf(Map.of("security.protocol", "SASL_SSL", "retries", "7"));
        assertThat(values.under(Key.SERDE_PREFIX))
                .containsExactlyInAnyOrderEntriesOf(Map.of("basic.auth.user.info", "user:word"));
        assertThat(values.text(Key.SERDE)).hasValue("a.Class");
    }

    @Test
    void a_secret_comes_from_the_file_that_is_named_without_the_line_break_at_its_end() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "  a secret of sixteen\n");
        Path jaas = Files.writeString(folder.resolve("jaas"), "module required\n  user=\"x\";\n");
        Path serde = Files.writeString(folder.resolve("serde"), "a.Class\n");

        Values values = read(
                Map.of(
                        "FRISTVAGT_KAFKA_SASL_JAAS_CONFIG_FILE",
                        jaas.toString(),
                        "FRISTVAGT_VALUE_SERDE_FILE",
                        serde.toString()),
                "http.token.file=" + token);

        assertThat(values.text(Key.HTTP_TOKEN)).hasValue("a secret of sixteen");
        assertThat(values.under(Key.KAFKA_PREFIX))
                .containsExactly(Map.entry("sasl.jaas.config", "module required\n  user=\"x\";"));
        assertThat(values.text(Key.SERDE)).hasValue("a.Class");
    }

    @Test
    void a_value_and_a_file_that_holds_it_are_one_too_many() throws IOException {
        write("http.token=a", "threads=1", "http.token.file=b");
        refused(
                () -> Values.read(file, Map.of()),
                file + ":3: http.token is set here and at " + file + ":1; remove one of them");

        write("threads=1");
        refused(
                () -> Values.read(file, Map.of("FRISTVAGT_HTTP_TOKEN", "a", "FRISTVAGT_HTTP_TOKEN_FILE", "b")),
                "FRISTVAGT_HTTP_TOKEN_FILE: http.token is set here and at FRISTVAGT_HTTP_TOKEN; remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere/at/all", "/", "a\\u0000b"})
    void a_secret_whose_file_cannot_be_read_is_refused(String path) throws IOException {
        write("http.token.file=" + path);

        refused(
                () -> Values.read(file, Map.of()),
                file + ":1: the file that is named here cannot be read; check that it is there and may be read by this"
                        + " user");
    }

    @Test
    void a_file_of_a_secret_that_the_environment_overrides_need_not_be_there() throws IOException {
        Values values = read(
                Map.of("FRISTVAGT_HTTP_TOKEN", "from the environment", "FRISTVAGT_HTTP_TOKEN_FILE", ""),
                "http.token.file=/nowhere/at/all");

        assertThat(values.text(Key.HTTP_TOKEN)).hasValue("from the environment");
    }

    @Test
    void a_secret_whose_file_is_empty_is_refused() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        write("schema.registry.password.file=" + empty);

        refused(() -> Values.read(file, Map.of()), file + ":1: the file that is named here is empty");
    }

    private Values read(Map<String, String> environment, String... lines) throws IOException {
        write(lines);
        return Values.read(file, environment);
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
    }

    private static void refused(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }
}
