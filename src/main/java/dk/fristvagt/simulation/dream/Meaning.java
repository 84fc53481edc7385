package dk.fristvagt.simulation.dream;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Offer;
import java.util.Optional;

/** What a code says about the week in which it stands. */
sealed interface Meaning {
    /**
     * The person is on a benefit that is watched.
     *
     * @param employed works beside it
     * @param activity the offer, if the code names one
     * @param activityUnknown whether the code has a digit for an activity that is not in the table
     */
    record OnBenefit(Group group, boolean employed, Optional<Activity> activity, boolean activityUnknown)
            implements Meaning {}

    /** Known, and no benefit that is watched. */
    record Outside() implements Meaning {}

    /**
     * Not in the code book.
     *
     * @param atOtherTimes the code has a meaning, but not in this week
     */
    record Unknown(boolean atOtherTimes) implements Meaning {}

    /**
     * An offer as the register tells offers apart.
     *
     * @param digit the last digit of the code; it tells a private from a public employer, so a change is another offer
     */
    record Activity(int digit, Offer.Type offer) {}
}
