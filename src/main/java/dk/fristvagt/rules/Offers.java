package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Which offers count, started and granted (domain.md §7, Offer; §8, Booking). */
final class Offers {
    private static final int LEAST_DAYS = 14;
    private static final int GRACE_DAYS = 21;

    private final Situation situation;

    Offers(Situation situation) {
        this.situation = situation;
    }

    /** How far a rule that wants an offer in {@code application}'s course by {@code due} is fulfilled. */
    Fulfilment of(Application application, LocalDate due) {
        LocalDate from = application.course().start();
        LocalDate closedOn = application.course().closedOn();
        LocalDate best = Days.NEVER;
        String bestId = "";
        for (Event<Offer> event : situation.facts.offers()) {
            Offer offer = event.fact();
            LocalDate day = satisfiedOn(offer, from, closedOn, due);
            if (day.isBefore(best)) {
                best = day;
                bestId = offer.offerId();
            }
        }
        boolean satisfied = Days.exists(best);
        Granted granted = granted(from, closedOn, due);
        return new Fulfilment(
                best, satisfied ? 1 : 0, satisfied ? List.of(bestId) : List.of(), granted.enough(), granted.next());
    }

    private LocalDate satisfiedOn(Offer offer, LocalDate from, LocalDate closedOn, LocalDate due) {
        Trace.Refusal refusal = null;
        LocalDate day = Days.NEVER;
        boolean open = offer.status() == Offer.Status.STARTED || offer.status() == Offer.Status.ENDED;
        if (offer.from().isBefore(from)) {
            refusal = Trace.Refusal.BEFORE_THE_COURSE;
        } else if (!offer.from().isBefore(closedOn)) {
            refusal = Trace.Refusal.AFTER_CLOSING;
        } else if (!situation.rulebook.counts(offer.type(), offer.from())) {
            refusal = Trace.Refusal.TYPE_NEVER_COUNTS_THEN;
        } else if (!longEnough(offer)) {
            refusal = Trace.Refusal.SHORTER_THAN_14_DAYS;
        } else if (!open && offer.status() != Offer.Status.GRANTED) {
            refusal = Trace.Refusal.CANCELLED;
        } else if (inGrace(offer, due)) {
            LocalDate grantedOn = offer.grantedOn().orElseThrow();
            if (situation.today.reached(grantedOn)) {
                day = grantedOn;
            } else {
                refusal = Trace.Refusal.IN_THE_FUTURE;
            }
        } else if (open && situation.today.reached(offer.from())) {
            day = offer.from();
        } else {
            refusal = Trace.Refusal.NOT_STARTED;
        }
        if (situation.trace.on()) {
            situation.trace.add(
                    refusal == null
                            ? new Trace.Step.Counted(offer.offerId(), day, 1)
                            : new Trace.Step.NotCounted(offer.offerId(), Optional.of(offer.from()), refusal));
        }
        return day;
    }

    /**
     * What is granted.
     *
     * @param enough whether one begins by the due day
     * @param next the next day on which one that would count begins, {@link Days#NEVER} for none
     */
    record Granted(boolean enough, LocalDate next) {}

    /** What is granted with a first day in {@code [from, before)}. */
    Granted granted(LocalDate from, LocalDate before, LocalDate due) {
        Today today = situation.today;
        boolean enough = false;
        LocalDate next = Days.NEVER;
        for (Event<Offer> event : situation.facts.offers()) {
            Offer offer = event.fact();
            if (offer.status() != Offer.Status.GRANTED
                    || offer.from().isBefore(from)
                    || !offer.from().isBefore(before)
                    || !situation.rulebook.counts(offer.type(), offer.from())
                    || !longEnough(offer)) {
                continue;
            }
            boolean byDue = !offer.from().isAfter(due) || inGrace(offer, due);
            boolean stands = (byDue || situation.trace.on())
                    && !today.passed(offer.from().plusDays(Meetings.REGISTRATION_LAG_DAYS));
            enough |= byDue && stands;
            if (situation.trace.on() && stands) {
                situation.trace.add(new Trace.Step.Booking(offer.offerId(), offer.from(), byDue));
            }
            if (offer.from().isBefore(next) && !today.passed(offer.from())) {
                next = offer.from();
            }
        }
        return new Granted(enough, next);
    }

    /** Whether an offer counts for a rolling rule: by its type, length and status, whatever course it began in. */
    boolean countsAnywhere(Offer offer) {
        return (offer.status() == Offer.Status.STARTED || offer.status() == Offer.Status.ENDED)
                && situation.rulebook.counts(offer.type(), offer.from())
                && longEnough(offer)
                && situation.today.reached(offer.from());
    }

    /** Why an offer of which {@link #countsAnywhere} says no does not count. */
    Trace.Refusal refusalAnywhere(Offer offer) {
        if (offer.status() == Offer.Status.GRANTED) {
            return Trace.Refusal.NOT_STARTED;
        }
        if (offer.status() != Offer.Status.STARTED && offer.status() != Offer.Status.ENDED) {
            return Trace.Refusal.CANCELLED;
        }
        if (!situation.rulebook.counts(offer.type(), offer.from())) {
            return Trace.Refusal.TYPE_NEVER_COUNTS_THEN;
        }
        return longEnough(offer) ? Trace.Refusal.IN_THE_FUTURE : Trace.Refusal.SHORTER_THAN_14_DAYS;
    }

    private static boolean longEnough(Offer offer) {
        return !Days.exists(offer.to()) || ChronoUnit.DAYS.between(offer.from(), offer.to()) + 1 >= LEAST_DAYS;
    }

    /** A løntilskud granted by the due day may begin up to 21 days after it (domain.md §7, Offer). */
    private static boolean inGrace(Offer offer, LocalDate due) {
        return offer.type() == Offer.Type.LOENTILSKUD
                && Days.exists(due)
                && offer.from().isAfter(due)
                && !offer.from().isAfter(due.plusDays(GRACE_DAYS))
                && offer.grantedOn().isPresent()
                && !offer.grantedOn().get().isAfter(due);
    }
}
