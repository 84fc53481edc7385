package dk.fristvagt.wire;

import dk.fristvagt.alerts.Alert;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One line of alerts.jsonl (contract.md, "Files").
 *
 * <p>The line of an alert of the core is that of the record it is published as, so what is read back from a topic
 * compares equal with a backtest.
 */
public final class AlertJson {
    private static final int DECIMALS = 2;

    private AlertJson() {}

    /** The line of an alert of the core, without a line break. */
    public static String line(Alert alert) {
        return line(AvroAlerts.toAvro(alert));
    }

    /** The line of an alert as published, without a line break. */
    public static String line(dk.fristvagt.alert.Alert alert) {
        return new JsonLine()
                .put("alertId", alert.getAlertId())
                .put("sequence", alert.getSequence())
                .put("saidOn", alert.getSaidOn())
                .put("deadlineKey", alert.getDeadlineKey())
                .put("citizenId", alert.getCitizenId())
                .put("ruleId", alert.getRuleId())
                .put("ruleVersion", alert.getRuleVersion())
                .put("type", alert.getType())
                .put("stage", alert.getStage())
                .put("reason", alert.getReason())
                .put("status", alert.getStatus())
                .put("dueOn", alert.getDueOn())
                .put("lastWorkingDay", alert.getLastWorkingDay())
                .put("basis", alert.getBasis())
                .put("daysLeft", alert.getDaysLeft())
                .put("unit", alert.getUnit())
                .put("kind", alert.getKind())
                .put("advisory", alert.getAdvisory())
                .put("effectiveOn", alert.getEffectiveOn())
                .put("courseStart", alert.getCourseStart())
                .put("nextBookedOn", alert.getNextBookedOn())
                .put("seniorityMonths", twoDecimals(alert.getSeniorityMonths()))
                .put("required", alert.getRequired())
                .put("achieved", alert.getAchieved())
                .put("citation", alert.getCitation())
                .put("title", alert.getTitle())
                .put("causedBy", alert.getCausedBy())
                .end();
    }

    private static BigDecimal twoDecimals(double months) {
        return BigDecimal.valueOf(months).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }
}
