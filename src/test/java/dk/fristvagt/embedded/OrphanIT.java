package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children and their folders go with their parent, in whatever way it goes. */
class OrphanIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The parent's folder for temporary files: what is left in it at the end was left behind. */
    @TempDir
    Path temporary;

    @TempDir
    Path output;

    private Path printed;
    private Process parent;

    private void startParent(String... arguments) throws IOException {
        printed = output.resolve("printed");
        List<String> command = new ArrayList<>(List.of(
                // a job in the background of a shell ignores INT, and so would all that it starts
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName()));
        command.addAll(List.of(arguments));
        parent = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
    }

    @AfterEach
    void endAll() {
        ours().forEach(ProcessHandle::destroyForcibly);
        parent.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT"})
    void nothingIsLeftWhenTheParentEndsBySignal(String signal) throws Exception {
        startParent();
        await().atMost(PATIENCE).until(() -> Files.readString(printed).contains(Parent.READY));
        List<ProcessHandle> children = parent.children().toList();
        assertThat(children).as("broker and registry").hasSize(2);
        assertThat(folders()).as("their folders").hasSize(2);

        send(signal, parent.pid());

        awaitNothing();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void nothingIsLeftOfAClusterWhenTheParentIsKilled() throws Exception {
        startParent(Parent.CLUSTER);
        await().atMost(PATIENCE).until(() -> Files.readString(printed).contains(Parent.READY));
        List<ProcessHandle> children = parent.children().toList();
        assertThat(children).as("the nodes").hasSize(3);
        assertThat(folders()).as("their folders").hasSize(3);

        send("KILL", parent.pid());

        awaitNothing();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void nothingIsLeftWhenTheParentIsKilledWhileAChildStarts() throws Exception {
        startParent();
        await().atMost(PATIENCE).until(() -> parent.children().findAny().isPresent());

        send("KILL", parent.pid());

        awaitNothing();
    }

    @Test
    void whatIsLeftWhenAllAreKilledTogetherTheNextOneRemoves() throws Exception {
        startParent();
        await().atMost(PATIENCE).until(() -> Files.readString(printed).contains(Parent.READY));
        List<Path> left = folders();
        // a parent that stands still cannot be mourned, so its children can be killed first
        send("STOP", parent.pid());
        parent.children().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> ours().noneMatch(each -> each.pid() != parent.pid()));

        OwnDirectory.create(temporary, "broker").close();
        assertThat(folders()).as("the owner lives").containsExactlyInAnyOrderElementsOf(left);

        send("KILL", parent.pid());
        parent.waitFor();
        OwnDirectory.create(temporary, "broker").close();
        OwnDirectory.create(temporary, "registry").close();
        assertThat(folders()).isEmpty();
    }

    private void awaitNothing() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(ours()).isEmpty();
            assertThat(folders()).isEmpty();
        });
    }

    /** Every process that was told of the folder: parent, children, and who cleans up after them. */
    private Stream<ProcessHandle> ours() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(temporary.toString()));
    }

    private List<Path> folders() {
        try (Stream<Path> entries = Files.list(temporary)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                        .start()
                        .waitFor())
                .isZero();
    }
}
