package dk.fristvagt.properties;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Status;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much of the domain some histories reach: statuses, rules, ledger transitions. */
final class Reach {
    /** In how many histories a deadline had a status. */
    private final EnumMap<Status, Integer> statuses = new EnumMap<>(Status.class);

    /** In how many histories a rule had a deadline. */
    private final TreeMap<String, Integer> rules = new TreeMap<>();

    /** How often each transition happened. */
    private final EnumMap<LedgerTransition, Integer> transitions = new EnumMap<>(LedgerTransition.class);

    private final EnumMap<LedgerTransition, Long> firstHistories = new EnumMap<>(LedgerTransition.class);

    /** Plays {@code history} and counts what it reaches. */
    void play(History history) {
        Set<Status> statusesOfHistory = EnumSet.noneOf(Status.class);
        Set<String> rulesOfHistory = new TreeSet<>();
        Map<DeadlineId, Optional<LedgerTransition>> last = new HashMap<>();
        new Play()
                .watchedBy(step -> {
                    step.outcome().rows().stream()
                            .flatMap(row -> row.deadline().stream())
                            .forEach(deadline -> {
                                statusesOfHistory.add(deadline.status());
                                rulesOfHistory.add(deadline.rule().id());
                            });
                    if (step.outcome().evaluations() > 0) {
                        countTransitions(history, step, last);
                    }
                })
                .play(history);
        statusesOfHistory.forEach(status -> statuses.merge(status, 1, Integer::sum));
        rulesOfHistory.forEach(rule -> rules.merge(rule, 1, Integer::sum));
    }

    private void countTransitions(History history, Play.Step step, Map<DeadlineId, Optional<LedgerTransition>> last) {
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
                firstHistories.putIfAbsent(transition.get(), history.number());
            }
        }
    }

    Map<Status, Integer> statuses() {
        return statuses;
    }

    Map<String, Integer> rules() {
        return rules;
    }

    Map<LedgerTransition, Integer> transitions() {
        return transitions;
    }

    /** The number of the first history in which {@code transition} happened, 0 for none. */
    long firstHistory(LedgerTransition transition) {
        return firstHistories.getOrDefault(transition, 0L);
    }
}
