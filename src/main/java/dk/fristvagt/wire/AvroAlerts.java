package dk.fristvagt.wire;

import dk.fristvagt.alert.AlertBasis;
import dk.fristvagt.alert.AlertReason;
import dk.fristvagt.alert.AlertRuleKind;
import dk.fristvagt.alert.AlertStatus;
import dk.fristvagt.alert.AlertType;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;

/** Turns alerts of the core into the records that are published. */
public final class AvroAlerts {
    private static final double HUNDREDTHS = 100;

    private static final SameNames<Alert.Type, AlertType> TYPE = SameNames.of(Alert.Type.class, AlertType.class);
    private static final SameNames<Alert.Reason, AlertReason> REASON =
            SameNames.of(Alert.Reason.class, AlertReason.class);
    private static final SameNames<Status, AlertStatus> STATUS = SameNames.of(Status.class, AlertStatus.class);
    private static final SameNames<Basis, AlertBasis> BASIS = SameNames.of(Basis.class, AlertBasis.class);

    private AvroAlerts() {}

    /** The record that {@code alert} is on the wire. */
    public static dk.fristvagt.alert.Alert toAvro(Alert alert) {
        Rule rule = alert.rule();
        dk.fristvagt.alert.Alert r = new dk.fristvagt.alert.Alert();
        r.setAlertId(alert.alertId().toString());
        r.setSequence(alert.sequence());
        r.setSaidOn(alert.saidOn());
        r.setDeadlineKey(alert.deadlineKey());
        r.setCitizenId(alert.citizenId());
        r.setRuleId(rule.id());
        r.setRuleVersion(rule.version());
        r.setType(TYPE.avro(alert.type()));
        r.setStage(alert.stage());
        r.setReason(alert.reason().map(REASON::avro).orElse(null));
        r.setStatus(alert.status().map(STATUS::avro).orElse(null));
        r.setDueOn(alert.dueOn().orElse(null));
        r.setLastWorkingDay(alert.lastWorkingDay().orElse(null));
        r.setBasis(alert.basis().map(BASIS::avro).orElse(null));
        r.setDaysLeft(alert.daysLeft().isPresent() ? alert.daysLeft().getAsLong() : null);
        r.setUnit(alert.unit());
        r.setMunicipality(alert.municipality());
        r.setAkasse(alert.akasse().orElse(null));
        r.setKind(AlertRuleKind.valueOf(rule.kind().symbol()));
        r.setAdvisory(alert.advisory());
        r.setEffectiveOn(alert.effectiveOn());
        r.setCourseStart(alert.courseStart());
        r.setNextBookedOn(alert.nextBookedOn().orElse(null));
        r.setSeniorityMonths(alert.seniorityHundredths() / HUNDREDTHS);
        r.setRequired(alert.required());
        r.setAchieved(alert.achieved());
        r.setCitation(rule.citation());
        r.setTitle(rule.title().da());
        r.setCausedBy(alert.causedBy().orElse(null));
        return r;
    }
}
