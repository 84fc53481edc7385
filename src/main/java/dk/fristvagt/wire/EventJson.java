package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** One line of events.jsonl (contract.md, "Files"). */
public final class EventJson {
    private EventJson() {}

    /**
     * Reads one line.
     *
     * @throws UnreadableEventException when it is not an event at all
     */
    public static Read read(String line) throws UnreadableEventException {
        throw new UnsupportedOperationException();
    }

    /** The line that {@code event} is; reading it gives the event again. */
    public static String write(Event<?> event) {
        throw new UnsupportedOperationException();
    }

    /**
     * A line that could be read.
     *
     * @param checked the event, or why it is not valid
     * @param record as it would be published, also when it is invalid; empty when a required field is missing or is no
     *     date, so that there is nothing to publish
     * @param unknownFields names of fields that the record does not have, which are ignored
     */
    public record Read(CheckedEvent checked, Optional<SpecificRecord> record, List<String> unknownFields) {}

    /** A line that is not an event; says which field and what is wrong, never a value. */
    public static final class UnreadableEventException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String problem;

        public UnreadableEventException(String field, String problem) {
            super(field.isEmpty() ? problem : field + " " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** The field, empty when the line as a whole cannot be read. */
        public String field() {
            return field;
        }

        public String problem() {
            return problem;
        }
    }
}
