package dk.fristvagt.simulation.dream;

import dk.fristvagt.facts.Event;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a register file into events, in two passes over the file and with one person in memory at a time.
 *
 * <p>The first pass finds every mistake, so nothing is written of a file that has one, and the last week in which anybody
 * has a code: which spells are still open cannot be known before. It also remembers every id, in 32 to 64 bytes each, since
 * a person who comes twice would become two half histories.
 */
public final class DreamImport {
    private final Path file;
    private final CodeBook codes;
    private final Identities identities;
    private final String municipality;
    private final Progress progress;

    /** @param municipality four digits; stands in every spell */
    public DreamImport(Path file, CodeBook codes, Identities identities, String municipality, Progress progress) {
        this.file = file;
        this.codes = codes;
        this.identities = identities;
        this.municipality = municipality;
        this.progress = progress;
    }

    /** Is told how far a pass has come. */
    @FunctionalInterface
    public interface Progress {
        /** {@code read} of {@code size} bytes are read. */
        void at(String pass, long read, long size);
    }

    /**
     * What the first pass found.
     *
     * @param layout "wide" or "long"; empty when the header is none
     * @param columnsNotRead their numbers, from 1
     */
    public record Checked(Tally tally, Findings findings, Optional<String> layout, List<Integer> columnsNotRead) {}

    /** The first pass. */
    public Checked check() throws IOException {
        Findings findings = new Findings(file);
        Tally tally = new Tally();
        SeenIds seen = new SeenIds();
        Optional<Layout> layout = pass("checking", findings, (line, column, citizenId, weeks) -> {
            if (!seen.add(citizenId)) {
                findings.add(
                        line,
                        column,
                        "the id came before; put all weeks of a person on one line, or on lines that follow each other");
            }
            tally.person(line, weeks, codes);
        });
        return new Checked(
                tally,
                findings,
                layout.map(Layout::word),
                layout.map(Layout::others).orElse(List.of()).stream()
                        .map(column -> column + 1)
                        .toList());
    }

    /**
     * The second pass: gives the events to {@code each}, person by person in the order of the file, and of a person in
     * the order in which they were recorded.
     *
     * @param checked what the first pass found, without findings
     * @throws DreamException when the file is not the one that was checked any more
     */
    public Tally write(Checked checked, Consumer<Event<?>> each) throws IOException, DreamException {
        Findings findings = new Findings(file);
        Tally tally = new Tally();
        RegisterHistory history = new RegisterHistory(codes, municipality);
        Optional<IsoWeek> firstWeek = checked.tally().firstWeek();
        Optional<IsoWeek> lastWeek = checked.tally().lastWeek();
        pass("writing", findings, (line, column, citizenId, weeks) -> {
            tally.person(line, weeks, codes);
            if (firstWeek.isPresent() && lastWeek.isPresent()) {
                List<Event<?>> events = history.events(citizenId, weeks, lastWeek.get());
                tally.written(events, firstWeek.get());
                events.forEach(each);
            }
        });
        if (!findings.isEmpty() || !tally.sameFileAs(checked.tally())) {
            throw new DreamException(Printable.of(file.toString())
                    + ": changed while it was read; run the import again when nothing writes to the file");
        }
        return tally;
    }

    private Optional<Layout> pass(String name, Findings findings, RegisterReader.Persons persons) throws IOException {
        long size = Files.size(file);
        long[] read = new long[1];
        try (InputStream in = Files.newInputStream(file)) {
            return new RegisterReader(findings, identities, persons).read(in, bytes -> {
                read[0] += bytes;
                progress.at(name, read[0], size);
            });
        }
    }
}
