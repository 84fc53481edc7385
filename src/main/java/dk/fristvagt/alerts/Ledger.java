package dk.fristvagt.alerts;

import dk.fristvagt.facts.Days;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.seniority.Course;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Compares what was said about a citizen's deadlines with how they stand, and says what has changed (domain.md §9).
 * Pure and thread-safe.
 */
public final class Ledger {
    private final Rulebook rulebook;
    private final WorkingDays workingDays;

    public Ledger(Rulebook rulebook, WorkingDays workingDays) {
        this.rulebook = rulebook;
        this.workingDays = workingDays;
    }

    /**
     * What is said after an evaluation.
     *
     * @param standing what was said and still stands, in key order
     * @param sequence of the last alert
     * @param silenced how many alerts were not sent because they took effect before {@code silentBefore}
     */
    public record Spoken(List<Alert> alerts, List<Said> standing, long sequence, int silenced) {}

    /**
     * What to say about {@code evaluation}.
     *
     * @param said what stands, in key order
     * @param sequence of the last alert, 0 before the first
     * @param causedBy the id of the event that caused the evaluation, empty when the day did
     * @param silentBefore alerts that took effect before this day enter the ledger without being sent
     */
    public Spoken speak(
            String citizenId,
            List<Said> said,
            long sequence,
            Evaluation evaluation,
            Optional<String> causedBy,
            Optional<LocalDate> silentBefore) {
        Speech speech = new Speech(citizenId, sequence, evaluation, causedBy, silentBefore);
        int s = 0;
        int d = 0;
        List<Deadline> deadlines = evaluation.deadlines();
        while (s < said.size() || d < deadlines.size()) {
            int order = s == said.size()
                    ? 1
                    : d == deadlines.size()
                            ? -1
                            : said.get(s).deadline().compareTo(deadlines.get(d).id());
            if (order < 0) {
                speech.gone(said.get(s++));
            } else if (order > 0) {
                speech.first(deadlines.get(d++));
            } else {
                speech.again(said.get(s++), deadlines.get(d++));
            }
        }
        return speech.spoken();
    }

    /** What is being said after one evaluation. */
    private final class Speech {
        private final String citizenId;
        private final Evaluation evaluation;
        private final Optional<String> causedBy;
        private final Optional<LocalDate> silentBefore;
        private final List<Alert> alerts = new ArrayList<>();
        private final List<Said> standing = new ArrayList<>();
        private long sequence;
        private int silenced;

        private Speech(
                String citizenId,
                long sequence,
                Evaluation evaluation,
                Optional<String> causedBy,
                Optional<LocalDate> silentBefore) {
            this.citizenId = citizenId;
            this.sequence = sequence;
            this.evaluation = evaluation;
            this.causedBy = causedBy;
            this.silentBefore = silentBefore;
        }

        private Spoken spoken() {
            return new Spoken(List.copyOf(alerts), List.copyOf(standing), sequence, silenced);
        }

        private void first(Deadline deadline) {
            say(Decision.first(deadline), deadline);
        }

        private void again(Said said, Deadline deadline) {
            Decision decision = Decision.again(said, deadline, evaluation.day());
            decision.takeBack().ifPresent(takeBack -> alerts.add(takenBack(takeBack, said, deadline)));
            if (decision.stands()) {
                standing.add(said);
            }
            say(decision, deadline);
        }

        private void gone(Said said) {
            Decision.gone(said, absence(said)).takeBack().ifPresent(takeBack -> alerts.add(gone(takeBack, said)));
        }

        private void say(Decision decision, Deadline deadline) {
            if (decision.say().isEmpty()) {
                return;
            }
            Utterance now = decision.say().get();
            LocalDate effectiveOn = now.type() == Alert.Type.WARNING
                    ? deadline.due().minusDays(now.stage())
                    : deadline.due().plusDays(1);
            int seniority = evaluation.seniorityHundredths(deadline);
            standing.add(new Said(
                    deadline.id(),
                    deadline.rule().version(),
                    now.type(),
                    now.stage(),
                    deadline.due(),
                    deadline.basis(),
                    deadline.advisory(),
                    deadline.unit(),
                    deadline.municipality(),
                    deadline.akasse(),
                    deadline.courseStart(),
                    seniority,
                    deadline.required(),
                    deadline.achieved(),
                    deadline.nextBookedOn()));
            if (silentBefore.isPresent() && effectiveOn.isBefore(silentBefore.get())) {
                silenced++;
                return;
            }
            Optional<Alert.Reason> reason =
                    decision.dueMoved() ? Optional.of(Alert.Reason.DUE_MOVED) : Optional.empty();
            alerts.add(present(now.type(), now.stage(), reason, deadline, deadline.unit(), effectiveOn, seniority));
        }

