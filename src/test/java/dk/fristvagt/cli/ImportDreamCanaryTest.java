package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * An id that stands anywhere in a register is in no byte that comes out: not in the events, the reports, the streams of
 * the process, the log, nor in a file left behind.
 */
class ImportDreamCanaryTest {
    private static final String KEY = "8f0b6e2c51d94a7730c1be45f2a9687d0e3b5c9821f4a6d7b8c0e1f2a3b4c5d6";

    /** A national id in the spellings in which registers have it, and an id of another kind. */
    private static final List<String> CANARIES =
            List.of("240285-7193", "2402857193", " 240285-7193 ", "240285 7193", "102857193", "Kanariefugl-7193x");

    /** Where it stands; "@" is the canary. */
    private static final List<String> REGISTERS = List.of(
            // in its place
            "id;y_1901;y_1902\n@;111;735\n",
            "id;week;code\n@;1901;111\n@;1902;735\n",
            "id;week;code\n@;1901;413\n@;1902;731\n",
            // in its place, on lines with every kind of mistake
            "id;y_1901;y_1902\n@;111\n",
            "id;y_1901;y_1902\n@;111;111;111\n",
            "id;y_1901;y_1902\n@;x;1111\n",
            "id;y_1901;y_1902\n@;111;111\n@;111;111\n",
            "id;y_1901;y_1902\n\"@;111;111\n",
            "id;y_1901;y_1902\n\"@\"x;111;111\n",
            "id;y_1901;y_1902\n@\"\";111;111\n",
            "id;y_1901;y_1902\n@|;111;111\n",
            "id;y_1901;y_1902\n@\u0007;111;111\n",
            "id;y_1901;y_1902\n@\u00e6;111;111\n",
            "id;week;code\n@;1953;111\n",
            "id;week;code\n@;1902;111\n@;1901;111\n",
            "id;week;code\n@;1901;111\nb;1901;111\n@;1902;111\n",
            "id;week;code\n@;;\n",
            // in every other column
            "id;y_1901;y_1902\na;@;111\n",
            "id;y_1901;y_1902\na;111;@\n",
            "id;y_1901;y_1902\na;111;111;@\n",
            "id;week;code\na;@;111\n",
            "id;week;code\na;1901;@\n",
            "id;week;code;name\na;1901;111;@\n",
            "id;week;code\na;1901;111;@\n",
            // in every column of the header, and instead of one
            "@;y_1901;y_1902\na;111;111\n",
            "id;@;y_1902\na;111;111\n",
            "id;y_1901;y_@\na;111;111\n",
            "id;y_1901;y_1902;@\na;111;111;\n",
            "id;@;code\na;1901;111\n",
            "id;week;@\na;1901;111\n",
            "id;week;code;@\na;1901;111;\n",
            "@;111;111\n",
            "@\n",
            "\"@\n",
            // alone on a line, at the end of the file, in a line that is too long
            "id;y_1901;y_1902\n@\n",
            "id;y_1901;y_1902\n@",
            "id;y_1901;y_1902\n@;" + "1".repeat(1 << 20) + ";\n");

    @TempDir
    private Path folder;

    static Stream<String> registers() {
        return REGISTERS.stream();
    }

