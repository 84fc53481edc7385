package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** An offer or so much ordinary work per twelve months (domain.md §7, fokus-tilbud). */
final class RollingWork {
    private static final int MONTHS = 12;
    private static final int ESTIMATE_FROM_MONTHS = 3;
    private static final int LATE_MONTHS = 3;

    private final Situation situation;
    private final Rule.SatisfiedBy.OfferOrWorkPerMonths wanted;
    private final List<Event<Employment>> facts;
    private final boolean estimates;
    private final int estimate;

    private RollingWork(Situation situation, Rule.SatisfiedBy.OfferOrWorkPerMonths wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.facts = situation.facts.employments();
        if (facts.isEmpty()) {
            estimates = false;
            estimate = 0;
            return;
        }
        // Reports are at most three months late: the fourth month after the latest has not begun.
        estimates =
                !situation.today.reached(latest().plusMonths(LATE_MONTHS + 1L).atDay(1));
        int months = Math.min(ESTIMATE_FROM_MONTHS, facts.size());
        int sum = 0;
        for (int i = facts.size() - months; i < facts.size(); i++) {
            sum += facts.get(i).fact().hundredths();
        }
        estimate = sum / months;
    }

    /**
     * How it stands with a citizen who is eligible from {@code eligible}.
     *
     * @param due {@link Days#NEVER} while an offer runs
     * @param achieved 0 or 1
     * @param factIds the offer that covers, if one does
     */
    record Standing(LocalDate due, int achieved, List<String> factIds) {}

    static Standing of(
            Situation situation, Rule.SatisfiedBy.OfferOrWorkPerMonths wanted, Offers offers, LocalDate eligible) {
        Today today = situation.today;
        LocalDate cover = LocalDate.MIN;
        String covering = "";
        for (Event<Offer> event : situation.facts.offers()) {
            Offer offer = event.fact();
            if (!offers.countsAnywhere(offer)) {
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.NotCounted(
                            offer.offerId(), Optional.of(offer.from()), offers.refusalAnywhere(offer)));
                }
                continue;
            }
            if (!today.passed(offer.to())) {
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.OfferRuns(offer.offerId()));
                }
                return new Standing(Days.NEVER, 1, List.of(offer.offerId()));
            }
            if (offer.to().isAfter(cover)) {
                cover = offer.to();
                covering = offer.offerId();
            }
        }
        LocalDate due = eligible;
        LocalDate coveredUntil = LocalDate.MIN;
        boolean covered = false;
        if (!cover.equals(LocalDate.MIN)) {
            coveredUntil = cover.plusMonths(wanted.months());
            due = Days.later(due, coveredUntil);
            covered = !today.passed(coveredUntil);
            if (situation.trace.on()) {
                situation.trace.add(new Trace.Step.Covered(covering, cover));
            }
        }
        boolean achieved = covered;
        RollingWork work = new RollingWork(situation, wanted);
        if (!work.facts.isEmpty()) {
            due = Days.later(due, work.enoughUntil(eligible));
            achieved |= work.enoughThisMonth();
        }
        // An offer that neither reaches today nor sets the due day counts for nothing, and may be forgotten.
        boolean counts = covered || due.equals(coveredUntil);
        return new Standing(due, achieved ? 1 : 0, counts ? List.of(covering) : List.of());
    }

    private YearMonth latest() {
        return facts.get(facts.size() - 1).fact().month();
    }

    /** The month of today; it is another one on the first of the next. */
    private YearMonth thisMonth() {
        YearMonth month = YearMonth.from(situation.today.day());
        situation.today.reached(month.plusMonths(1).atDay(1));
        return month;
    }

    private boolean enoughThisMonth() {
        return enough(thisMonth());
    }

    /** The last day of m* (domain.md §7), {@link LocalDate#MIN} when there is none. */
    private LocalDate enoughUntil(LocalDate eligible) {
        YearMonth first = YearMonth.from(eligible);
        YearMonth from = situation.today.reached(eligible) ? thisMonth() : first;
        if (enough(from)) {
            YearMonth last = from;
            while (enough(last.plusMonths(1))) {
                last = last.plusMonths(1);
            }
            return last.atEndOfMonth();
        }
        for (YearMonth month = from.minusMonths(1); !month.isBefore(first); month = month.minusMonths(1)) {
            if (enough(month)) {
                return month.atEndOfMonth();
            }
        }
        return LocalDate.MIN;
    }

    /** Whether the twelve calendar months before {@code month} hold enough work. */
    private boolean enough(YearMonth month) {
        YearMonth from = month.minusMonths(MONTHS);
        long sum = 0;
        long estimated = 0;
        for (Event<Employment> event : facts) {
            YearMonth worked = event.fact().month();
            if (!worked.isBefore(from) && worked.isBefore(month)) {
                sum += event.fact().hundredths();
            }
        }
        if (estimates) {
            for (YearMonth late = latest().plusMonths(1); late.isBefore(month); late = late.plusMonths(1)) {
                LocalDate begins = late.atDay(1);
                if (!situation.today.reached(begins)) {
                    break;
                }
                if (!late.isBefore(from) && !situation.today.reached(begins.plusMonths(LATE_MONTHS))) {
                    estimated += estimate;
                }
            }
        }
        boolean enough = sum + estimated >= wanted.hundredths();
        if (situation.trace.on()) {
            situation.trace.add(new Trace.Step.Work(month, sum + estimated, estimated, enough));
        }
        return enough;
    }
}
