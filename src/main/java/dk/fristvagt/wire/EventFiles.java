package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads events.jsonl files, line by line. */
public final class EventFiles {
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
        throw new UnsupportedOperationException();
    }

    /** Reads {@code files} whole. */
    public static Events readAll(List<Path> files) throws UnreadableLineException, IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * A line that could be read.
     *
     * @param number from 1
     */
    public record Line(Path file, long number, EventJson.Read read) {}

    /** An invalid line: where it is and why. */
    public record InvalidLine(Path file, long number, Invalid why) {}

    /**
     * A field that no record of this version has and that was ignored.
     *
     * @param firstLine the first line that has it
     * @param lines how many lines have it
     */
    public record UnknownField(Path file, String record, String field, long firstLine, long lines) {}

    /** What files hold: the valid events in file order, the invalid lines and the fields that were ignored. */
    public record Events(List<Event<?>> events, List<InvalidLine> invalid, List<UnknownField> unknownFields) {}

    /** A line that cannot be read: nothing of the files may be processed. */
    public static final class UnreadableLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Path file;
        private final long line;
        private final String field;

        public UnreadableLineException(Path file, long line, String field, String problem) {
            super(file + ":" + line + ": " + (field.isEmpty() ? problem : field + " " + problem));
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
