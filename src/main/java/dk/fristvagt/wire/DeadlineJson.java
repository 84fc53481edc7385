package dk.fristvagt.wire;

/**
 * One line of deadlines.jsonl (contract.md, "Files").
 *
 * <p>There is one way to a line, through the record that is published: {@link AvroDeadlines#toAvro} for a deadline of
 * the core.
 */
public final class DeadlineJson {
    private DeadlineJson() {}

    /** The line of a row of the deadlines table, without a line break. */
    public static String line(dk.fristvagt.alert.Deadline deadline) {
        return new JsonLine()
                .put("deadlineKey", deadline.getDeadlineKey())
                .put("status", deadline.getStatus())
                .put("stage", deadline.getStage())
                .put("dueOn", deadline.getDueOn())
                .put("lastWorkingDay", deadline.getLastWorkingDay())
                .put("basis", deadline.getBasis())
                .put("satisfiedOn", deadline.getSatisfiedOn())
                .put("unit", deadline.getUnit())
                .put("kind", deadline.getKind())
                .put("advisory", deadline.getAdvisory())
                .put("required", deadline.getRequired())
                .put("achieved", deadline.getAchieved())
                .put("nextBookedOn", deadline.getNextBookedOn())
                .put("ruleId", deadline.getRuleId())
                .put("ruleVersion", deadline.getRuleVersion())
                .put("courseStart", deadline.getCourseStart())
                .end();
    }
}
