package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Timeline;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns what is known about a citizen on a day into deadlines (domain.md §5 to §8). Pure and thread-safe. */
public final class Evaluator {
    private static final Comparator<Course> BY_ID = Comparator.comparing(Course::id, DeadlineId::compareKeyParts);
    private static final int EXPECTED_DEADLINES = 24;
    private static final List<Integer> ADVISORY_LADDER = List.of(Rule.ADVISORY_STAGE);

    private final Rulebook rulebook;

    public Evaluator(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    /** Evaluates {@code facts} on {@code day}, writing down in {@code trace} how each deadline came about. */
    public Evaluation evaluate(Facts facts, LocalDate day, Trace trace) {
        Situation situation = new Situation(facts, day, rulebook, trace);
        List<Course> courses = new ArrayList<>(situation.timeline.courses().size());
        for (Course course : situation.timeline.courses()) {
            if (!course.dropped()) {
                courses.add(course);
            }
        }
        courses.sort(BY_ID);
        List<Deadline> deadlines = new ArrayList<>(EXPECTED_DEADLINES);
        // Indexed: every rule is looked at for every event, and iterators were a fifth of all that was allocated.
        List<List<Rule>> rules = rulebook.versions();
        for (int i = 0; i < rules.size(); i++) {
            List<Rule> versions = rules.get(i);
            if (versions.get(0).invitation()) {
                invitations(situation, versions, deadlines);
                continue;
            }
            for (int j = 0; j < courses.size(); j++) {
                evaluate(situation, courses.get(j), versions, deadlines);
            }
        }
        return new Evaluation(
                day,
                Collections.unmodifiableList(deadlines),
                situation.today.next(),
                situation.timeline,
                situation.clock);
    }

    static Optional<Course> latestDagpenge(Timeline timeline) {
        for (int i = timeline.courses().size() - 1; i >= 0; i--) {
            if (timeline.courses().get(i).dagpenge()) {
                return Optional.of(timeline.courses().get(i));
            }
        }
        return Optional.empty();
    }

    private void evaluate(Situation situation, Course course, List<Rule> versions, List<Deadline> deadlines) {
        for (int i = 0; i < versions.size(); i++) {
            Rule rule = versions.get(i);
            boolean selected = rule.select() == Rule.Select.COURSE_START
                    ? rule.valid().contains(course.start())
                    : inForce(situation, rule);
            if (!selected) {
                continue;
            }
            Optional<Application> application = Application.of(rule, course);
            if (application.isEmpty()) {
                continue;
            }
            if (rule.rolling()) {
                rolling(situation, application.get(), deadlines);
            } else {
                occurrences(situation, application.get(), deadlines);
            }
        }
    }

    private static boolean inForce(Situation situation, Rule rule) {
        return situation.today.within(rule.valid().from(), rule.valid().to());
    }

    private void occurrences(Situation situation, Application application, List<Deadline> deadlines) {
        Rule rule = application.rule();
        Exemption.Obligation obligation = obligation(rule);
        StatusDecision decision = new StatusDecision(situation, application, obligation);
        int n = rule.series() ? rule.required() : 1;
        // The statutory occurrence comes first: whether it is over decides about the advisory ones.
        DeadlineId statutoryId = id(application, n);
        begin(situation, application, statutoryId);
        DueDay statutory = DueDay.of(situation, application, DueDay.plain(situation, application, n), obligation);
        Deadline last = occurrence(situation, application, decision, statutoryId, statutory, false, false);
        boolean statutoryPassed = n > 1 && statutory.passedForSure(situation);
        for (int k = 1; k < n; k++) {
            DeadlineId id = id(application, k);
            begin(situation, application, id);
            HoursClock.Reach plain = DueDay.plain(situation, application, k);
            if (application.joinedLater()
                    && plain.day().isBefore(application.anchorSegment().from())) {
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.BeforeAnchor(
                            plain.day(), application.anchorSegment().from()));
                }
                continue;
            }
            DueDay due = DueDay.of(situation, application, plain, obligation);
            deadlines.add(occurrence(situation, application, decision, id, due, true, statutoryPassed));
        }
        deadlines.add(last);
    }

    private Deadline occurrence(
            Situation situation,
            Application application,
            StatusDecision decision,
            DeadlineId id,
            DueDay due,
            boolean advisory,
            boolean statutoryPassed) {
        Rule rule = application.rule();
        Fulfilment fulfilment = fulfilment(situation, application, id.occurrence(), due.day());
        Status status = decision.decide(due, fulfilment, advisory, statutoryPassed);
        List<Integer> ladder = advisory ? ADVISORY_LADDER : rule.ladder();
        return deadline(
                situation,
                application,
                id,
                status,
                status == Status.UPCOMING ? StatusDecision.stage(situation.today, ladder, due.day()) : 0,
                due.day(),
                basis(due.day(), due.confirmed()),
                optional(fulfilment.satisfiedOn()),
                advisory,
                rule.series() ? id.occurrence() : rule.required(),
                fulfilment.achieved(),
                fulfilment.nextBooked(),
                new Deadline.Why(application.anchorDay(), due.unshifted(), due.exemptionIds(), fulfilment.factIds()));
    }

    private static Fulfilment fulfilment(Situation situation, Application application, int k, LocalDate due) {
        Rule.SatisfiedBy by = application.rule().satisfiedBy();
        if (by instanceof Rule.SatisfiedBy.Meetings meetings) {
            int wanted = application.rule().series() ? k : application.rule().required();
            return new Meetings(situation, application, meetings).of(wanted, due);
        } else if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            return Cvs.of(situation, application);
        } else if (by instanceof Rule.SatisfiedBy.CountingOffer) {
            return new Offers(situation).of(application, due);
        }
        throw new IllegalStateException("rule " + application.rule().id() + " is not satisfied by occurrences");
    }

    private void rolling(Situation situation, Application application, List<Deadline> deadlines) {
        Rule rule = application.rule();
        Course course = application.course();
        int months = ((Rule.Due.Rolling) rule.due()).eligibleAfterMonths();
        HoursClock.Reach eligible = course.dagpenge()
                ? situation.clock.reach(course, months, 1)
                : new HoursClock.Reach(course.start().plusMonths(months).minusDays(1), true);
        if (!Days.exists(eligible.day())) {
            return;
        }
        DeadlineId id = id(application, 1);
        begin(situation, application, id);
        if (situation.trace.on()) {
            situation.trace.add(new Trace.Step.EligibleFrom(eligible.day()));
        }
        LocalDate due;
        int achieved;
        List<String> factIds;
        boolean booked;
        LocalDate nextBooked;
        int required = rule.required();
        if (rule.satisfiedBy() instanceof Rule.SatisfiedBy.MeetingsPerMonths meetings) {
            RollingMeetings.Standing standing = RollingMeetings.of(situation, meetings, eligible.day());
            due = standing.due();
            achieved = standing.achieved();
            factIds = standing.factIds();
            booked = standing.bookedEnough();
            nextBooked = standing.nextBooked();
        } else {
            Offers offers = new Offers(situation);
            RollingWork.Standing standing = RollingWork.of(
                    situation, (Rule.SatisfiedBy.OfferOrWorkPerMonths) rule.satisfiedBy(), offers, eligible.day());
            due = standing.due();
            achieved = standing.achieved();
            factIds = standing.factIds();
            Offers.Granted granted = offers.granted(LocalDate.MIN, Days.NEVER, due);
            booked = granted.enough();
            nextBooked = granted.next();
        }
        boolean confirmed = due.isAfter(eligible.day()) || eligible.confirmed();
        Status status =
                new StatusDecision(situation, application, obligation(rule)).decideRolling(due, confirmed, booked);
        deadlines.add(deadline(
                situation,
                application,
                id,
                status,
                status == Status.UPCOMING ? StatusDecision.stage(situation.today, rule.ladder(), due) : 0,
                due,
                basis(due, confirmed),
                Optional.empty(),
                false,
                required,
                achieved,
                nextBooked,
                new Deadline.Why(eligible.day(), due, List.of(), factIds)));
    }

    private void invitations(Situation situation, List<Rule> versions, List<Deadline> deadlines) {
        Optional<Course> course = latestDagpenge(situation.timeline);
        if (course.isEmpty() || course.get().dropped()) {
            return;
        }
        List<Meeting> meetings = new ArrayList<>();
        for (Event<Meeting> event : situation.facts.meetings()) {
            if (Invitations.concern(event.fact(), course.get())) {
                meetings.add(event.fact());
            }
        }
        meetings.sort(Comparator.comparing(Meeting::meetingId, DeadlineId::compareKeyParts));
        for (Rule rule : versions) {
            if (inForce(situation, rule)) {
                for (Meeting meeting : meetings) {
                    deadlines.add(Invitations.of(situation, course.get(), rule, meeting));
                }
            }
        }
    }

    private static void begin(Situation situation, Application application, DeadlineId id) {
        if (!situation.trace.on()) {
            return;
        }
        situation.trace.begin(id);
        Rule.Anchor anchor = application.rule().due() instanceof Rule.Due.Calendar calendar
                ? calendar.anchor()
                : Rule.Anchor.COURSE_START;
        situation.trace.add(new Trace.Step.Anchored(
                anchor,
                application.anchorDay(),
                application.stated(),
                application.anchorSegment().from()));
        if (application.ended()) {
            situation.trace.add(new Trace.Step.Ended(application.course().closed(), application.endDay()));
        }
    }

    private static DeadlineId id(Application application, int occurrence) {
        return new DeadlineId(application.rule().id(), application.course().id(), occurrence);
    }

    private static Exemption.Obligation obligation(Rule rule) {
        Rule.SatisfiedBy by = rule.satisfiedBy();
        if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            return Exemption.Obligation.CV;
        }
        return by instanceof Rule.SatisfiedBy.CountingOffer || by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths
                ? Exemption.Obligation.OFFERS
                : Exemption.Obligation.MEETINGS;
    }

    private static Optional<Basis> basis(LocalDate due, boolean confirmed) {
        if (!Days.exists(due)) {
            return Optional.empty();
        }
        return Optional.of(confirmed ? Basis.CONFIRMED : Basis.PROJECTED);
    }

    private static Optional<LocalDate> optional(LocalDate day) {
        return Days.exists(day) ? Optional.of(day) : Optional.empty();
    }

    private static Deadline deadline(
            Situation situation,
            Application application,
            DeadlineId id,
            Status status,
            int stage,
            LocalDate due,
            Optional<Basis> basis,
            Optional<LocalDate> satisfiedOn,
            boolean advisory,
            int required,
            int achieved,
            LocalDate nextBooked,
            Deadline.Why why) {
        Course course = application.course();
        return new Deadline(
                id,
                application.rule(),
                status,
                stage,
                due,
                basis,
                satisfiedOn,
                advisory,
                required,
                achieved,
                optional(nextBooked),
                situation.unit(course, application.rule().responsible(), false),
                course.start(),
                course.latest().spell().municipality(),
                course.latest().spell().akasse(),
                why);
    }
}
