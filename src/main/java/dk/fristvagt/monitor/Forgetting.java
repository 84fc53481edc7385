package dk.fristvagt.monitor;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Family;
import dk.fristvagt.seniority.Segment;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one rule by which facts are forgotten: what lies before a day that nothing reaches across any more (domain.md §3;
 * architecture.md, state).
 *
 * <p>That day is at least six years back: a dagpengeperiode may go on after five years, and its deadlines are seen for
 * twelve months more. It lies before everything that a course that still exists can look at and that the measure of a
 * meeting rests on which stays known, and no spell spans it.
 */
final class Forgetting {
    private static final int KEPT_MONTHS = 72;
    /** A rule that rolls looks twelve months back from a month; a thirteenth covers the part of that month. */
    private static final int LOOK_BACK_MONTHS = 13;
    /** The projection of hours and the estimate of work each look at the latest three months known. */
    private static final int MONTHS_PROJECTED_FROM = 3;
    /** A month of a course that may yet come: every reported month lies before it. */
    private static final YearMonth COMING = YearMonth.of(Year.MAX_VALUE, 1);

    private final Facts facts;
    private final Evaluation evaluation;

    private Forgetting(Facts facts, Evaluation evaluation) {
        this.facts = facts;
        this.evaluation = evaluation;
    }

    /** What is left of {@code facts} after {@code evaluation}. */
    static Facts forget(Facts facts, Evaluation evaluation) {
        LocalDate oldest = evaluation.day().minusMonths(KEPT_MONTHS);
        if (facts.spells().isEmpty() || !facts.spells().get(0).fact().from().isBefore(oldest)) {
            return facts;
        }
        return facts.forgetBefore(new Forgetting(facts, evaluation).cut(oldest));
    }

    /**
     * The first day on which nothing is left that could influence anything, {@link Days#NEVER} while that cannot be
     * said: every course has been dropped and the youngest fact is {@code keepMonths} months old.
     */
    static LocalDate purgeDay(Facts facts, Evaluation evaluation, int keepMonths) {
        if (!evaluation.timeline().courses().stream().allMatch(Course::dropped)) {
            return Days.NEVER;
        }
        LocalDate last = Stream.of(
                        facts.spells(),
                        facts.hours(),
                        facts.meetings(),
                        facts.offers(),
                        facts.cvs(),
                        facts.employments(),
                        facts.exemptions(),
                        facts.annulled())
                .flatMap(List::stream)
                .map(event -> Days.later(Facts.lastDay(event), Days.civil(event.recordedAt())))
                .max(LocalDate::compareTo)
                .orElse(LocalDate.MIN);
        if (!Days.exists(last) || last.equals(LocalDate.MIN)) {
            return last.equals(LocalDate.MIN) ? evaluation.day() : Days.NEVER;
        }
        Forgetting forgetting = new Forgetting(facts, evaluation);
        boolean projectedFrom = forgetting.projectedFrom(COMING).isPresent()
                || forgetting.estimatedFrom().isPresent();
        return projectedFrom ? Days.NEVER : last.plusMonths(keepMonths).plusDays(1);
    }

    private LocalDate cut(LocalDate oldest) {
        LocalDate cut = oldest;
        for (Course course : evaluation.timeline().courses()) {
            if (!course.dropped()) {
                cut = Days.earlier(cut, lookedAtFrom(course));
                if (course.dagpenge()) {
                    cut = earlier(cut, projectedFrom(YearMonth.from(course.start())));
                }
            }
        }
        cut = earlier(cut, projectedFrom(COMING));
        cut = earlier(cut, estimatedFrom());
        return beforeMeetings(beforeSpells(cut));
    }

    /**
     * The latest day up to {@code cut} before everything on which the measures of meetings rest that stay known: their
     * course, if long dropped, and what its hours are projected from. No spell spans {@code cut}.
     */
    private LocalDate beforeMeetings(LocalDate cut) {
        LocalDate day = cut;
        for (Course course : evaluation.timeline().courses()) {
            if (metSince(cut, course)) {
                day = Days.earlier(day, course.start());
                if (course.dagpenge()) {
                    // Hours are those of a month, whatever courses it is part of.
                    day = Days.earlier(day, course.start().withDayOfMonth(1));
                    day = earlier(day, projectedFrom(YearMonth.from(course.start())));
                }
            }
        }
        return day.equals(cut) ? cut : beforeMeetings(beforeSpells(day));
    }

    private boolean metSince(LocalDate cut, Course course) {
        LocalDate last = course.segments().get(course.segments().size() - 1).to();
        if (last.isBefore(cut)) {
            return false;
        }
        for (Event<Meeting> event : facts.meetings()) {
            Meeting meeting = event.fact();
            if (meeting.held()
                    && !meeting.heldOn().get().isBefore(cut)
                    && !meeting.heldOn().get().isAfter(last)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate earlier(LocalDate cut, Optional<YearMonth> month) {
        return month.map(from -> Days.earlier(cut, from.atDay(1))).orElse(cut);
    }

    private static LocalDate lookedAtFrom(Course course) {
        LocalDate first = course.start();
        for (Segment segment : course.segments()) {
            BenefitSpell spell = segment.spell();
            first = Days.earlier(first, spell.registeredOn().orElse(first));
            first = Days.earlier(first, spell.contactedOn().orElse(first));
            first = Days.earlier(first, spell.firstAbsenceOn().orElse(first));
        }
        return first.minusMonths(LOOK_BACK_MONTHS).withDayOfMonth(1);
    }

    /**
     * The earliest of the latest reported months on dagpenge before {@code month} that a projection of it may look at;
     * that of a later month looks no farther back.
     */
    private Optional<YearMonth> projectedFrom(YearMonth month) {
        YearMonth earliest = null;
        int seen = 0;
        List<Event<PaidHours>> hours = facts.hours();
        for (int i = hours.size() - 1; i >= 0 && seen < MONTHS_PROJECTED_FROM; i--) {
            YearMonth reported = hours.get(i).fact().month();
            if (reported.isBefore(month) && onDagpenge(reported)) {
                earliest = reported;
                seen++;
            }
        }
        return Optional.ofNullable(earliest);
    }

    /** Whether a weekday of the month lies in a segment of dagpenge: only such a month is looked back at. */
    private boolean onDagpenge(YearMonth month) {
        for (Segment segment : evaluation.timeline().segments()) {
            if (segment.family() == Family.DAGPENGE) {
                LocalDate last = Days.earlier(segment.to(), month.atEndOfMonth());
                LocalDate day = Days.later(segment.from(), month.atDay(1));
                while (!day.isAfter(last)) {
                    if (day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
                        return true;
                    }
                    day = day.plusDays(1);
                }
            }
        }
        return false;
    }

    private Optional<YearMonth> estimatedFrom() {
        List<Event<Employment>> work = facts.employments();
        return work.isEmpty()
                ? Optional.empty()
                : Optional.of(work.get(Math.max(0, work.size() - MONTHS_PROJECTED_FROM))
                        .fact()
                        .month());
    }

    /** The latest day up to {@code cut} that no spell spans: none begins before it and ends on it or later. */
    private LocalDate beforeSpells(LocalDate cut) {
        LocalDate day = cut;
        for (int i = facts.spells().size() - 1; i >= 0; i--) {
            BenefitSpell spell = facts.spells().get(i).fact();
            if (spell.from().isBefore(day) && !spell.to().isBefore(day)) {
                day = spell.from();
            }
        }
        return day;
    }
}
