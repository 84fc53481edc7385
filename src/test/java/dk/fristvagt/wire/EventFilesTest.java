package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFilesTest {
    private static final String CV = "{\"record\":\"Cv\",\"eventId\":\"%s\",\"citizenId\":\"c1\","
            + "\"recordedAt\":\"2022-03-01T09:00:00Z\",\"source\":\"case\",\"cvId\":\"v1\"%s}\n";

    @TempDir
    private Path folder;

    @Test
    void filesAreReadInOrderWithInvalidLinesSetAside() throws Exception {
        Path first = file("a.jsonl", cv("e1") + cv("e2", "\"registeredOn\":\"2022-03-02\"") + cv("e3"));
        Path second = file("b.jsonl", "\uFEFF" + cv("e4").replace("\n", "\r\n") + "\n   \n" + cv("e5").strip());

        EventFiles.Events read = EventFiles.readAll(List.of(first, second));

        assertThat(read.events()).extracting(Event::eventId).containsExactly("e1", "e3", "e4", "e5");
        assertThat(read.invalid())
                .containsExactly(new EventFiles.InvalidLine(
                        first, 2, new Invalid(Invalid.Code.INVALID, "registeredOn is after the day of recordedAt")));
        assertThat(read.invalid().get(0))
                .hasToString(first + ":2: INVALID: registeredOn is after the day of recordedAt");
        assertThat(read.unknownFields()).isEmpty();
    }

    @Test
    void anUnreadableLineNamesFileLineAndField() throws Exception {
        Path file = file("a.jsonl", cv("e1") + "\n" + cv("e2", "\"approved\":\"yes\""));

        assertThatThrownBy(() -> EventFiles.readAll(List.of(file)))
                .isInstanceOfSatisfying(EventFiles.UnreadableLineException.class, e -> {
                    assertThat(e.file()).isEqualTo(file);
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.field()).isEqualTo("approved");
                })
                .hasMessage(file + ":3: approved is not true or false");
    }

    @Test
    void aLineThatIsNotTextIsUnreadable() throws Exception {
        Path file = folder.resolve("latin1.jsonl");
        Files.write(file, cv("æ").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> EventFiles.readAll(List.of(file))).hasMessage(file + ":1: the line is not UTF-8");
    }

    @Test
    void anEndlessLineIsRefusedBeforeItFillsTheMemory() throws Exception {
        String line = cv("e1").strip();
        Path allowed = file("allowed.jsonl", line + " ".repeat(EventFiles.LONGEST_LINE - line.length()));
        Path tooLong = file("long.jsonl", cv("e1") + " ".repeat(EventFiles.LONGEST_LINE + 1));

        assertThat(EventFiles.readAll(List.of(allowed)).events()).hasSize(1);
        assertThatThrownBy(() -> EventFiles.readAll(List.of(tooLong)))
                .hasMessage(tooLong + ":2: the line is longer than " + EventFiles.LONGEST_LINE + " bytes");
    }

    @Test
    void aMisspeltFieldIsReportedOncePerFile() throws Exception {
        Path file = file("a.jsonl", cv("e1") + cv("e2", "\"registredOn\":1") + cv("e3", "\"registredOn\":2"));

        List<EventFiles.UnknownField> unknown =
                EventFiles.readAll(List.of(file)).unknownFields();

        assertThat(unknown).containsExactly(new EventFiles.UnknownField(file, "Cv", "registredOn", 2, 2));
        assertThat(unknown.get(0))
                .hasToString(file + ":2: Cv has no field registredOn; it was ignored in 2 lines. "
                        + "Correct its name if it is misspelt.");
    }

    @Test
    void manyDifferentUnknownFieldsAreLumpedTogether() throws Exception {
        Path file = file(
                "a.jsonl",
                IntStream.range(0, 1000)
                        .mapToObj(i -> cv("e" + i, "\"f" + i + "\":1"))
                        .collect(Collectors.joining()));

        List<EventFiles.UnknownField> unknown =
                EventFiles.readAll(List.of(file)).unknownFields();

        assertThat(unknown).hasSize(101);
        assertThat(unknown.get(100))
                .isEqualTo(new EventFiles.UnknownField(file, "any record", "(further fields)", 101, 900));
    }

    @Test
    void aLongFileIsReadAcrossBufferBoundaries() throws Exception {
        Path file = file(
                "a.jsonl", IntStream.range(0, 5000).mapToObj(i -> cv("e" + i)).collect(Collectors.joining()));

        assertThat(EventFiles.readAll(List.of(file)).events())
                .extracting(Event::eventId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 5000).mapToObj(i -> "e" + i).toList());
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> EventFiles.readAll(List.of(folder.resolve("no.jsonl"))))
                .isInstanceOf(NoSuchFileException.class);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String cv(String eventId) {
        return String.format(CV, eventId, "");
    }

    private static String cv(String eventId, String field) {
        return String.format(CV, eventId, "," + field);
    }
}