        private Alert takenBack(Decision.TakeBack takeBack, Said said, Deadline deadline) {
            return present(
                    takeBack.type(),
                    0,
                    Optional.of(takeBack.reason()),
                    deadline,
                    said.unit(),
                    evaluation.day(),
                    evaluation.seniorityHundredths(deadline));
        }

        /** An alert about a deadline that exists: its present fields, only the unit may be the old one. */
        private Alert present(
                Alert.Type type,
                int stage,
                Optional<Alert.Reason> reason,
                Deadline deadline,
                String unit,
                LocalDate effectiveOn,
                int seniority) {
            long number = ++sequence;
            return new Alert(
                    alertId(number, deadline.id(), type, stage, reason, deadline.dueOn(), unit),
                    number,
                    evaluation.day(),
                    citizenId,
                    deadline.id(),
                    deadline.rule(),
                    type,
                    stage,
                    reason,
                    Optional.of(deadline.status()),
                    deadline.dueOn(),
                    deadline.dueOn().map(workingDays::lastOnOrBefore),
                    deadline.basis(),
                    daysLeft(deadline.dueOn()),
                    deadline.advisory(),
                    unit,
                    deadline.municipality(),
                    deadline.akasse(),
                    deadline.courseStart(),
                    seniority,
                    deadline.required(),
                    deadline.achieved(),
                    deadline.nextBookedOn(),
                    effectiveOn,
                    causedBy);
        }

        /** An alert about a deadline that no longer exists: what was last said. */
        private Alert gone(Decision.TakeBack takeBack, Said said) {
            long number = ++sequence;
            Rule rule = rulebook.rule(said.deadline().ruleId(), said.ruleVersion());
            Optional<LocalDate> dueOn = Days.exists(said.due()) ? Optional.of(said.due()) : Optional.empty();
            Optional<Alert.Reason> reason = Optional.of(takeBack.reason());
            return new Alert(
                    alertId(number, said.deadline(), takeBack.type(), 0, reason, dueOn, said.unit()),
                    number,
                    evaluation.day(),
                    citizenId,
                    said.deadline(),
                    rule,
                    takeBack.type(),
                    0,
                    reason,
                    Optional.empty(),
                    dueOn,
                    dueOn.map(workingDays::lastOnOrBefore),
                    said.basis(),
                    daysLeft(dueOn),
                    said.advisory(),
                    said.unit(),
                    said.municipality(),
                    said.akasse(),
                    said.courseStart(),
                    said.seniorityHundredths(),
                    said.required(),
                    said.achieved(),
                    said.nextBookedOn(),
                    evaluation.day(),
                    causedBy);
        }

        private OptionalLong daysLeft(Optional<LocalDate> dueOn) {
            return dueOn.isPresent()
                    ? OptionalLong.of(ChronoUnit.DAYS.between(evaluation.day(), dueOn.get()))
                    : OptionalLong.empty();
        }

        /** The reasons for which a deadline is gone, in the order of domain.md §9. */
        private Decision.Absence absence(Said said) {
            Rule rule = rulebook.rule(said.deadline().ruleId(), said.ruleVersion());
            if (rule.select() == Rule.Select.AS_OF && !inForce(rule.id())) {
                return Decision.Absence.RULE_EXPIRED;
            }
            if (rule.invitation()) {
                return Decision.Absence.NOT_BOOKED;
            }
            boolean dropped = evaluation
                    .course(said.deadline().subjectId())
                    .map(Course::dropped)
                    .orElse(false);
            return dropped ? Decision.Absence.COURSE_DROPPED : Decision.Absence.OTHER;
        }

        private boolean inForce(String ruleId) {
            for (Rule rule : rulebook.rules()) {
                if (rule.id().equals(ruleId) && rule.valid().contains(evaluation.day())) {
                    return true;
                }
            }
            return false;
        }

        private UUID alertId(
                long number,
                DeadlineId deadline,
                Alert.Type type,
                int stage,
                Optional<Alert.Reason> reason,
                Optional<LocalDate> dueOn,
                String unit) {
            String name = citizenId
                    + '\n'
                    + number
                    + '\n'
                    + deadline.key(citizenId)
                    + '\n'
                    + type
                    + '\n'
                    + stage
                    + '\n'
                    + reason.map(Enum::name).orElse("-")
                    + '\n'
                    + dueOn.map(LocalDate::toString).orElse("-")
                    + '\n'
                    + unit
                    + '\n'
                    + evaluation.day();
            return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        }
    }
}
