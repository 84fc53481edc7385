package dk.fristvagt.ops;

import dk.fristvagt.facts.Days;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.statistics.Figures;
import dk.fristvagt.statistics.StatisticsStatus;
import dk.fristvagt.statistics.Table;
import dk.fristvagt.statistics.Vocabulary;
import dk.fristvagt.wire.Units;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the statistics of an instance have counted, as metrics. */
public final class StatisticsFamilies implements MultiCollector {
    private static final double PCT = 100;

    private final StatisticsStatus status;
    private final Vocabulary vocabulary;
    private final InstantSource clock;

    /**
     * The metrics of one instance.
     *
     * @param clock the business clock
     */
    public StatisticsFamilies(StatisticsStatus status, Vocabulary vocabulary, InstantSource clock) {
        this.status = status;
        this.vocabulary = vocabulary;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        LocalDate today = Days.civil(clock.instant());
        Figures figures = status.figures(today);
        return new MetricSnapshots(List.of(
                counted(Metric.DEADLINES, figures.standing()),
                counted(Metric.DEADLINE_OUTCOMES, figures.outcomes()),
                counted(Metric.QUOTA_DEADLINES, figures.quotas()),
                counted(Metric.TARGET_CITIZENS, figures.targets()),
                counted(Metric.FALLING_DUE, figures.fallingDue()),
                counted(Metric.JOINT_MEETINGS, figures.jointMeetings()),
                rows(figures),
                Family.of(Metric.STATISTICS_UNREADABLE_ROWS)
                        .add(status.unreadable())
                        .snapshot(),
                Family.of(Metric.STATISTICS_CATCHING_UP_TASKS)
                        .add(status.catchingUp())
                        .snapshot(),
                units(),
                rules(),
                quotas(today),
                months(today)));
    }

    private static MetricSnapshot counted(Metric metric, Map<List<String>, Long> counts) {
        Family family = Family.of(metric);
        counts.forEach((labels, count) -> family.add(count, labels.toArray(String[]::new)));
        return family.snapshot();
    }

    private static MetricSnapshot rows(Figures figures) {
        Family family = Family.of(Metric.STATISTICS_ROWS);
        for (Table table : Table.values()) {
            family.add(figures.rows(table), table.name().toLowerCase(Locale.ROOT));
        }
        return family.snapshot();
    }

    private MetricSnapshot units() {
        Family family = Family.of(Metric.UNIT_INFO).add(1, Units.UNROUTED, "ukendt enhed", Units.UNROUTED);
        for (Units.Unit unit : vocabulary.units()) {
            family.add(1, unit.unit(), unit.name(), unit.kind().name().toLowerCase(Locale.ROOT));
        }
        return family.snapshot();
    }

    /** The title of a rule is that of its latest version. */
    private MetricSnapshot rules() {
        Map<String, Rule> latest = new LinkedHashMap<>();
        vocabulary.rules().forEach(rule -> latest.put(rule.id(), rule));
        Family family = Family.of(Metric.RULE_INFO);
        latest.values()
                .forEach(rule ->
                        family.add(1, rule.id(), rule.title().da(), rule.kind().symbol()));
        return family.snapshot();
    }

    private MetricSnapshot quotas(LocalDate today) {
        Family family = Family.of(Metric.RULE_QUOTA_RATIO);
        vocabulary.rules().stream()
                .map(Rule::id)
                .distinct()
                .forEach(rule -> vocabulary.quota(rule, today).ifPresent(quota -> family.add(quota / PCT, rule)));
        return family.snapshot();
    }

    private static MetricSnapshot months(LocalDate today) {
        Family family = Family.of(Metric.MONTH_INFO);
        for (int age = 0; age < Figures.MONTHS; age++) {
            family.add(1, YearMonth.from(today).minusMonths(age).toString(), Integer.toString(age));
        }
        return family.snapshot();
    }
}
