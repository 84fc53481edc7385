package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads events.jsonl files, line by line.
 *
 * <p>Files are UTF-8, with or without a byte order mark; blank lines are skipped.
 */
public final class EventFiles {
    /** A longer line is no event: the longest field of an event is an id of 200 characters. */
    static final int LONGEST_LINE = 1 << 20;

    /** Different unknown fields that are told apart; a file made of nothing else must not fill the memory. */
    private static final int MOST_UNKNOWN_FIELDS = 100;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private EventFiles() {}

    /**
     * Reads {@code files} in order and gives every line that holds an event to {@code each}, in order.
     *
     * @return the unknown fields that were ignored, by file, record and field
     * @throws UnreadableLineException at the first line that cannot be read
     * @throws IOException when a file cannot be read
     */
    public static List<UnknownField> read(List<Path> files, Consumer<Line> each)
            throws UnreadableLineException, IOException {
        Map<UnknownField, Count> unknown = new LinkedHashMap<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                Lines lines = new Lines(file, in);
                for (String text = lines.next(); text != null; text = lines.next()) {
                    if (!text.isBlank()) {
                        Line line = new Line(file, lines.number, parse(file, lines.number, text));
                        count(unknown, line);
                        each.accept(line);
                    }
                }
            }
        }
        return unknown.entrySet().stream()
                .map(entry -> entry.getKey().counted(entry.getValue()))
                .toList();
    }

    /** Reads {@code files} whole. */
    public static Events readAll(List<Path> files) throws UnreadableLineException, IOException {
        List<Event<?>> events = new ArrayList<>();
        List<InvalidLine> invalid = new ArrayList<>();
        List<UnknownField> unknown = read(files, line -> {
            CheckedEvent checked = line.read().checked();
            if (checked instanceof CheckedEvent.Accepted accepted) {
                events.add(accepted.event());
            } else if (checked instanceof CheckedEvent.Rejected rejected) {
                invalid.add(new InvalidLine(line.file(), line.number(), rejected.why()));
            }
        });
        return new Events(events, invalid, unknown);
    }

    private static EventJson.Read parse(Path file, long number, String text) throws UnreadableLineException {
        try {
            return EventJson.read(text);
        } catch (EventJson.UnreadableEventException e) {
            throw new UnreadableLineException(file, number, e.field(), e.problem());
        }
    }

    private static void count(Map<UnknownField, Count> unknown, Line line) {
        for (String name : line.read().unknownFields()) {
            UnknownField field = new UnknownField(line.file(), line.read().recordName(), name, 0, 0);
            if (unknown.size() >= MOST_UNKNOWN_FIELDS && !unknown.containsKey(field)) {
                field = new UnknownField(line.file(), "any record", "(further fields)", 0, 0);
            }
            unknown.computeIfAbsent(field, f -> new Count(line.number())).lines++;
        }
    }

    /** How often an unknown field was met. */
    private static final class Count {
        private final long firstLine;
        private long lines;

        Count(long firstLine) {
            this.firstLine = firstLine;
        }
    }

    /** Splits a stream into lines without ever holding more than the longest line allowed. */
    private static final class Lines {
        private final Path file;
        private final InputStream in;
        private final byte[] buffer = new byte[1 << 16];
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        private int at;
        private int end;
        private long number;

        Lines(Path file, InputStream in) {
            this.file = file;
            this.in = in;
        }

        /** The next line, null at the end. */
        String next() throws IOException, UnreadableLineException {
            if (!fill()) {
                return null;
            }
            number++;
            line.reset();
            boolean whole = false;
            while (!whole && fill()) {
                int from = at;
                while (at < end && buffer[at] != '\n') {
                    at++;
                }
                if (line.size() + at - from > LONGEST_LINE) {
                    throw new UnreadableLineException(file, number, "", "is longer than " + LONGEST_LINE + " bytes");
                }
                line.write(buffer, from, at - from);
                whole = at < end;
            }
            at++;
            return text();
        }

        /** Makes sure that there is an unread byte; false at the end. */
        private boolean fill() throws IOException {
            if (at < end) {
                return true;
            }
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        }

        private String text() throws UnreadableLineException {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(line.toByteArray()))
                        .toString();
                return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                throw new UnreadableLineException(file, number, "", "is not UTF-8");
            }
        }
    }

    /**
     * A line that could be read.
     *
     * @param number from 1
     */
    public record Line(Path file, long number, EventJson.Read read) {}

    /** An invalid line: where it is and why. */
    public record InvalidLine(Path file, long number, Invalid why) {
        /** {@code file:line: CODE: sentence}. */
        @Override
        public String toString() {
            return Printable.of(file.toString()) + ":" + number + ": " + why.code() + ": " + why.sentence();
        }
    }

    /**
     * A field that no record of this version has and that was ignored.
     *
     * @param firstLine the first line that has it
     * @param lines how many lines have it
     */
    public record UnknownField(Path file, String record, String field, long firstLine, long lines) {
        private UnknownField counted(Count count) {
            return new UnknownField(file, record, field, count.firstLine, count.lines);
        }

        /** {@code file:line: …}, with what to do. */
        @Override
        public String toString() {
            return Printable.of(file.toString()) + ":" + firstLine + ": " + record + " has no field " + field
                    + "; it was ignored in " + lines + (lines == 1 ? " line" : " lines")
                    + ". Correct its name if it is misspelt.";
        }
    }

    /** What files hold: the valid events in file order, the invalid lines and the fields that were ignored. */
    public record Events(List<Event<?>> events, List<InvalidLine> invalid, List<UnknownField> unknownFields) {}

    /** A line that cannot be read: nothing of the files may be processed. */
    public static final class UnreadableLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Path file;
        private final long line;
        private final String field;

        public UnreadableLineException(Path file, long line, String field, String problem) {
            super(Printable.of(file.toString()) + ":" + line + ": " + (field.isEmpty() ? "the line" : field) + " "
                    + problem);
            this.file = file;
            this.line = line;
            this.field = field;
        }

        public Path file() {
            return file;
        }

        public long line() {
            return line;
        }

        /** The field, empty when the line as a whole cannot be read. */
        public String field() {
            return field;
        }
    }
}
