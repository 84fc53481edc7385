package dk.fristvagt.alerts;

import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Rule;
import java.util.Optional;

/**
 * What a deadline's status would have said about it, leaving aside what was said before (domain.md §9, alerting
 * states).
 *
 * @param stage days, 0 unless WARNING
 */
record Utterance(Alert.Type type, int stage) {
    /** What is to be said about {@code deadline} now; empty when it is quiet. */
    static Optional<Utterance> of(Deadline deadline) {
        if (deadline.advisory()) {
            return switch (deadline.status()) {
                case UPCOMING ->
                    deadline.stage() > 0
                            ? Optional.of(new Utterance(Alert.Type.WARNING, deadline.stage()))
                            : Optional.empty();
                case DUE, OVERDUE -> Optional.of(new Utterance(Alert.Type.WARNING, Rule.ADVISORY_STAGE));
                default -> Optional.empty();
            };
        }
        return switch (deadline.status()) {
            case UPCOMING ->
                deadline.stage() > 0
                        ? Optional.of(new Utterance(Alert.Type.WARNING, deadline.stage()))
                        : Optional.empty();
            case DUE -> Optional.of(new Utterance(Alert.Type.DUE, 0));
            case OVERDUE -> Optional.of(new Utterance(Alert.Type.OVERDUE, 0));
            case LAPSED ->
                deadline.rule().curable() ? Optional.empty() : Optional.of(new Utterance(Alert.Type.LAPSED, 0));
            default -> Optional.empty();
        };
    }
}
