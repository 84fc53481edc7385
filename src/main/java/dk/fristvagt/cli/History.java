package dk.fristvagt.cli;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.wire.EventFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one or more files of events, read whole, with what was wrong in them (contract.md, "Files").
 *
 * @param files where they come from
 * @param events the valid ones, in file order
 */
public record History(
        List<Path> files,
        List<Event<?>> events,
        List<EventFiles.InvalidLine> invalid,
        List<EventFiles.UnknownField> unknownFields) {
    /** Invalid lines that are named one by one; the rest is counted by cause. */
    static final int MOST_LINES = 20;

    private static final int MOST_CAUSES = 10;

    /**
     * Reads {@code files}.
     *
     * @throws Failure at the first line that cannot be read: nothing of the files is used then
     */
    public static History read(List<Path> files) {
        try {
            EventFiles.Events events = EventFiles.readAll(files);
            return new History(files, events.events(), events.invalid(), events.unknownFields());
        } catch (EventFiles.UnreadableLineException e) {
            throw new Failure(e.getMessage() + "; nothing was processed", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** What {@code problem} with a file is to a user. */
    public static Failure failure(IOException problem) {
        return new Failure(Commands.ofFile(problem), problem);
    }

    /** The civil day on which the last valid event was recorded; empty when there is none. */
    public Optional<LocalDate> lastRecordedDay() {
        return events.stream()
                .map(Event::recordedAt)
                .max(Comparator.naturalOrder())
                .map(Days::civil);
    }

    /** The civil day on which the first valid event was recorded; empty when there is none. */
    public Optional<LocalDate> firstRecordedDay() {
        return events.stream()
                .map(Event::recordedAt)
                .min(Comparator.naturalOrder())
                .map(Days::civil);
    }

    /** Says which lines were skipped and which fields ignored, in a bounded number of lines. */
    public void report(PrintWriter err) {
        report(err, "skipped");
    }

    /**
     * Says which lines are invalid and which fields were ignored, in a bounded number of lines.
     *
     * @param verdict what becomes of an invalid line, in a word
     */
    public void report(PrintWriter err, String verdict) {
        invalid.stream().limit(MOST_LINES).forEach(line -> err.println(verdict + ": " + line));
        if (invalid.size() > MOST_LINES) {
            err.println(verdict + ": " + invalid.size() + " invalid lines in all; by cause:");
            causes().entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(MOST_CAUSES)
                    .forEach(cause -> err.printf("%9d  %s%n", cause.getValue(), cause.getKey()));
            if (causes().size() > MOST_CAUSES) {
                err.printf("%9d  further causes%n", causes().size() - MOST_CAUSES);
            }
        }
        unknownFields.stream().limit(MOST_LINES).forEach(field -> err.println("ignored: " + field));
        if (unknownFields.size() > MOST_LINES) {
            err.println("ignored: " + unknownFields.size() + " unknown fields in all.");
        }
    }

    private Map<String, Integer> causes() {
        Map<String, Integer> causes = new LinkedHashMap<>();
        invalid.forEach(
                line -> causes.merge(line.why().code() + ": " + line.why().sentence(), 1, Integer::sum));
        return causes;
    }
}
