package dk.fristvagt.cli.explain;

import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.explain.Explanation.DeadlineView;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Trace.Step;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.wire.RuleWords;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says each step of an evaluation in a sentence. */
final class StepWords {
    private final Rule rule;
    private final Optional<HoursClock.MonthOfHours> openMonth;
    private final Optional<LocalDate> courseStart;
    private final boolean ended;
    private final UnaryOperator<String> fact;

    /**
     * Sentences about one deadline.
     *
     * @param openMonth the month that keeps its due day from being certain
     * @param ended whether the rule has ended in the course
     * @param fact the fact an id names, in a few words with its id
     */
    StepWords(
            Rule rule,
            Optional<HoursClock.MonthOfHours> openMonth,
            Optional<LocalDate> courseStart,
            boolean ended,
            UnaryOperator<String> fact) {
        this.rule = rule;
        this.openMonth = openMonth;
        this.courseStart = courseStart;
        this.ended = ended;
        this.fact = fact;
    }

    static StepWords of(DeadlineView view, UnaryOperator<String> fact) {
        return new StepWords(
                view.rule(),
                view.openMonth(),
                Optional.of(view.deadline().courseStart()),
                view.steps().stream().anyMatch(Step.Ended.class::isInstance),
                fact);
    }

    String sentence(Step step) {
        if (step instanceof Step.Anchored anchored) {
            return anchored(anchored);
        } else if (step instanceof Step.Ended ended) {
            return ended(ended);
        } else if (step instanceof Step.CalendarDue due) {
            String period = RuleWords.period(StepNumbers.period(due));
            return due.inside()
                    ? "The last day of the " + period + " from " + due.anchor() + " is " + due.due() + "."
                    : period + " after " + due.anchor() + " is " + due.due() + ".";
        } else if (step instanceof Step.CalendarPace pace) {
            return "Of the " + pace.days() + " days from " + pace.anchor() + " to " + pace.windowEnd() + ", part "
                    + pace.k() + " of " + pace.n() + " ends on " + pace.due() + ".";
        } else if (step instanceof Step.HoursDue due) {
            return hoursDue(due);
        } else if (step instanceof Step.RaisedToAnchor raised) {
            return "The rule came to apply only on " + raised.segmentFrom()
                    + ", inside the course, and leaves at least " + StepNumbers.days(raised) + " days from there: "
                    + raised.due() + ".";
        } else if (step instanceof Step.BeforeAnchor before) {
            return "Its day, " + before.due() + ", lies before " + before.segmentFrom()
                    + ", when the rule came to apply; so it does not exist.";
        } else if (step instanceof Step.Shifted shifted) {
            return shifted(shifted);
        } else if (step instanceof Step.Window window) {
            return window(window);
        } else if (step instanceof Step.Counted counted) {
            return fact.apply(counted.factId()) + " counts on " + counted.day()
                    + (countsSeveral() ? ", as number " + counted.n() : "") + ".";
        } else if (step instanceof Step.NotCounted not) {
            return fact.apply(not.factId()) + not.day().map(day -> " of " + day).orElse("") + " does not count: "
                    + Words.refusal(not.refusal()) + ".";
        } else if (step instanceof Step.Booking booking) {
            return fact.apply(booking.factId()) + " is booked for " + booking.day()
                    + (booking.enoughByDue() ? ", in time." : ", after the due day.");
        }
        return rolling(step);
    }

    private String rolling(Step step) {
        if (step instanceof Step.EligibleFrom eligible) {
            int months = ((Rule.Due.Rolling) rule.due()).eligibleAfterMonths();
            return "The target applies from " + eligible.day() + ", the day of " + months + " months of seniority.";
        } else if (step instanceof Step.FourthLatest fourth) {
            Rule.SatisfiedBy.MeetingsPerMonths wanted = (Rule.SatisfiedBy.MeetingsPerMonths) rule.satisfiedBy();
            return "Counting " + wanted.count() + " meetings back leads to " + fact.apply(fourth.meetingId()) + " of "
                    + fourth.heldOn() + "; after " + wanted.months() + " months it no longer counts.";
        } else if (step instanceof Step.OfferRuns runs) {
            return fact.apply(runs.offerId()) + " runs today, so there is no due day.";
        } else if (step instanceof Step.Covered covered) {
            int months = ((Rule.SatisfiedBy.OfferOrWorkPerMonths) rule.satisfiedBy()).months();
            return "The latest offer that counts, " + fact.apply(covered.offerId()) + ", ended on " + covered.until()
                    + " and covers " + months + " months after that.";
        } else if (step instanceof Step.Work work) {
            return work(work);
        } else if (step instanceof Step.Invitation invitation) {
            return invitation(invitation);
        } else if (step instanceof Step.ExemptToday exempt) {
            return "Exempt today: " + exemption(exempt.exemption()) + ".";
        } else if (step instanceof Step.Decided decided) {
            return decided(decided);
        }
        throw new IllegalStateException("no words for " + step.getClass().getSimpleName());
    }

