package dk.fristvagt.properties;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Status;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much of the domain some histories reach: statuses, rules, cells of rule and status, ledger transitions. */
public final class Reach {
    /** In how many histories a deadline had a status. */
    private final EnumMap<Status, Integer> statuses = new EnumMap<>(Status.class);

    /** In how many histories a rule had a deadline. */
    private final TreeMap<String, Integer> rules = new TreeMap<>();

    /** In how many histories a rule's deadline had a status, and the first of them. */
    private final TreeMap<String, Integer> cells = new TreeMap<>();

    private final TreeMap<String, Long> firstHistoryOfCell = new TreeMap<>();

    /** How often each transition happened. */
    private final EnumMap<LedgerTransition, Integer> transitions = new EnumMap<>(LedgerTransition.class);

    private final EnumMap<LedgerTransition, Long> firstHistoryOfTransition = new EnumMap<>(LedgerTransition.class);

    /** Plays {@code history} and counts what it reaches. */
    public void play(History history) {
        Set<String> cellsOfHistory = new TreeSet<>();
        Map<DeadlineId, Optional<LedgerTransition>> last = new HashMap<>();
        new Play().watchedBy(step -> look(history, step, cellsOfHistory, last)).play(history);
        Set<Status> statusesOfHistory = new HashSet<>();
        Set<String> rulesOfHistory = new HashSet<>();
        for (String cell : cellsOfHistory) {
            String[] parts = cell.split("/");
            rulesOfHistory.add(parts[0]);
            statusesOfHistory.add(Status.valueOf(parts[1]));
            firstHistoryOfCell.putIfAbsent(cell, history.number());
        }
        statusesOfHistory.forEach(status -> statuses.merge(status, 1, Integer::sum));
        rulesOfHistory.forEach(rule -> rules.merge(rule, 1, Integer::sum));
        cellsOfHistory.forEach(cell -> cells.merge(cell, 1, Integer::sum));
    }

    private void look(
            History history,
            Play.Step step,
            Set<String> cellsOfHistory,
            Map<DeadlineId, Optional<LedgerTransition>> last) {
        if (step.outcome().evaluations() == 0) {
            return;
        }
        step.outcome().rows().stream()
                .flatMap(row -> row.deadline().stream())
                .forEach(deadline -> cellsOfHistory.add(cell(deadline)));
        // An event on a day that had not begun evaluates twice; what stood between the two cannot be seen from outside.
        if (step.outcome().evaluations() > 1) {
            return;
        }
        Map<DeadlineId, Said> said =
                step.before().ledger().stream().collect(Collectors.toMap(Said::deadline, Function.identity()));
        Map<DeadlineId, List<Alert>> alerts =
                step.outcome().alerts().stream().collect(Collectors.groupingBy(Alert::deadline));
        Set<DeadlineId> ids = new TreeSet<>(said.keySet());
        ids.addAll(alerts.keySet());
        for (DeadlineId id : ids) {
            Optional<LedgerTransition> transition = LedgerTransition.of(
                    Optional.ofNullable(said.get(id)),
                    Optional.ofNullable(step.deadlines().get(id)),
                    alerts.getOrDefault(id, List.of()));
            // A silence that goes on is one transition, not one a day.
            boolean goesOn = alerts.getOrDefault(id, List.of()).isEmpty()
                    && transition.equals(last.getOrDefault(id, Optional.empty()));
            last.put(id, transition);
            if (transition.isPresent() && !goesOn) {
                transitions.merge(transition.get(), 1, Integer::sum);
                firstHistoryOfTransition.putIfAbsent(transition.get(), history.number());
            }
        }
    }

    /** {@code rule/STATUS}. */
    public static String cell(Deadline deadline) {
        return deadline.id().ruleId() + '/' + deadline.status();
    }

    public Map<Status, Integer> statuses() {
        return statuses;
    }

    public Map<String, Integer> rules() {
        return rules;
    }

    /** Cells {@code rule/STATUS}, with the number of histories that reach each. */
    public Map<String, Integer> cells() {
        return cells;
    }

    /** The number of the first history that reaches each cell. */
    public Map<String, Long> firstHistoryOfCell() {
        return firstHistoryOfCell;
    }

    Map<LedgerTransition, Integer> transitions() {
        return transitions;
    }

    /** The number of the first history in which {@code transition} happened, 0 for none. */
    long firstHistory(LedgerTransition transition) {
        return firstHistoryOfTransition.getOrDefault(transition, 0L);
    }
}
