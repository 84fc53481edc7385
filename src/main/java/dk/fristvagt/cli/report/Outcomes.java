package dk.fristvagt.cli.report;

import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Status;
import dk.fristvagt.seniority.Course;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of deadlines: met in time, targets missed, quotas. */
final class Outcomes {
    private static final int YEAR_HUNDREDTHS = 1_200;
    private static final int STEERED_BY_PCT = 80;
    private static final int TARGET_PCT = 20;

    private final Period period;
    private final Map<String, long[]> inTime = new TreeMap<>();
    private final Map<String, long[]> targets = new TreeMap<>();
    private final Map<String, long[]> quotas = new TreeMap<>();

    Outcomes(Period period) {
        this.period = period;
    }

    /**
     * A deadline as it stands on the last day.
     *
     * @param course its course; for an invitation the latest on dagpenge
     * @param seniorityHundredths of the course on that day
     */
    void add(Deadline deadline, Facts facts, Course course, int seniorityHundredths) {
        if (deadline.rule().rolling()) {
            target(deadline, seniorityHundredths);
        } else if (!deadline.advisory()
                && deadline.dueOn().filter(period::holds).isPresent()) {
            due(deadline, facts, course);
        } else if (!deadline.advisory()
                && deadline.status() == Status.EXEMPT
                && deadline.dueOn().isEmpty()
                && period.holds(deadline.why().unshifted())) {
            // an open-ended exemption leaves no due day: it belongs where the deadline would have been due
            quota(deadline, facts);
        }
    }

    private void due(Deadline deadline, Facts facts, Course course) {
        switch (deadline.status()) {
            case MET, MET_LATE, LAPSED, OVERDUE -> decided(deadline, facts);
            case PAUSED -> {
                // who was missed and then left was missed; who left before was not
                if (deadline.due().isBefore(period.until()) && isOn(course, deadline.due())) {
                    decided(deadline, facts);
                }
            }
            case EXEMPT -> quota(deadline, facts);
            case UPCOMING, BOOKED, DUE, CEASED -> {}
        }
    }

    private static boolean isOn(Course course, LocalDate day) {
        return course.segments().stream()
                .anyMatch(segment -> !day.isBefore(segment.from()) && !day.isAfter(segment.to()));
    }

    private void decided(Deadline deadline, Facts facts) {
        String key = deadline.rule().id() + '\n' + deadline.unit() + '\n' + YearMonth.from(deadline.due());
        count(inTime, key, deadline.status() == Status.MET);
        quota(deadline, facts);
    }

    private void target(Deadline deadline, int seniorityHundredths) {
        if (seniorityHundredths >= YEAR_HUNDREDTHS) {
            switch (deadline.status()) {
                case OVERDUE -> count(targets, deadline.rule().id(), true);
                case UPCOMING, BOOKED, DUE, MET ->
                    count(targets, deadline.rule().id(), false);
                case EXEMPT, PAUSED, LAPSED, MET_LATE, CEASED -> {}
            }
        }
    }

    /** Of each rule with a quota: those not exempt, of them met in time, exempt by the quota, all. */
    private void quota(Deadline deadline, Facts facts) {
        if (deadline.rule().quota().isEmpty()) {
            return;
        }
        long[] counts = quotas.computeIfAbsent(deadline.rule().id(), rule -> new long[4]);
        counts[3]++;
        counts[2] += exemptByQuota(deadline, facts) ? 1 : 0;
        if (deadline.status() != Status.EXEMPT) {
            counts[0]++;
            counts[1] += deadline.status() == Status.MET ? 1 : 0;
        }
    }

    private static boolean exemptByQuota(Deadline deadline, Facts facts) {
        return deadline.why().exemptionIds().stream().anyMatch(id -> byQuota(facts, id));
    }

    private static boolean byQuota(Facts facts, String exemptionId) {
        return facts.exemptions().stream()
                .anyMatch(event -> event.fact().exemptionId().equals(exemptionId)
                        && event.fact().reason() == Exemption.Reason.QUOTA);
    }

    private static void count(Map<String, long[]> counts, String key, boolean part) {
        long[] count = counts.computeIfAbsent(key, any -> new long[2]);
        count[0] += part ? 1 : 0;
        count[1]++;
    }

    Table inTime() {
        List<List<Cell>> rows = new ArrayList<>();
        inTime.forEach((key, count) -> {
            String[] parts = key.split("\n");
            rows.add(List.of(
                    new Cell.Text(parts[0]),
                    new Cell.Text(parts[1]),
                    new Cell.Text(parts[2]),
                    new Cell.Count(count[1]),
                    new Cell.Share(count[0], count[1])));
        });
        return new Table(
                "in-time",
                "Deadlines met in time (units steer by " + STEERED_BY_PCT + " pct.)",
                "Of the deadlines due from " + period + " that are met, met late, lapsed or overdue on "
                        + period.until()
                        + ": those met by the due day; who was missed and then left the benefit counts as missed. Left out: the"
                        + " pace of a series (advisory), what is exempt, who left before the due day, and courses that ended"
                        + " more than twelve months ago.",
                List.of("rule", "unit", "due in", "due", "in time, pct."),
                rows,
                false);
    }

    Table targets() {
        List<List<Cell>> rows = new ArrayList<>();
        targets.forEach((rule, count) ->
                rows.add(List.of(new Cell.Text(rule), new Cell.Count(count[1]), new Cell.Share(count[0], count[1]))));
        return new Table(
                "fokusmaal",
                "Fokusmål 1 and 2 (below " + TARGET_PCT + " pct.)",
                "Citizens with at least 12 months' seniority on " + period.until()
                        + ": the share who in the twelve months before"
                        + " had no offer and no 225 hours of work (fokus-tilbud, 1), or fewer than 4 meetings (fokus-samtaler, 2)."
                        + " Exempt and paused ones are left out.",
                List.of("target", "citizens", "not met, pct."),
                rows,
                false);
    }

    Table quotas() {
        List<List<Cell>> rows = new ArrayList<>();
        quotas.forEach((rule, count) -> rows.add(List.of(
                new Cell.Text(rule),
                new Cell.Count(count[3]),
                new Cell.Share(count[1], count[0]),
                new Cell.Share(count[2], count[3]))));
        return new Table(
                "quota",
                "Rules with a quota (at least 75 pct. reached, up to 25 pct. exempted)",
                "Statutory deadlines due from " + period
                        + " that are decided, and those exempt without end that would have been due: the share met in"
                        + " time of those not exempt, and the share with an exemption of reason QUOTA.",
                List.of("rule", "deadlines", "reached, pct.", "exempted by quota, pct."),
                rows,
                false);
    }
}
