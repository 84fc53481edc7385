package dk.fristvagt.simulation;

import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.util.Optional;

/** The offers of one citizen: granted, begun, ended or cancelled; at most one runs at a time. */
final class OfferHistory {
    private static final double DAYS_OF_WEEK = 7;

    /** How long before its first day an offer is granted: assumption. */
    private static final Profile.Range GRANTED_BEFORE = new Profile.Range(3, 21);

    /** Share of granted offers that are called off: assumption. */
    private static final double CALLED_OFF = 0.06;

    private final Profile profile;
    private final Chance chance;
    private final Journal journal;

    OfferHistory(Profile profile, Chance chance, Journal journal) {
        this.profile = profile;
        this.chance = chance;
        this.journal = journal;
    }

    /** Tells the offers of {@code stay} that begin from {@code first} to {@code until}. */
    void tell(Stay stay, int first, int until, Seniorities months) {
        Profile.Offers plan = profile.groups().get(stay.group()).offers();
        int day = first;
        int last = Math.min(stay.to(), until);
        while (day <= last) {
            double perWeek = plan.startsPerWeek()[Profile.band(months.on(day))];
            // A week at a time, because the rate changes with seniority.
            double wait = perWeek == 0 ? Double.POSITIVE_INFINITY : chance.exponential(DAYS_OF_WEEK / perWeek);
            if (wait > DAYS_OF_WEEK) {
                day += (int) DAYS_OF_WEEK;
                continue;
            }
            int begins = day + (int) wait;
            if (begins > last) {
                return;
            }
            Profile.OfferKind kind = plan.kinds().draw(chance);
            int ends = begins + kind.days().draw(chance) - 1;
            day = offer(stay, kind.type(), begins, ends) + 1;
        }
    }

    /** Tells one offer; its last day. */
    private int offer(Stay stay, Offer.Type type, int begins, int ends) {
        String id = Ids.draw(chance);
        int granted = Math.max(stay.from(), begins - GRANTED_BEFORE.draw(chance));
        Optional<LocalDate> grantedOn = Optional.of(CivilDay.date(granted));
        LocalDate from = CivilDay.date(begins);
        LocalDate planned = CivilDay.date(ends);
        long recorded = journal.record(new Offer(id, type, Offer.Status.GRANTED, grantedOn, from, planned), granted, 0);
        if (chance.happens(CALLED_OFF)) {
            journal.record(
                    new Offer(id, type, Offer.Status.CANCELLED, grantedOn, from, planned),
                    chance.between(granted, begins),
                    recorded);
            return begins;
        }
        recorded =
                journal.record(new Offer(id, type, Offer.Status.STARTED, grantedOn, from, planned), begins, recorded);
        int last = Math.min(ends, stay.to());
        int ended = last + 1 + profile.registration().ended().draw(chance);
        journal.record(new Offer(id, type, Offer.Status.ENDED, grantedOn, from, CivilDay.date(last)), ended, recorded);
        return last;
    }
}
