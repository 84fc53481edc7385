package dk.fristvagt.cli.demo;

import dk.fristvagt.alert.Alert;
import dk.fristvagt.alert.Deadline;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.wire.AlertJson;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.DeadlineJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the topics hold beside what a backtest of the same histories says: alerts in the sequence of each citizen, and
 * deadline by deadline, to the last field.
 *
 * @param alerts how many were compared
 * @param deadlines how many were compared
 * @param differences what is different, each in two lines; the first ones only
 * @param different how many differences there are
 */
record Comparison(int alerts, int deadlines, List<String> differences, int different) {
    /** Differences that are shown; one mistake often makes thousands. */
    private static final int MOST_SHOWN = 10;

    boolean equal() {
        return different == 0;
    }

    /**
     * Compares.
     *
     * @param said the alerts of the topics, in any order
     * @param table the rows of the topic of deadlines
     * @param expected the alerts of the backtest
     */
    static Comparison of(
            List<Alert> said,
            SortedMap<String, Deadline> table,
            List<dk.fristvagt.alerts.Alert> expected,
            List<Backtest.Row> rows,
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
        Map<String, List<Numbered>> expectedRows = new TreeMap<>();
        rows.forEach(row -> expectedRows.put(
                row.key(),
                List.of(new Numbered(
                        row.citizenId(), 0, DeadlineJson.line(avro.toAvro(row.citizenId(), row.deadline()))))));
        Map<String, List<Numbered>> liveRows = new TreeMap<>();
        table.forEach(
                (key, row) -> liveRows.put(key, List.of(new Numbered(row.getCitizenId(), 0, DeadlineJson.line(row)))));
        for (String key : union(liveRows, expectedRows)) {
            differences.compare(
                    "deadline", liveRows.getOrDefault(key, List.of()), expectedRows.getOrDefault(key, List.of()));
        }
        return new Comparison(
                Math.max(said.size(), expected.size()),
                Math.max(table.size(), rows.size()),
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
                String there = i < live.size() ? live.get(i).line() : "nothing";
                String here = i < offline.size() ? offline.get(i).line() : "nothing";
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
}
