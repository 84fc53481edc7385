package dk.fristvagt.simulation.dream;

import dk.fristvagt.wire.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is wrong in a register file: the first findings with their place, and how many there are in all. */
public final class Findings {
    /** More are counted, not kept: a file that is wrong throughout must fill neither the screen nor the memory. */
    static final int MOST_KEPT = 20;

    private final String file;
    private final List<String> kept = new ArrayList<>();
    private long count;

    Findings(Path file) {
        this.file = Printable.of(file.toString());
    }

    /** Something about a whole line. */
    void add(long line, String problem) {
        keep(line, problem);
    }

    /**
     * Something about one cell.
     *
     * @param column from 1
     */
    void add(long line, int column, String problem) {
        keep(line, "column " + column + ": " + problem);
    }

    private void keep(long line, String problem) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(file + ":" + line + ": " + problem);
        }
    }

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many things are wrong. */
    public long count() {
        return count;
    }

    /** {@code file:line: column n: what is wrong; what to do}, for the first of them. */
    public List<String> kept() {
        return Collections.unmodifiableList(kept);
    }
}
