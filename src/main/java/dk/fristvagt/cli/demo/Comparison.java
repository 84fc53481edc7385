package dk.fristvagt.cli.demo;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.AvroMeasures;
import dk.fristvagt.wire.DeadlineJson;
import dk.fristvagt.wire.MeasureJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the topics hold beside what a backtest of the same histories says: alerts in the sequence of each citizen,
 * deadline by deadline and measure by measure, to the last field.
 *
 * @param alerts how many were compared
 * @param deadlines how many were compared
 * @param measures how many were compared
 * @param differences what is different, each in two lines; the first ones only
 * @param different how many differences there are
 */
record Comparison(int alerts, int deadlines, int measures, List<String> differences, int different) {
    /** Differences that are shown; one mistake often makes thousands. */
    private static final int MOST_SHOWN = 10;

    private static final String NOTHING = "nothing";

    boolean equal() {
        return different == 0;
    }

    /**
     * Compares.
     *
     * @param said the alerts of the topics, in any order
     * @param table the rows of the topic of deadlines
     * @param measures those of the topic of measures
     * @param expected the alerts of the backtest
     * @param backtest what else the backtest came to
     */
    static Comparison of(
            List<Alert> said,
            SortedMap<String, Deadline> table,
            SortedMap<String, MeetingMeasure> measures,
            List<dk.fristvagt.alerts.Alert> expected,
            Backtest.Result backtest,
            WorkingDays workingDays) {
        Differences differences = new Differences();
        Map<String, List<Numbered>> live = byCitizen(said.stream()
                .map(alert -> new Numbered(alert.getCitizenId(), alert.getSequence(), AlertJson.line(alert)))
                .toList());
        Map<String, List<Numbered>> offline = byCitizen(expected.stream()
                .map(alert -> new Numbered(alert.citizenId(), alert.sequence(), AlertJson.line(alert)))
                .toList());
        for (String citizen : union(live, offline)) {
            differences.compare(
                    "alert", live.getOrDefault(citizen, List.of()), offline.getOrDefault(citizen, List.of()));
        }
        AvroDeadlines avro = new AvroDeadlines(workingDays);
        SortedMap<String, String> expectedRows = new TreeMap<>();
        backtest.rows()
                .forEach(row ->
                        expectedRows.put(row.key(), DeadlineJson.line(avro.toAvro(row.citizenId(), row.deadline()))));
        differences.compare("deadline", lines(table, DeadlineJson::line), expectedRows);
        SortedMap<String, String> expectedMeasures = new TreeMap<>();
        backtest.measures()
                .forEach(row -> expectedMeasures.put(
                        row.key(), MeasureJson.line(AvroMeasures.toAvro(row.citizenId(), row.measure()))));
        differences.compare("measure", lines(measures, MeasureJson::line), expectedMeasures);
        return new Comparison(
                Math.max(said.size(), expected.size()),
                Math.max(table.size(), backtest.rows().size()),
                Math.max(measures.size(), backtest.measures().size()),
                List.copyOf(differences.shown),
                differences.count);
    }

    /** A line with its place among those of a citizen. */
    private record Numbered(String citizenId, long number, String line) {}

    private static Map<String, List<Numbered>> byCitizen(List<Numbered> lines) {
        Map<String, List<Numbered>> byCitizen = new TreeMap<>();
        lines.stream()
                .sorted(Comparator.comparingLong(Numbered::number))
                .forEach(line -> byCitizen
                        .computeIfAbsent(line.citizenId(), id -> new ArrayList<>())
                        .add(line));
        return byCitizen;
    }

    private static <T> SortedMap<String, String> lines(SortedMap<String, T> table, Function<T, String> line) {
        SortedMap<String, String> lines = new TreeMap<>();
        table.forEach((key, row) -> lines.put(key, line.apply(row)));
        return lines;
    }

    private static TreeSet<String> union(Map<String, ?> a, Map<String, ?> b) {
        TreeSet<String> all = new TreeSet<>(a.keySet());
        all.addAll(b.keySet());
        return all;
    }

    private static final class Differences {
        private final List<String> shown = new ArrayList<>();
        private int count;

        void compare(String what, List<Numbered> live, List<Numbered> offline) {
            for (int i = 0; i < Math.max(live.size(), offline.size()); i++) {
                compare(
                        what,
                        i < live.size() ? live.get(i).line() : NOTHING,
                        i < offline.size() ? offline.get(i).line() : NOTHING);
            }
        }

        /** Compares two tables of lines by key. */
        void compare(String what, SortedMap<String, String> live, SortedMap<String, String> offline) {
            for (String key : union(live, offline)) {
                compare(what, live.getOrDefault(key, NOTHING), offline.getOrDefault(key, NOTHING));
            }
        }

        private void compare(String what, String there, String here) {
            if (!there.equals(here)) {
                count++;
                if (count <= MOST_SHOWN) {
                    shown.add(what + " on the topic:  " + there);
                    shown.add(what + " of backtest:   " + here);
                }
            }
        }
    }
}