    private String anchored(Step.Anchored anchored) {
        StringBuilder text = new StringBuilder();
        boolean later = courseStart.isPresent() && !courseStart.get().equals(anchored.segmentFrom());
        if (later) {
            text.append("The rule came to apply on ")
                    .append(anchored.segmentFrom())
                    .append(", inside the course that began on ")
                    .append(courseStart.get())
                    .append(". ");
        }
        if (!(rule.due() instanceof Rule.Due.Calendar)) {
            return text.append("Seniority (anciennitet) runs from the start of the course, ")
                    .append(anchored.day())
                    .append('.')
                    .toString();
        }
        text.append("The time runs from ")
                .append(RuleWords.anchor(anchored.anchor()))
                .append(", ")
                .append(anchored.day());
        boolean assumed = anchored.anchor() != Rule.Anchor.COURSE_START && !anchored.stated();
        return text.append(assumed ? " (not stated, so the first day of the spell)." : ".")
                .toString();
    }

    private static String ended(Step.Ended ended) {
        return (ended.courseClosed()
                        ? "The course is closed; the rule applied to "
                        : "The citizen is now on a benefit that the rule does not cover; it applied to ")
                + Words.day(ended.endDay(), "the end") + ".";
    }

    private String hoursDue(Step.HoursDue due) {
        String months = StepNumbers.months(due).toPlainString() + " months of dagpenge (reach)";
        if (!Days.exists(due.due())) {
            return "The dagpenge known today does not come to " + months + ", so there is no due day.";
        }
        String sure = due.confirmed()
                ? "every month up to there is reported or settled"
                : openMonth
                        .map(month -> month.month() + " is not reported yet and is settled on " + month.settlesOn()
                                + " at the latest")
                        .orElse("a month up to there is not reported yet");
        return "The paid hours come to " + months + " on " + due.due() + "; " + sure + ".";
    }

    private static String shifted(Step.Shifted shifted) {
        String what = "The exemption " + exemption(shifted.exemption());
        String met = shifted.meetsFrom().equals(shifted.before())
                ? " contains the due day " + shifted.before()
                : " has a day in " + shifted.meetsFrom() + " to " + shifted.before();
        return what
                + met
                + (Days.exists(shifted.after())
                        ? ": the due day moves to " + shifted.after() + ", " + RuleWords.period(shifted.rest())
                                + " after its end."
                        : " and has no end: there is no due day while it lasts.");
    }

    private static String exemption(Exemption exemption) {
        return Shown.of(exemption.exemptionId()) + " (" + Words.reason(exemption.reason()) + ", " + exemption.from()
                + " to " + Words.day(exemption.to(), "open") + ")";
    }

    private static String window(Step.Window window) {
        if (!Days.exists(window.from())) {
            return "No day counts yet.";
        }
        return "Meetings count from " + window.from()
                + (Days.exists(window.to()) ? " to " + window.to() + "." : " on.");
    }

    private boolean countsSeveral() {
        return rule.required() > 1;
    }

    private String work(Step.Work work) {
        Rule.SatisfiedBy.OfferOrWorkPerMonths wanted = (Rule.SatisfiedBy.OfferOrWorkPerMonths) rule.satisfiedBy();
        String estimated = work.estimated() > 0
                ? ", of which " + Words.hundredths(work.estimated()) + " estimated for months not reported yet"
                : "";
        return "In the " + wanted.months() + " months before " + work.month() + ": "
                + Words.hundredths(work.hundredths()) + " hours of work" + estimated + "; "
                + (work.enough() ? "at least " : "less than ") + Words.hundredths(wanted.hundredths()) + ".";
    }

    private String invitation(Step.Invitation invitation) {
        Rule.Due.Invitation terms = (Rule.Due.Invitation) rule.due();
        StringBuilder text = new StringBuilder("The meeting is planned for " + invitation.plannedOn()
                + "; the other party is to be invited " + terms.daysBefore() + " days before");
        invitation
                .bookedOn()
                .ifPresent(day -> text.append(", or ")
                        .append(terms.daysAfterBooking())
                        .append(" days after it was booked on ")
                        .append(day)
                        .append(" where that is later"));
        text.append(". ");
        text.append(invitation.invitedOn().map(day -> "Invited on " + day + ".").orElse("No invitation is recorded."));
        return text.append(invitation.tookPart() ? " Both took part." : "").toString();
    }

    private String decided(Step.Decided decided) {
        return switch (decided.line()) {
            case 0 -> "Status: " + decided.status() + ".";
            case 1 -> "It is satisfied.";
            case 2 -> "What is booked by the due day is enough.";
            case 3 ->
                ended
                        ? "The rule ended before the due day was over."
                        : "The statutory day of the series is over, so its pace no longer matters.";
            case 4 -> "The due day is over, and the rule cannot be met late.";
            case 5 -> "The rule ended after the due day.";
            case 6 -> "An exemption contains the day.";
            case 7 -> "The citizen is not on the benefit, or it came due after the benefit stopped.";
            case 8 -> "The due day is over.";
            default -> "The due day is not over.";
        };
    }
}
