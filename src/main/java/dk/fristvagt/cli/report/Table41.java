package dk.fristvagt.cli.report;

import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Meeting.Participation;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.seniority.Seniority.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Joint meetings held in a period, by who took part and the citizen's seniority on the day (S004, table 4.1). */
public final class Table41 {
    private static final List<Participation> ROWS =
            List.of(Participation.AKASSE_ONLY, Participation.JOBCENTER_ONLY, Participation.BOTH);

    private final Map<Participation, Map<Band, Long>> counts = new EnumMap<>(Participation.class);
    private final LocalDate from;
    private final LocalDate to;

    /** An empty table of the meetings held from {@code from} to {@code to}, both days included. */
    public Table41(LocalDate from, LocalDate to) {
        this.from = from;
        this.to = to;
    }

    /** Counts {@code measure}, if it is of a joint meeting of the period in which it is known who took part. */
    public void add(MeetingMeasure measure) {
        if (measure.type() == Meeting.Type.FAELLES_JOBSAMTALE
                && !measure.heldOn().isBefore(from)
                && !measure.heldOn().isAfter(to)) {
            measure.participation().ifPresent(who -> add(who, measure.seniority()));
        }
    }

    /** Counts a joint meeting of the period. */
    public void add(Participation who, Band seniority) {
        counts.computeIfAbsent(who, any -> new EnumMap<>(Band.class)).merge(seniority, 1L, Long::sum);
    }

    /** How many meetings a cell counts. */
    public long count(Participation who, Band seniority) {
        return counts.getOrDefault(who, Map.of()).getOrDefault(seniority, 0L);
    }

    /** Share of the meetings in which both took part, in whole pct.; 0 when there are none. */
    public long bothPct() {
        return Math.round(both().pct().orElse(0.0));
    }

    private Cell.Share both() {
        return new Cell.Share(
                total(List.of(Participation.BOTH), List.of(Band.values())), total(ROWS, List.of(Band.values())));
    }

    private long total(List<Participation> rows, List<Band> columns) {
        return rows.stream()
                .flatMapToLong(who -> columns.stream().mapToLong(band -> count(who, band)))
                .sum();
    }

    /** As Markdown, with every number. */
    public String markdown() {
        return Formats.MARKDOWN.write(List.of(table()));
    }

    Table table() {
        List<Band> bands = List.of(Band.values());
        List<String> heads = new ArrayList<>(List.of("taking part"));
        bands.forEach(band -> heads.add(Names.of(band)));
        heads.add("total");
        List<List<Cell>> rows = new ArrayList<>();
        for (Participation who : ROWS) {
            rows.add(row(Names.of(who), List.of(who), bands));
        }
        rows.add(row("total", ROWS, bands));
        String share = both().few() ? "" : " Both: " + both().text() + " pct.";
        return new Table(
                "table-4.1",
                "Joint meetings by participation and seniority (table 4.1)",
                "Fællessamtaler held from " + from + " to " + to
                        + ", by the seniority on the day; the day on which 3 months"
                        + " are reached is itself under 3. Meetings of which nobody said who took part are left out."
                        + share,
                heads,
                rows,
                true);
    }

    private List<Cell> row(String name, List<Participation> who, List<Band> bands) {
        List<Cell> row = new ArrayList<>(List.of(new Cell.Text(name)));
        bands.forEach(band -> row.add(new Cell.Count(total(who, List.of(band)))));
        row.add(new Cell.Count(total(who, bands)));
        return row;
    }
}
