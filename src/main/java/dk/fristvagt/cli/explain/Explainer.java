package dk.fristvagt.cli.explain;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.cli.explain.Explanation.CourseView;
import dk.fristvagt.cli.explain.Explanation.DeadlineView;
import dk.fristvagt.cli.explain.Explanation.Interval;
import dk.fristvagt.cli.explain.Explanation.MonthView;
import dk.fristvagt.cli.explain.Explanation.NotADeadline;
import dk.fristvagt.cli.explain.Explanation.Overlay;
import dk.fristvagt.cli.explain.Explanation.ReachView;
import dk.fristvagt.cli.explain.Explanation.Spell;
import dk.fristvagt.cli.explain.Explanation.Stretch;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Segment;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.wire.Units;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts an explanation together from what one evaluation found and wrote down on its way. It decides nothing: whatever
 * it cannot take from the evaluation, the trace, the clock or the ledger is not explained.
 */
public final class Explainer {
    /** The months of seniority on which deadlines of dagpenge hang (domain.md §6). */
    private static final List<Integer> MILESTONES = List.of(3, 6, 12, 16);

    /** Projected months in a row, all alike, that are shown one by one before they are drawn together. */
    private static final int ALIKE_SHOWN = 3;

    private final CitizenMonitor monitor;
    private final WorkingDays workingDays;
    private final Units units = Units.load();

    public Explainer(CitizenMonitor monitor, WorkingDays workingDays) {
        this.monitor = monitor;
        this.workingDays = workingDays;
    }

    /**
     * Explains the deadlines of {@code file} on {@code day}.
     *
     * @param file as it stands on the day
     * @param alerts everything said about the citizen up to the day, in order
     */
    Explanation explain(CitizenFile file, List<Alert> alerts, LocalDate day) {
        return explain(file, alerts, true, day);
    }

    /** Explains the deadlines of {@code file} on {@code day} where only the file is known, not what was said before. */
    Explanation explain(CitizenFile file, LocalDate day) {
        return explain(file, List.of(), false, day);
    }

    private Explanation explain(CitizenFile file, List<Alert> alerts, boolean history, LocalDate day) {
        Trace trace = Trace.recording();
        Evaluation evaluation = monitor.explain(file, day, trace);
        return new Explanation(
                file.citizenId(),
                day,
                monitor.rulebook().number(),
                file.facts(),
                spells(file, evaluation),
                stretches(evaluation),
                evaluation.timeline().courses().stream()
                        .map(course -> course(course, evaluation))
                        .toList(),
                deadlines(file, alerts, evaluation, trace),
                notDeadlines(evaluation, trace),
                List.copyOf(alerts),
                history);
    }

    private static List<Spell> spells(CitizenFile file, Evaluation evaluation) {
        List<Spell> spells = new ArrayList<>();
        for (Event<BenefitSpell> event : file.facts().spells()) {
            BenefitSpell spell = event.fact();
            boolean begun = !spell.from().isAfter(evaluation.day());
            List<Overlay> overlaid = new ArrayList<>();
            if (begun) {
                for (Segment segment : evaluation.timeline().segments()) {
                    boolean other = !segment.spell().spellId().equals(spell.spellId());
                    if (other
                            && !segment.from().isAfter(spell.to())
                            && !segment.to().isBefore(spell.from())) {
                        overlaid.add(new Overlay(
                                new Interval(
                                        Days.later(segment.from(), spell.from()),
                                        Days.earlier(segment.to(), spell.to())),
                                segment.spell().spellId()));
                    }
                }
            }
            spells.add(new Spell(event, begun, List.copyOf(overlaid)));
        }
        return List.copyOf(spells);
    }

    private static List<Stretch> stretches(Evaluation evaluation) {
        List<Stretch> stretches = new ArrayList<>();
        LocalDate next = Days.NEVER;
        for (Segment segment : evaluation.timeline().segments()) {
            if (next.isBefore(segment.from())) {
                stretches.add(new Stretch.Gap(
                        new Interval(next, segment.from().minusDays(1)),
                        ChronoUnit.DAYS.between(next, segment.from())));
            }
            stretches.add(new Stretch.OnBenefit(
                    new Interval(segment.from(), segment.to()), segment, courseOf(segment, evaluation)));
            next = Days.plusDays(segment.to(), 1);
        }
        return List.copyOf(stretches);
    }

    private static Optional<String> courseOf(Segment segment, Evaluation evaluation) {
        return evaluation.timeline().courses().stream()
                .filter(course -> course.segments().stream().anyMatch(own -> own == segment))
                .map(Course::id)
                .findFirst();
    }

    private static CourseView course(Course course, Evaluation evaluation) {
        HoursClock clock = evaluation.clock();
        LocalDate day = evaluation.day();
        List<ReachView> reaches = new ArrayList<>();
        List<MonthView> months = List.of();
        if (course.dagpenge()) {
            LocalDate shownTo = day;
            for (int milestone : MILESTONES) {
                HoursClock.Reach reach = clock.reach(course, milestone, 1);
                reaches.add(
                        new ReachView(milestone, reach, openMonth(course, clock, day, reach.day(), reach.confirmed())));
                shownTo = Days.exists(reach.day()) ? Days.later(shownTo, reach.day()) : shownTo;
            }
            months = months(course, clock, day, clock.months(course, shownTo));
        }
        return new CourseView(
                course,
                Seniority.hundredthsOfMonths(course, clock, day),
                Seniority.band(course, clock, day),
                months,
                List.copyOf(reaches));
    }

