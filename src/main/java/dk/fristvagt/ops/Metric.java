package dk.fristvagt.ops;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A metric of Fristvagt's own, as {@code /metrics} shows it: the one place of its name, its labels and what it means.
 *
 * <p>Every label has few values that are known beforehand; none of them is or could be about a citizen. What the JVM and
 * Kafka measure of themselves is not here.
 */
public enum Metric {
    // ---- what stands, from the deadlines and measures

    DEADLINES(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_deadlines",
            "deadlines",
            List.of("unit", "rule", "status", "stage", "advisory"),
            "Deadlines that stand now, by status (UPCOMING, BOOKED, EXEMPT, PAUSED, DUE, OVERDUE, LAPSED, MET, MET_LATE,"
                    + " CEASED) and stage (days before the due day of the last warning that has come, 0 for none);"
                    + " advisory=\"true\" is the pace of a series, not a duty."),
    DEADLINE_OUTCOMES(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_deadline_outcomes",
            "deadlines",
            List.of("unit", "rule", "month", "outcome"),
            "Deadlines under statute or agreement (neither advisory nor targets) by the month of their due day; outcome is"
                    + " MET, MET_LATE, LAPSED, OVERDUE, CEASED or EXEMPT."),
    QUOTA_DEADLINES(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_quota_deadlines",
            "deadlines",
            List.of("unit", "rule", "month", "outcome"),
            "Deadlines under a rule with a quota by the month of their due day; outcome is reached (MET), missed"
                    + " (MET_LATE, LAPSED, OVERDUE) or exempt."),
    TARGET_CITIZENS(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_target_citizens",
            "citizens",
            List.of("unit", "rule", "outcome"),
            "Citizens with at least 12 months' seniority under a target: fokus-tilbud (fokusmål 1) or fokus-samtaler"
                    + " (fokusmål 2); outcome is reached or missed; the exempt and the paused are left out."),
    FALLING_DUE(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_falling_due",
            "deadlines",
            List.of("unit", "rule", "week_ahead", "booked", "advisory"),
            "Deadlines, upcoming (booked=\"false\") or booked (booked=\"true\"), whose due day lies in an ISO week; week_ahead"
                    + " counts from the current one, 0 to 12."),
    JOINT_MEETINGS(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_joint_meetings",
            "meetings",
            List.of("municipality", "akasse", "seniority_group", "participation", "period"),
            "Joint meetings held; seniority_group in months on the day (under-3, 3-6, 6-12, 12-18, 18-24, over-24),"
                    + " participation BOTH, JOBCENTER_ONLY or AKASSE_ONLY, period last_12_months (the 12 complete months"
                    + " before the current one) or previous_12_months (those before them)."),
    STATISTICS_ROWS(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_statistics_rows",
            "rows",
            List.of("table"),
            "Rows that the statistics keep, of deadlines and of measures."),
    STATISTICS_UNREADABLE_ROWS(
            Role.STATISTICS,
            Type.COUNTER,
            "fristvagt_statistics_unreadable_rows_total",
            "rows",
            List.of(),
            "Rows of the tables that could not be read, and are not counted."),
    STATISTICS_CATCHING_UP_TASKS(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_statistics_catching_up_tasks",
            "tasks",
            List.of(),
            "Tasks of the statistics that still read what was waiting; their counts are withheld until they have."),
    UNIT_INFO(
            Role.STATISTICS,
            Type.INFO,
            "fristvagt_unit_info",
            "1",
            List.of("unit", "name", "kind"),
            "Name and kind (jobcenter, akasse) of a unit; unrouted stands for those that are not in units.csv."),
    RULE_INFO(
            Role.STATISTICS,
            Type.INFO,
            "fristvagt_rule_info",
            "1",
            List.of("rule", "title", "kind"),
            "Danish title of a rule and its kind: S (statute), T (target) or A (agreement)."),
    RULE_QUOTA_RATIO(
            Role.STATISTICS,
            Type.GAUGE,
            "fristvagt_rule_quota_ratio",
            "ratio",
            List.of("rule"),
            "The quota of a rule that is in force, 0 to 1; only rules that have one."),
    MONTH_INFO(
            Role.STATISTICS,
            Type.INFO,
            "fristvagt_month_info",
            "1",
            List.of("month", "age"),
            "How many months ago a month was, 0 (the current one, unfinished) to 12; several instances say the same."),

