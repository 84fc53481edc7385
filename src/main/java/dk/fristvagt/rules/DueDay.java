package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.seniority.HoursClock;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The due day of one occurrence (domain.md §4, §5, §7).
 *
 * @param unshifted before exemptions, {@link Days#NEVER} when there is none
 * @param day after exemptions, {@link Days#NEVER} when there is none
 * @param confirmed whether {@code day} rests on reported or settled months only
 * @param exemptionIds the exemptions that moved it, in order
 */
record DueDay(LocalDate unshifted, LocalDate day, boolean confirmed, List<String> exemptionIds) {
    private static final int WEEKS_BEFORE_DUE_DAYS = 13;
    private static final Period DAYS_AFTER_EXEMPTION = Period.ofDays(14);
    private static final Period MONTH_AFTER_EXEMPTION = Period.ofMonths(1);

    /** Whether there is a due day and it is over and certain. */
    boolean passedForSure(Situation situation) {
        return Days.exists(day) && situation.today.passed(day) && confirmed;
    }

    /** The due day of an occurrence without exemptions, before the least due of a rule that joined later. */
    static HoursClock.Reach plain(Situation situation, Application application, int occurrence) {
        Rule rule = application.rule();
        int n = rule.required();
        if (rule.due() instanceof Rule.Due.Calendar calendar) {
            return new HoursClock.Reach(calendarDue(situation, application, calendar, occurrence), true);
        }
        if (rule.due() instanceof Rule.Due.Hours hours) {
            int numerator = hours.toMonths();
            int denominator = 1;
            if (hours.series()) {
                numerator = hours.fromMonths() * n + (hours.toMonths() - hours.fromMonths()) * occurrence;
                denominator = n;
            }
            HoursClock.Reach reach = situation.clock.reach(application.course(), numerator, denominator);
            if (situation.trace.on()) {
                situation.trace.add(new Trace.Step.HoursDue(numerator, denominator, reach.day(), reach.confirmed()));
            }
            return reach;
        }
        throw new IllegalArgumentException("rule " + rule.id() + " has no due day of its own");
    }

    private static LocalDate calendarDue(
            Situation situation, Application application, Rule.Due.Calendar calendar, int occurrence) {
        LocalDate anchor = application.anchorDay();
        LocalDate end = anchor.plus(calendar.period()).minusDays(calendar.inside() ? 1 : 0);
        int n = application.rule().required();
        if (situation.trace.on()) {
            situation.trace.add(
                    new Trace.Step.CalendarDue(anchor, calendar.period().toString(), calendar.inside(), end));
        }
        if (!calendar.series() || occurrence == n) {
            return end;
        }
        int days = (int) ChronoUnit.DAYS.between(anchor, end) + 1;
        LocalDate due = anchor.plusDays((long) days * occurrence / n - 1);
        if (situation.trace.on()) {
            situation.trace.add(new Trace.Step.CalendarPace(anchor, end, days, occurrence, n, due));
        }
        return due;
    }

    /** {@code plain} raised to the least due of a rule that joined later, then shifted by exemptions. */
    static DueDay of(
            Situation situation, Application application, HoursClock.Reach plain, Exemption.Obligation obligation) {
        LocalDate due = plain.day();
        if (application.joinedLater()
                && application.rule().due() instanceof Rule.Due.Calendar
                && due.isBefore(application.leastDue())) {
            due = application.leastDue();
            if (situation.trace.on()) {
                situation.trace.add(new Trace.Step.RaisedToAnchor(
                        application.anchorSegment().from(), due));
            }
        }
        LocalDate shifted = due;
        List<String> applied = List.of();
        while (Days.exists(shifted)) {
            Exemption exemption = meeting(situation.facts.exemptions(), obligation, shifted);
            if (exemption == null) {
                break;
            }
            LocalDate moved = Days.later(shifted, after(exemption, obligation));
            if (moved.equals(shifted)) {
                break;
            }
            if (situation.trace.on()) {
                situation.trace.add(new Trace.Step.Shifted(
                        exemption, meetsFrom(shifted, obligation), shifted, rest(obligation), moved));
            }
            applied = applied.isEmpty() ? new ArrayList<>() : applied;
            applied.add(exemption.exemptionId());
            shifted = moved;
        }
        return new DueDay(due, shifted, plain.confirmed(), applied);
    }

    /** Of the exemptions that meet {@code due} the one that lasts longest, or null (domain.md §7, Exemption shift). */
    private static Exemption meeting(
            List<Event<Exemption>> exemptions, Exemption.Obligation obligation, LocalDate due) {
        Exemption longest = null;
        for (int i = 0; i < exemptions.size(); i++) {
            Exemption exemption = exemptions.get(i).fact();
            if (!exemption.covers().contains(obligation)) {
                continue;
            }
            boolean meets = !exemption.from().isAfter(due) && !exemption.to().isBefore(meetsFrom(due, obligation));
            if (meets && (longest == null || exemption.to().isAfter(longest.to()))) {
                longest = exemption;
            }
        }
        return longest;
    }

    /** The first day that an exemption must not end before to meet {@code due}. */
    private static LocalDate meetsFrom(LocalDate due, Exemption.Obligation obligation) {
        return obligation == Exemption.Obligation.OFFERS ? due : due.minusDays(WEEKS_BEFORE_DUE_DAYS);
    }

    private static LocalDate after(Exemption exemption, Exemption.Obligation obligation) {
        return Days.exists(exemption.to()) ? exemption.to().plus(rest(obligation)) : Days.NEVER;
    }

    /** MEETINGS and CV: 14 days after the exemption; OFFERS: one month after it (LAB § 102 stk. 4). */
    private static Period rest(Exemption.Obligation obligation) {
        return obligation == Exemption.Obligation.OFFERS ? MONTH_AFTER_EXEMPTION : DAYS_AFTER_EXEMPTION;
    }
}
