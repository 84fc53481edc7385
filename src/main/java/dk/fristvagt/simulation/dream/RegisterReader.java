package dk.fristvagt.simulation.dream;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * Reads a register file person by person, holding one person at a time.
 *
 * <p>What is wrong becomes a finding and the reading goes on, so that one run names every mistake. A cell is never
 * quoted: in a file with a column too few, an id stands where a code is expected.
 */
final class RegisterReader {
    private static final Pattern CODE = Pattern.compile("\\d{3}");

    /** What programs write for a cell without a value; the point is SAS's and Stata's. */
    private static final List<String> BLANK = List.of("", ".");

    private final Findings findings;
    private final Identities identities;
    private final Persons persons;
    private final Map<String, IsoWeek> weeksByText = new HashMap<>();

    RegisterReader(Findings findings, Identities identities, Persons persons) {
        this.findings = findings;
        this.identities = identities;
        this.persons = persons;
    }

    /** Takes one person after the other. */
    @FunctionalInterface
    interface Persons {
        /**
         * One person.
         *
         * @param line the first line that is about the person
         * @param column where the id stands there, from 1
         * @param weeks the weeks that have a code, in ascending order
         */
        void person(long line, int column, String citizenId, List<CodedWeek> weeks);
    }

    /**
     * Reads {@code in} to its end.
     *
     * @param progress takes the bytes that were read
     * @return the layout; empty when the header names none, and then nothing else was read
     */
    Optional<Layout> read(InputStream in, LongConsumer progress) throws IOException {
        RegisterLines lines = new RegisterLines(in, findings, progress);
        Optional<String> header = lines.next();
        if (header.isEmpty()) {
            findings.add(1, "is no header: the file holds no line of text");
            return Optional.empty();
        }
        Optional<Layout> layout = Layout.of(header.get(), lines.number(), findings);
        if (layout.isPresent() && layout.get() instanceof Layout.Wide wide) {
            readWide(lines, wide);
        } else if (layout.isPresent() && layout.get() instanceof Layout.Long narrow) {
            readLong(lines, narrow);
        }
        return layout;
    }

    private void readWide(RegisterLines lines, Layout.Wide layout) throws IOException {
        for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
            long line = lines.number();
            Optional<List<String>> cells = cells(text.get(), line, layout);
            if (cells.isEmpty()) {
                continue;
            }
            Optional<String> citizenId = citizenId(cells.get(), line, layout);
            List<CodedWeek> weeks = new ArrayList<>();
            for (Layout.WeekColumn week : layout.weeks()) {
                int code = code(cells.get().get(week.column()), line, week.column(), week.week());
                if (code >= 0) {
                    weeks.add(new CodedWeek(week.week(), code));
                }
            }
            citizenId.ifPresent(id -> persons.person(line, layout.id() + 1, id, weeks));
        }
    }

    private void readLong(RegisterLines lines, Layout.Long layout) throws IOException {
        String writtenId = "";
        Optional<String> citizenId = Optional.empty();
        long firstLine = 0;
        List<CodedWeek> weeks = new ArrayList<>();
        IsoWeek before = null;
        for (Optional<String> text = lines.next(); text.isPresent(); text = lines.next()) {
            long line = lines.number();
            Optional<List<String>> cells = cells(text.get(), line, layout);
            if (cells.isEmpty()) {
                continue;
            }
            // The lines of a person have the id in one spelling, so it becomes a pseudonym once.
            String id = cells.get().get(layout.id());
            if (firstLine == 0 || !id.equals(writtenId)) {
                deliver(firstLine, layout, citizenId, weeks);
                writtenId = id;
                citizenId = citizenId(cells.get(), line, layout);
                firstLine = line;
                weeks = new ArrayList<>();
                before = null;
            } else if (citizenId.isEmpty()) {
                citizenId(cells.get(), line, layout);
            }
            Optional<IsoWeek> week = week(cells.get().get(layout.week()), line, layout);
            if (week.isPresent() && before != null && week.get().compareTo(before) <= 0) {
                findings.add(
                        line,
                        layout.week() + 1,
                        "is not after the week of the person's line before; sort by id and week, one line a week");
            }
            before = week.orElse(before);
            int code = code(cells.get().get(layout.code()), line, layout.code(), week.orElse(null));
            if (week.isPresent() && code >= 0) {
                weeks.add(new CodedWeek(week.get(), code));
            }
        }
        deliver(firstLine, layout, citizenId, weeks);
    }

    private void deliver(long line, Layout layout, Optional<String> citizenId, List<CodedWeek> weeks) {
        citizenId.ifPresent(id -> persons.person(line, layout.id() + 1, id, weeks));
    }

    /** The cells of a line, as many as the header has. */
    private Optional<List<String>> cells(String text, long line, Layout layout) {
        try {
            List<String> cells = Cells.of(text, layout.delimiter());
            if (cells.size() == layout.width()) {
                return Optional.of(cells);
            }
            findings.add(
                    line,
                    Math.min(cells.size(), layout.width()) + 1,
                    (cells.size() < layout.width() ? "is missing" : "is one too many") + ": the line has "
                            + cells.size() + (cells.size() == 1 ? " column" : " columns") + ", the header "
                            + layout.width() + "; write every column, blank where there is no code");
        } catch (Cells.BrokenLineException e) {
            findings.add(line, e.column(), e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<String> citizenId(List<String> cells, long line, Layout layout) {
        try {
            return Optional.of(identities.citizenId(cells.get(layout.id())));
        } catch (Identities.UnusableIdException e) {
            findings.add(line, layout.id() + 1, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<IsoWeek> week(String text, long line, Layout.Long layout) {
        IsoWeek known = weeksByText.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<IsoWeek> week = IsoWeek.parse(text);
        if (week.isPresent()) {
            weeksByText.put(text, week.get());
        } else {
            findings.add(
                    line,
                    layout.week() + 1,
                    "is not an ISO week; write it as 1901, 201901 or 2019-W01, week 53 only in years that have one");
        }
        return week;
    }

    /** The code in a cell; −1 when there is none. */
    private int code(String text, long line, int column, IsoWeek week) {
        if (BLANK.contains(text)) {
            return -1;
        }
        if (CODE.matcher(text).matches()) {
            return Integer.parseInt(text);
        }
        findings.add(
                line,
                column + 1,
                (week == null ? "" : "(" + week + ") ")
                        + "is not a code; write three digits, or leave the cell blank when there is no benefit");
        return -1;
    }
}