    @ParameterizedTest
    @MethodSource("registers")
    void an_id_comes_out_nowhere(String register) throws IOException {
        for (String canary : CANARIES) {
            for (Charset charset : charsets(register)) {
                Path in = Files.write(
                        folder.resolve("dream.csv"),
                        register.replace("@", canary).getBytes(charset));

                assertThat(leaks(canary, everythingFrom(in, "--pseudonym-key-file", key())))
                        .as("with a key")
                        .isEmpty();
                if (!canary.startsWith("Kanariefugl")) {
                    assertThat(leaks(canary, everythingFrom(in)))
                            .as("without a key")
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void a_register_or_an_id_in_the_place_of_the_key_or_the_code_book_is_not_shown() throws IOException {
        Path in = Files.writeString(folder.resolve("dream.csv"), "id;y_1901\na;111\n");
        for (String canary : CANARIES) {
            for (String register : REGISTERS) {
                Path other = Files.writeString(folder.resolve("other"), register.replace("@", canary));

                assertThat(leaks(canary, everythingFrom(in, "--pseudonym-key-file", other)))
                        .isEmpty();
                assertThat(leaks(canary, everythingFrom(in, "--codes", other))).isEmpty();
            }
            Path yaml = Files.writeString(
                    folder.resolve("other"),
                    "activities: {0: none}\ncodes:\n  - {codes: \"@\", group: \"@\", from: \"@\", source: \"@\"}\n"
                            .replace("@", canary));
            assertThat(leaks(canary, everythingFrom(in, "--codes", yaml))).isEmpty();
        }
    }

    @Test
    void the_key_comes_out_nowhere() throws IOException {
        Path in = Files.writeString(folder.resolve("dream.csv"), "id;y_1901\n240285-7193;111\n240285-7193;x\n");

        assertThat(leaks(KEY, everythingFrom(in, "--pseudonym-key-file", key())))
                .isEmpty();
    }

    /** The control: an opaque id may pass, and then the search finds it. */
    @Test
    void the_search_finds_an_id_that_does_come_out() throws IOException {
        Path in = Files.writeString(folder.resolve("dream.csv"), "id;y_1901\nKanariefugl-7193x;111\n");

        assertThat(leaks("Kanariefugl-7193x", everythingFrom(in))).containsExactly("events.jsonl");
    }

    /** The control for the other places: each is searched. */
    @Test
    void the_search_finds_an_id_on_every_way_out() throws IOException {
        List<Output> outputs = everything(() -> {
            System.out.println("24.02.85-7193");
            System.err.println("240285 7193");
            LoggerFactory.getLogger("some.library").debug("read {}", "240285-7193");
            Files.writeString(folder.resolve(".events.jsonl.part"), "2402857193");
            return new Cli.Ran(0, "240285-7193", "x2402857193x");
        });

        assertThat(leaks("240285-7193", outputs))
                .containsExactlyInAnyOrder(
                        "out", "err", "standard output", "standard error", "log", ".events.jsonl.part");
    }

    /** Those in which the bytes differ. */
    private static List<Charset> charsets(String register) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(register)
                ? List.of(StandardCharsets.UTF_8)
                : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1);
    }

    private record Output(String name, byte[] bytes) {}

    @FunctionalInterface
    private interface Command {
        Cli.Ran run() throws IOException;
    }

    private Path key() throws IOException {
        Path file = Files.writeString(folder.resolve("key.hex"), KEY);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private List<Output> everythingFrom(Path in, Object... more) throws IOException {
        return everything(() -> Cli.run(Stream.concat(
                        Stream.of("import-dream", "--stacktrace", "--in", in, "--out", folder.resolve("events.jsonl")),
                        Stream.of(more))
                .toArray()));
    }

    /** Every byte that leaves {@code command}; what it wrote is deleted. */
    private List<Output> everything(Command command) throws IOException {
        List<Path> inputs = files();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        List<Output> outputs = new ArrayList<>();
        try {
            System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
            root.setLevel(Level.ALL);
            root.addAppender(log);
            Cli.Ran ran = command.run();
            outputs.add(new Output("out", ran.out().getBytes(StandardCharsets.UTF_8)));
            outputs.add(new Output("err", ran.err().getBytes(StandardCharsets.UTF_8)));
        } finally {
            root.detachAppender(log);
            root.setLevel(level);
            System.setOut(out);
            System.setErr(err);
        }
        outputs.add(new Output("standard output", outBytes.toByteArray()));
        outputs.add(new Output("standard error", errBytes.toByteArray()));
        StringBuilder logged = new StringBuilder();
        log.list.forEach(event -> logged.append(event.getFormattedMessage()).append('\n'));
        outputs.add(new Output("log", logged.toString().getBytes(StandardCharsets.UTF_8)));
        for (Path file : files()) {
            if (!inputs.contains(file)) {
                outputs.add(new Output(file.getFileName().toString(), Files.readAllBytes(file)));
                Files.delete(file);
            }
        }
        return outputs;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Where {@code canary} came out, in whatever spelling: only letters and digits are compared. */
    private static List<String> leaks(String canary, List<Output> outputs) {
        return outputs.stream()
                .filter(output -> letters(new String(output.bytes(), StandardCharsets.UTF_8))
                        .contains(letters(canary)))
                .map(Output::name)
                .toList();
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
