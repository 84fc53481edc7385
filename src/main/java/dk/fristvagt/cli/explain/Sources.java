package dk.fristvagt.cli.explain;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Trace.Step;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Segment;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the events a deadline rests on: those of the facts that its evaluation took something from. */
final class Sources {
    /** The months of work that a target looks at (domain.md §7, fokus-tilbud). */
    private static final int MONTHS_OF_WORK = 12;

    private final Facts facts;
    private final Evaluation evaluation;
    private final Map<String, Event<?>> byObject = new HashMap<>();

    Sources(Facts facts, Evaluation evaluation) {
        this.facts = facts;
        this.evaluation = evaluation;
        Stream.of(
                        facts.spells(),
                        facts.hours(),
                        facts.meetings(),
                        facts.offers(),
                        facts.cvs(),
                        facts.employments(),
                        facts.exemptions())
                .flatMap(List::stream)
                .forEach(event ->
                        byObject.put(key(event.fact().kind(), event.fact().objectKey()), event));
    }

    /** The fact of a kind that an id names. */
    private Optional<Event<?>> find(Fact.Kind kind, String id) {
        return Optional.ofNullable(byObject.get(key(kind, id)));
    }

    private static String key(Fact.Kind kind, String id) {
        return kind + " " + id;
    }

    /** The kind of fact that satisfies {@code rule}. */
    static Fact.Kind kindFor(Rule rule) {
        Rule.SatisfiedBy by = rule.satisfiedBy();
        if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            return Fact.Kind.CV;
        }
        return by instanceof Rule.SatisfiedBy.CountingOffer || by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths
                ? Fact.Kind.OFFER
                : Fact.Kind.MEETING;
    }

    /** The events that {@code deadline} rests on: spells, hours, then what its steps name, in their order. */
    List<Event<?>> of(Deadline deadline, Optional<Course> course, List<Step> steps) {
        Set<Event<?>> events = new LinkedHashSet<>();
        course.ifPresent(own -> addSpells(own, events));
        if (course.isPresent() && course.get().dagpenge() && restsOnHours(deadline, steps)) {
            addHours(course.get(), deadline, events);
        }
        if (deadline.rule().invitation()) {
            add(Fact.Kind.MEETING, deadline.id().subjectId(), events);
        }
        Fact.Kind kind = kindFor(deadline.rule());
        for (Step step : steps) {
            if (step instanceof Step.Counted counted) {
                add(kind, counted.factId(), events);
            } else if (step instanceof Step.Booking booking) {
                add(kind, booking.factId(), events);
            } else if (step instanceof Step.FourthLatest fourth) {
                add(kind, fourth.meetingId(), events);
            } else if (step instanceof Step.OfferRuns runs) {
                add(kind, runs.offerId(), events);
            } else if (step instanceof Step.Covered covered) {
                add(kind, covered.offerId(), events);
            } else if (step instanceof Step.Shifted shifted) {
                add(Fact.Kind.EXEMPTION, shifted.exemption().exemptionId(), events);
            } else if (step instanceof Step.ExemptToday exempt) {
                add(Fact.Kind.EXEMPTION, exempt.exemption().exemptionId(), events);
            } else if (step instanceof Step.Work work) {
                addWork(work.month(), events);
            }
        }
        return List.copyOf(events);
    }

    private void add(Fact.Kind kind, String id, Set<Event<?>> events) {
        find(kind, id).ifPresent(events::add);
    }

    private void addSpells(Course course, Set<Event<?>> events) {
        for (Segment segment : course.segments().subList(0, course.begun())) {
            add(Fact.Kind.BENEFIT_SPELL, segment.spell().spellId(), events);
        }
    }

    private static boolean restsOnHours(Deadline deadline, List<Step> steps) {
        return deadline.rule().rolling() || steps.stream().anyMatch(Step.HoursDue.class::isInstance);
    }

    /** The reports of the months up to the due day, or to today where there is none. */
    private void addHours(Course course, Deadline deadline, Set<Event<?>> events) {
        LocalDate to = Days.exists(deadline.why().unshifted()) ? deadline.why().unshifted() : evaluation.day();
        for (HoursClock.MonthOfHours month : evaluation.clock().months(course, to)) {
            if (month.reported()) {
                add(Fact.Kind.PAID_HOURS, month.month().toString(), events);
            }
        }
    }

    /** The twelve months that were looked at. */
    private void addWork(YearMonth before, Set<Event<?>> events) {
        facts.employments().stream()
                .filter(event -> event.fact().month().isBefore(before)
                        && !event.fact().month().isBefore(before.minusMonths(MONTHS_OF_WORK)))
                .forEach(events::add);
    }
}
