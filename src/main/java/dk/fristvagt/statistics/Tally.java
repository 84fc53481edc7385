package dk.fristvagt.statistics;

import dk.fristvagt.alert.DeadlineStatus;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * The counts of one task. One thread writes, any may read: it may see a row that moves in neither place or in both, for a
 * moment.
 *
 * <p>What no question can be about any more when the tally begins is not counted, so that its size does not grow with the
 * years that are known.
 */
final class Tally {
    private static final int MONTHS_OF_OUTCOMES = 13;
    private static final int MONTHS_OF_MEETINGS = 25;

    private final Map<Figure, Long> counts = new ConcurrentHashMap<>();
    private final AtomicLongArray rows = new AtomicLongArray(Table.values().length);
    private final LocalDate began;
    private final int outcomesFrom;
    private final int meetingsFrom;

    /** An empty tally that begins on {@code day}. */
    Tally(LocalDate day) {
        began = day;
        int month = Months.number(YearMonth.from(day));
        // A month more than is asked for: the clock may be set back.
        outcomesFrom = month - MONTHS_OF_OUTCOMES;
        meetingsFrom = month - MONTHS_OF_MEETINGS;
    }

    void add(Row row) {
        count(row, 1);
    }

    void remove(Row row) {
        count(row, -1);
    }

    void forEach(Consumer<Map.Entry<Figure, Long>> reader) {
        counts.entrySet().forEach(reader);
    }

    long rows(Table table) {
        return rows.get(table.ordinal());
    }

    private void count(Row row, long by) {
        if (row instanceof Row.OfDeadline deadline) {
            rows.addAndGet(Table.DEADLINES.ordinal(), by);
            count(deadline, by);
        } else if (row instanceof Row.OfJointMeeting meeting) {
            rows.addAndGet(Table.MEASURES.ordinal(), by);
            int month = Months.number(YearMonth.from(meeting.month()));
            if (month >= meetingsFrom) {
                count(
                        new Figure.JointMeetings(
                                meeting.municipality(),
                                meeting.akasse(),
                                meeting.seniority(),
                                meeting.participation(),
                                month),
                        by);
            }
        }
    }

    private void count(Row.OfDeadline row, long by) {
        if (!row.dropped()) {
            count(new Figure.Standing(row.unit(), row.rule(), row.status(), row.stage(), row.advisory()), by);
        }
        if (row.hasOutcome()) {
            int month = Months.number(YearMonth.from(row.due().get()));
            if (month >= outcomesFrom) {
                count(new Figure.Due(row.unit(), row.rule(), month, row.status(), row.quota()), by);
            }
        }
        row.eligible().ifPresent(from -> target(row, from, by));
        if (!row.dropped() && row.due().isPresent()) {
            switch (row.status()) {
                case UPCOMING, BOOKED ->
                    count(
                            new Figure.FallingDue(
                                    row.unit(),
                                    row.rule(),
                                    Months.week(row.due().get()),
                                    row.status() == DeadlineStatus.BOOKED,
                                    row.advisory()),
                            by);
                default -> {}
            }
        }
    }

    /** Citizens who are neither exempt nor away; see {@code report}, fokusmål. */
    private void target(Row.OfDeadline row, LocalDate eligible, long by) {
        if (row.dropped()) {
            return;
        }
        // Days that had come when the tally began are one; the others come on their day.
        LocalDate day = eligible.isAfter(began) ? eligible : LocalDate.MIN;
        switch (row.status()) {
            case OVERDUE -> count(new Figure.Target(row.unit(), row.rule(), day, true), by);
            case UPCOMING, BOOKED, DUE, MET -> count(new Figure.Target(row.unit(), row.rule(), day, false), by);
            default -> {}
        }
    }

    private void count(Figure figure, long by) {
        counts.merge(figure, by, (before, more) -> before + more == 0 ? null : before + more);
    }
}
