package dk.fristvagt.table41;

import dk.fristvagt.facts.Meeting.Participation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Table 4.1 of BDO's report (S004): joint meetings held from September 2021 to August 2022, by who took part and the
 * citizen's seniority on the day. The printed table lacks the column 12–18 in its head.
 */
final class PublishedTable {
    /** Months at which one group ends and the next begins. */
    static final List<Integer> BORDERS = List.of(3, 6, 12, 18, 24);

    /** One more than the borders: under 3, 3–6, 6–12, 12–18, 18–24, over 24. */
    static final int GROUPS = BORDERS.size() + 1;

    static final int TOTAL = 106_186;

    private static final Map<Participation, List<Integer>> CELLS = Map.of(
            Participation.AKASSE_ONLY, List.of(3_459, 192, 3, 0, 1, 0),
            Participation.JOBCENTER_ONLY, List.of(35_108, 18_885, 5_297, 4_029, 529, 232),
            Participation.BOTH, List.of(16_926, 13_041, 4_076, 3_915, 377, 116));

    private final Map<Participation, int[]> counts = new EnumMap<>(Participation.class);

    private PublishedTable() {
        CELLS.keySet().forEach(who -> counts.put(who, new int[GROUPS]));
    }

    /** A table of zeros. */
    static PublishedTable empty() {
        return new PublishedTable();
    }

    /** The table as published. */
    static PublishedTable published() {
        PublishedTable table = new PublishedTable();
        CELLS.forEach((who, cells) -> {
            for (int group = 0; group < GROUPS; group++) {
                table.counts.get(who)[group] = cells.get(group);
            }
        });
        return table;
    }

    int count(Participation who, int group) {
        return counts.get(who)[group];
    }

    int count(int group) {
        return counts.values().stream().mapToInt(cells -> cells[group]).sum();
    }

    int total() {
        return counts.values().stream().flatMapToInt(Arrays::stream).sum();
    }

    void add(Participation who, int group, int number) {
        counts.get(who)[group] += number;
    }

    /** Share of the meetings in which both took part, in whole pct. */
    long bothPct() {
        int both = Arrays.stream(counts.get(Participation.BOTH)).sum();
        return Math.round(100.0 * both / total());
    }

    /** A line a kind of participation, to be compared and to be read. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("%-15s%9s%9s%9s%9s%9s%9s".formatted("", "under 3", "3-6", "6-12", "12-18", "18-24", "over 24"));
        counts.forEach((who, cells) -> {
            StringBuilder line = new StringBuilder("%-15s".formatted(who));
            for (int cell : cells) {
                line.append("%9d".formatted(cell));
            }
            lines.add(line.toString());
        });
        return String.join("\n", lines);
    }
}
