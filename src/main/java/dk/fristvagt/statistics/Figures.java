package dk.fristvagt.statistics;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.SeniorityGroup;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of an instance on a day, by their labels in the order that each method gives.
 *
 * <p>A deadline counts where it stands in the deadlines table, by what is known now; several instances are added up.
 */
public final class Figures {
    /** The current month and the twelve before. */
    public static final int MONTHS = 13;

    /** The current week and the twelve after. */
    public static final int WEEKS = 13;

    private static final int YEAR = 12;
    private static final String LAST_YEAR = "last_12_months";
    private static final String YEAR_BEFORE = "previous_12_months";

    private final Map<List<String>, Long> standing = new HashMap<>();
    private final Map<List<String>, Long> outcomes = new HashMap<>();
    private final Map<List<String>, Long> quotas = new HashMap<>();
    private final Map<List<String>, Long> targets = new HashMap<>();
    private final Map<List<String>, Long> fallingDue = new HashMap<>();
    private final Map<List<String>, Long> jointMeetings = new HashMap<>();
    private final Map<Table, Long> rows = new EnumMap<>(Table.class);
    private final LocalDate today;
    private final int month;
    private final int week;

    private Figures(LocalDate today) {
        this.today = today;
        this.month = Months.number(YearMonth.from(today));
        this.week = Months.week(today);
        for (Table table : Table.values()) {
            rows.put(table, 0L);
        }
    }

    static Figures of(Collection<Tally> tallies, LocalDate today) {
        Figures figures = new Figures(today);
        for (Tally tally : tallies) {
            tally.forEach(entry -> figures.add(entry.getKey(), entry.getValue()));
            for (Table table : Table.values()) {
                figures.rows.merge(table, tally.rows(table), Long::sum);
            }
        }
        return figures;
    }

    /** Deadlines that stand, by unit, rule, status, stage, advisory. */
    public Map<List<String>, Long> standing() {
        return standing;
    }

    /** Deadlines of the last {@link #MONTHS}, by unit, rule, month of the due day, outcome. */
    public Map<List<String>, Long> outcomes() {
        return outcomes;
    }

    /** Those under a quota, by unit, rule, month of the due day, and whether reached, missed or exempt. */
    public Map<List<String>, Long> quotas() {
        return quotas;
    }

    /** Citizens whom a target concerns, by unit, rule, and whether reached or missed. */
    public Map<List<String>, Long> targets() {
        return targets;
    }

    /** Deadlines that fall due in the coming {@link #WEEKS}, by unit, rule, weeks ahead, booked, advisory. */
    public Map<List<String>, Long> fallingDue() {
        return fallingDue;
    }

    /** Joint meetings held, by municipality, a-kasse, seniority group, who took part, period. */
    public Map<List<String>, Long> jointMeetings() {
        return jointMeetings;
    }

    /** How many rows are kept. */
    public long rows(Table table) {
        return rows.get(table);
    }

    private void add(Figure figure, long count) {
        if (figure instanceof Figure.Standing f) {
            add(
                    standing,
                    count,
                    f.unit(),
                    f.rule(),
                    f.status().name(),
                    Integer.toString(f.stage()),
                    Boolean.toString(f.advisory()));
        } else if (figure instanceof Figure.Due f) {
            if (f.month() <= month && f.month() > month - MONTHS) {
                String label = Months.of(f.month()).toString();
                add(outcomes, count, f.unit(), f.rule(), label, f.outcome().name());
                if (f.quota() && f.outcome() != DeadlineStatus.CEASED) {
                    add(quotas, count, f.unit(), f.rule(), label, quota(f.outcome()));
                }
            }
        } else if (figure instanceof Figure.Target f) {
            if (!f.eligible().isAfter(today)) {
                add(targets, count, f.unit(), f.rule(), f.missed() ? "missed" : "reached");
            }
        } else if (figure instanceof Figure.FallingDue f) {
            int ahead = f.week() - week;
            if (ahead >= 0 && ahead < WEEKS) {
                add(
                        fallingDue,
                        count,
                        f.unit(),
                        f.rule(),
                        Integer.toString(ahead),
                        Boolean.toString(f.booked()),
                        Boolean.toString(f.advisory()));
            }
        } else if (figure instanceof Figure.JointMeetings f) {
            int ago = month - f.month();
            if (ago >= 1 && ago <= 2 * YEAR) {
                add(
                        jointMeetings,
                        count,
                        f.municipality(),
                        f.akasse(),
                        label(f.seniority()),
                        f.participation().name(),
                        ago <= YEAR ? LAST_YEAR : YEAR_BEFORE);
            }
        }
    }

    private static String quota(DeadlineStatus outcome) {
        return switch (outcome) {
            case MET -> "reached";
            case EXEMPT -> "exempt";
            default -> "missed";
        };
    }

    /** {@code under-3}, {@code 3-6} … {@code over-24}. */
    static String label(SeniorityGroup group) {
        return group.name()
                .toLowerCase(Locale.ROOT)
                .replace("from_", "")
                .replace("_to_", "-")
                .replace('_', '-');
    }

    private static void add(Map<List<String>, Long> counts, long count, String... labels) {
        counts.merge(List.of(labels), count, Long::sum);
    }
}