    private static Optional<HoursClock.MonthOfHours> openMonth(
            Deadline deadline, Optional<Course> course, Evaluation evaluation) {
        boolean projected = deadline.basis().isPresent() && deadline.basis().get() == Basis.PROJECTED;
        return course.isPresent() && projected
                ? openMonth(
                        course.get(),
                        evaluation.clock(),
                        evaluation.day(),
                        deadline.why().unshifted(),
                        false)
                : Optional.empty();
    }

    /** The latest month up to {@code reached} that keeps that day from being certain. */
    private static Optional<HoursClock.MonthOfHours> openMonth(
            Course course, HoursClock clock, LocalDate day, LocalDate reached, boolean confirmed) {
        if (confirmed || !Days.exists(reached)) {
            return Optional.empty();
        }
        List<HoursClock.MonthOfHours> months = clock.months(course, reached);
        for (int i = months.size() - 1; i >= 0; i--) {
            HoursClock.MonthOfHours month = months.get(i);
            boolean open = !month.reported() && !month.suspended() && month.activeWeekdays() > 0;
            if (open && month.settlesOn().isAfter(day)) {
                return Optional.of(month);
            }
        }
        return Optional.empty();
    }

    private static List<MonthView> months(
            Course course, HoursClock clock, LocalDate day, List<HoursClock.MonthOfHours> all) {
        List<MonthView> shown = new ArrayList<>();
        YearMonth next = null;
        int i = 0;
        while (i < all.size()) {
            YearMonth first = all.get(i).month();
            if (next != null && next.isBefore(first)) {
                shown.add(
                        new MonthView.Pause(next, first.minusMonths(1), (int) ChronoUnit.MONTHS.between(next, first)));
            }
            int alike = 1;
            while (i + alike < all.size() && alike(all.get(i), all.get(i + alike), day)) {
                alike++;
            }
            int count = alike > ALIKE_SHOWN ? alike : 1;
            HoursClock.MonthOfHours last = all.get(i + count - 1);
            shown.add(new MonthView.Hours(
                    first,
                    last.month(),
                    count,
                    last,
                    Seniority.hundredthsOfMonths(course, clock, last.month().atEndOfMonth())));
            next = last.month().plusMonths(1);
            i += count;
        }
        return List.copyOf(shown);
    }

    /** Whether two months of the projection are the same but for their weekdays, and follow without a pause. */
    private static boolean alike(HoursClock.MonthOfHours first, HoursClock.MonthOfHours later, LocalDate day) {
        return first.month().isAfter(YearMonth.from(day))
                && projectedWhole(first)
                && projectedWhole(later)
                && first.hundredths() == later.hundredths()
                && first.ofCourse() == later.ofCourse()
                && first.fullMonth() == later.fullMonth();
    }

    private static boolean projectedWhole(HoursClock.MonthOfHours month) {
        return !month.reported() && !month.suspended() && month.activeWeekdays() == month.weekdays();
    }

    private List<DeadlineView> deadlines(CitizenFile file, List<Alert> alerts, Evaluation evaluation, Trace trace) {
        Map<DeadlineId, Said> standing = new HashMap<>();
        file.ledger().forEach(said -> standing.put(said.deadline(), said));
        Map<DeadlineId, List<Alert>> said = new HashMap<>();
        alerts.forEach(alert ->
                said.computeIfAbsent(alert.deadline(), id -> new ArrayList<>()).add(alert));
        Sources sources = new Sources(file.facts(), evaluation);
        List<DeadlineView> views = new ArrayList<>();
        for (Deadline deadline : evaluation.deadlines()) {
            Optional<Course> course = deadline.rule().invitation()
                    ? evaluation.dagpenge()
                    : evaluation.course(deadline.id().subjectId());
            List<Trace.Step> steps = List.copyOf(trace.steps().get(deadline.id()));
            views.add(new DeadlineView(
                    deadline,
                    deadline.id().key(file.citizenId()),
                    course,
                    openMonth(deadline, course, evaluation),
                    units.find(deadline.unit()).map(Units.Unit::name),
                    daysLeft(deadline, evaluation.day()),
                    deadline.dueOn().map(workingDays::lastOnOrBefore),
                    steps,
                    Optional.ofNullable(standing.get(deadline.id())),
                    List.copyOf(said.getOrDefault(deadline.id(), List.of())),
                    sources.of(deadline, course, steps)));
        }
        return List.copyOf(views);
    }

    private static OptionalLong daysLeft(Deadline deadline, LocalDate day) {
        return deadline.dueOn().isPresent()
                ? OptionalLong.of(ChronoUnit.DAYS.between(day, deadline.due()))
                : OptionalLong.empty();
    }

    private static List<NotADeadline> notDeadlines(Evaluation evaluation, Trace trace) {
        List<NotADeadline> none = new ArrayList<>();
        Map<DeadlineId, Deadline> exist = new HashMap<>();
        evaluation.deadlines().forEach(deadline -> exist.put(deadline.id(), deadline));
        trace.steps().forEach((id, steps) -> {
            if (!exist.containsKey(id)) {
                none.add(new NotADeadline(id, List.copyOf(steps)));
            }
        });
        return List.copyOf(none);
    }
}
