package dk.fristvagt.statistics;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.alert.SummaryPart;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.measure.MeetingType;
import dk.fristvagt.rules.Rule;
import java.time.LocalDate;
import java.util.Optional;

/** Takes from the rows of the tables what is counted. */
final class Rows {
    private static final int MAX_STAGE = 255;

    private final Vocabulary vocabulary;

    Rows(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Row.OfDeadline of(Deadline deadline) {
        Optional<Rule> rule = vocabulary.rule(deadline.getRuleId(), deadline.getRuleVersion());
        boolean rolling = rule.map(Rule::rolling).orElse(false);
        Optional<LocalDate> due = Optional.ofNullable(deadline.getDueOn());
        return new Row.OfDeadline(
                vocabulary.unit(deadline.getUnit()),
                rule.map(Rule::id).orElse(Vocabulary.UNKNOWN),
                rule.map(known -> known.quota().isPresent()).orElse(false),
                deadline.getAdvisory(),
                false,
                deadline.getStatus(),
                Math.min(deadline.getStage(), MAX_STAGE),
                // an exemption without end leaves no due day: it belongs where the deadline would have been due
                due.or(() -> day(deadline, "UNSHIFTED_DUE")),
                // a target runs from the day from which the citizen is one of those it is about
                rolling ? day(deadline, "ANCHOR") : Optional.empty());
    }

    /** Empty when the meeting is none that is counted: not a joint one, or it is not known who took part. */
    Optional<Row.OfJointMeeting> of(MeetingMeasure measure) {
        if (measure.getType() != MeetingType.FAELLES_JOBSAMTALE || measure.getParticipation() == null) {
            return Optional.empty();
        }
        return Optional.of(new Row.OfJointMeeting(
                vocabulary.municipality(measure.getMunicipality()),
                measure.getAkasse() == null ? Vocabulary.UNKNOWN : vocabulary.akasse(measure.getAkasse()),
                measure.getSeniorityGroup(),
                measure.getParticipation(),
                measure.getHeldOn().withDayOfMonth(1)));
    }

    private static Optional<LocalDate> day(Deadline deadline, String code) {
        for (SummaryPart part : deadline.getSummary()) {
            if (part.getCode().equals(code) && !part.getArgs().isEmpty()) {
                return Optional.of(LocalDate.parse(part.getArgs().get(0)));
            }
        }
        return Optional.empty();
    }
}