    // ---- how the monitor is doing

    EVENT_TO_ALERT_SECONDS(
            Role.MONITOR,
            Type.HISTOGRAM,
            "fristvagt_event_to_alert_seconds",
            "seconds",
            List.of(),
            "From when an event was recorded to when the alerts that it caused were said; of events taken while live."),
    EVENTS(Role.MONITOR, Type.COUNTER, "fristvagt_events_total", "events", List.of("input"), "Valid events taken in."),
    ALERTS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_alerts_total",
            "alerts",
            List.of("type", "unit", "rule"),
            "Alerts said; unit is unrouted when it is not in units.csv, rule is unknown when it is not in the rulebook."),
    DEAD_LETTERS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_dead_letters_total",
            "records",
            List.of("cause"),
            "Records that went to the dead letters."),
    EVALUATIONS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_evaluations_total",
            "evaluations",
            List.of(),
            "Evaluations of a citizen's deadlines on a day."),
    QUARANTINED(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_quarantined_total",
            "evaluations",
            List.of(),
            "Evaluations that failed, each of which put a citizen into quarantine or left one there."),
    CONFLICTS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_conflicts_total",
            "events",
            List.of(),
            "Events that share their stamp with a different event: two sources contradict one another."),
    SILENCED_ALERTS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_silenced_alerts_total",
            "alerts",
            List.of(),
            "Alerts that were not sent since they lie before the day from which the monitor speaks."),
    DEADLINE_ROWS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_deadline_rows_total",
            "rows",
            List.of(),
            "Rows of the deadlines table that were sent, tombstones included."),
    MEASURE_ROWS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_measure_rows_total",
            "rows",
            List.of(),
            "Measures of meetings that were sent, tombstones included."),
    PURGED_CITIZENS(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_purged_citizens_total",
            "citizens",
            List.of(),
            "Citizens who were forgotten, since nothing was left to keep."),
    STALE_AGENDA_ENTRIES(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_stale_agenda_entries_total",
            "entries",
            List.of(),
            "Agenda entries that no citizen's file named; they come only from a store that was damaged."),
    UNREADABLE_FILES(
            Role.MONITOR,
            Type.COUNTER,
            "fristvagt_unreadable_files_total",
            "files",
            List.of(),
            "Citizens' files that could not be read when their day came."),
    PARKED_RECORDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_parked_records",
            "records",
            List.of(),
            "Records that wait for their schema now."),
    AGENDA_BACKLOG_CITIZENS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_agenda_backlog_citizens",
            "citizens",
            List.of(),
            "Citizens who are due and have not been worked off, counted up to 100 000 a task, at most every 10 s."),
    AGENDA_LAG_SECONDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_agenda_lag_seconds",
            "seconds",
            List.of(),
            "How long ago that was due which is worked off now, of the task that is furthest behind; 0 when nothing is"
                    + " due."),
    INPUT_LAST_RECORD_TIMESTAMP_SECONDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_input_last_record_timestamp_seconds",
            "seconds",
            List.of("input"),
            "When the latest record of an input was taken in, since 1970; the input is silent when that is long ago."),
    INPUT_NEWEST_RECORDED_TIMESTAMP_SECONDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_input_newest_recorded_timestamp_seconds",
            "seconds",
            List.of("input"),
            "The newest recordedAt among the valid events of an input, since 1970."),
    STALLED_PARTITIONS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_stalled_partitions",
            "partitions",
            List.of(),
            "Input partitions that hold something and make no progress."),
    RESTORE_REMAINING_RECORDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_restore_remaining_records",
            "records",
            List.of("store"),
            "Records of the changelog that are still to be restored."),
    WATCHDOG_AGE_SECONDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_watchdog_age_seconds",
            "seconds",
            List.of(),
            "Since the task that ticked longest ago has ticked; a healthy task ticks every second or so."),
    TASKS(Role.MONITOR, Type.GAUGE, "fristvagt_tasks", "tasks", List.of("phase"), "Tasks of this instance by phase."),
    RULEBOOK_VERSION(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_rulebook_version",
            "1",
            List.of(),
            "The number of the rulebook in use."),
    BUSINESS_DAY_TIMESTAMP_SECONDS(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_business_day_timestamp_seconds",
            "seconds",
            List.of(),
            "Midnight in Copenhagen of the earliest business day among the tasks, since 1970; absent while none may be"
                    + " evaluated on."),
    READY(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_ready",
            "1",
            List.of("role"),
            "1 when the role (monitor, statistics) is ready, else 0."),
    OBSTACLE(
            Role.MONITOR,
            Type.GAUGE,
            "fristvagt_obstacle",
            "1",
            List.of("obstacle"),
            "1 for each thing that keeps the monitor from being ready, else 0; /health/ready says what to do about it."),
    BUILD_INFO(Role.MONITOR, Type.INFO, "fristvagt_build_info", "1", List.of("version"), "The version of the program.");

    private final Role role;
    private final Type type;
    private final String metricName;
    private final String unit;
    private final List<String> labels;
    private final String help;

    Metric(Role role, Type type, String metricName, String unit, List<String> labels, String help) {
        this.role = role;
        this.type = type;
        this.metricName = metricName;
        this.unit = unit;
        this.labels = labels;
        this.help = help;
    }

    /** The part of an instance that measures it. */
    public enum Role {
        MONITOR,
        STATISTICS;

        /** As labels and configuration name it: {@code monitor}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How its values behave. */
    public enum Type {
        /** Goes up and down. */
        GAUGE,
        /** Only grows, from 0 at the start. */
        COUNTER,
        /** Series {@code _bucket}, {@code _sum} and {@code _count}. */
        HISTOGRAM,
        /** Always 1: what is to be known are its labels. In Prometheus' text format it is a gauge. */
        INFO
    }

    public Role role() {
        return role;
    }

    public Type type() {
        return type;
    }

    /** As a query names it: {@code fristvagt_events_total}. */
    public String metricName() {
        return metricName;
    }

    /** What is counted, or the base unit; {@code 1} for what has none. */
    public String unit() {
        return unit;
    }

    /** The names of its labels. */
    public List<String> labels() {
        return labels;
    }

    /** What it says, in a sentence or two. */
    public String help() {
        return help;
    }

    /** All metrics as a Markdown document, which is {@code src/docs/metrics.md}. */
    public static String markdown() {
        return """
                # Metrics of an instance

                What `/metrics` shows (`http.listen`), besides `jvm_…`, `process_…`, `system_…` and `kafka_…`. One instance shows what it
                holds; several are summed in PromQL, and what belongs to a task that has left is gone. `unit` is a unit of `units.csv` as in
                alerts (`jobcenter-0101`, `akasse-3F`), else `unrouted`; `rule` the id of a rule, else `unknown`; `municipality` and `akasse`
                a code of `units.csv`, else `unknown`; `month` is `2026-11`, the current one of the business day or one of the 12 before.

                Generated from `dk.fristvagt.ops.Metric`; a test holds it.
                """ + Arrays.stream(Role.values()).map(Metric::table).collect(Collectors.joining());
    }

    private static String table(Role role) {
        return "\n## Role " + role.label() + "\n\n| metric | type | unit | labels | help |\n|---|---|---|---|---|\n"
                + Arrays.stream(values())
                        .filter(metric -> metric.role == role)
                        .map(Metric::row)
                        .collect(Collectors.joining());
    }

    private String row() {
        return "| `" + metricName + "` | " + type.name().toLowerCase(Locale.ROOT) + " | " + unit + " | "
                + String.join(", ", labels) + " | " + help + " |\n";
    }
}
