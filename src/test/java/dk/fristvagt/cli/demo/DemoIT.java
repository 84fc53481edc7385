package dk.fristvagt.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a user runs it: the packaged jar, a JVM of its own, real servers, signals. */
class DemoIT {
    private static final Path JAR = Path.of("target", "fristvagt.jar");

    /** Far more than it takes: a machine may be busy with other builds. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The demo's folder for temporary files: what is left in it at the end was left behind. */
    @TempDir
    private Path temporary;

    @TempDir
    private Path printed;

    private Process demo;

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-jar",
                JAR.toString(),
                "demo"));
        command.addAll(List.of(arguments));
        demo = new ProcessBuilder(command)
                .redirectOutput(printed.resolve("out").toFile())
                .redirectError(printed.resolve("err").toFile())
                .start();
    }

    @AfterEach
    void endAll() {
        ours().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void the_case_files_come_out_on_the_topics_as_backtest_says() throws Exception {
        start();

        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(out())
                .contains("Backtest     says the same: ", "First alert ")
                .doesNotContain("DIFFERS");
        assertThat(err()).doesNotContain("WARN", "ERROR");
        assertThat(demo.exitValue()).isZero();
        awaitNothing();
    }

    @Test
    void a_given_history_is_played_to_a_day() throws Exception {
        start(
                "--events",
                "src/test/resources/golden/explain/08-exemption-shift.events.jsonl",
                "--until",
                "2022-03-20",
                "--speed",
                "100");

        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(out())
                .contains("OVERDUE     jobcenter-0751    due 2022-03-14  b|kth-cv|b1|1")
                .contains("Played       70 days, 5 events of 2 citizens in ")
                .contains("Backtest     says the same: ", " measures are equal");
        assertThat(demo.exitValue()).isZero();
        awaitNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"case files", "are up", "are set up", "playing", "WARNING"})
    void nothing_is_left_when_it_is_stopped_after_it_said(String what) throws Exception {
        start();
        await().atMost(PATIENCE).until(() -> (out() + err()).contains(what));

        // The signal that every JVM takes as it takes Ctrl-C, and that no shell lets its children ignore.
        demo.destroy();

        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitNothing();
        assertThat(err()).endsWith("Stopped." + System.lineSeparator()).doesNotContain("Exception", "ERROR");
    }

    @Test
    void without_the_jars_of_broker_and_registry_it_says_what_to_do() throws Exception {
        Path nothing = Files.createDirectory(printed.resolve("nothing"));
        demo = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dfristvagt.demo.dir=" + nothing,
                        "-jar",
                        JAR.toString(),
                        "demo")
                .redirectOutput(printed.resolve("out").toFile())
                .redirectError(printed.resolve("err").toFile())
                .start();

        assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(err().lines()).hasSize(1).first().asString().contains("mvn package");
        awaitNothing();
    }

    private void awaitNothing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ours()).isEmpty();
            try (Stream<Path> left = Files.list(temporary)) {
                assertThat(left).isEmpty();
            }
        });
    }

    /** Every process that was told of the folder: the demo, its children, and who cleans up after them. */
    private Stream<ProcessHandle> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(temporary.toString()));
    }

    private String out() {
        return read("out");
    }

    private String err() {
        return read("err");
    }

    private String read(String name) {
        try {
            return Files.readString(printed.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
