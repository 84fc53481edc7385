package dk.fristvagt.facts;

/**
 * What one event says about one business object of a citizen: its complete new state (domain.md §2).
 *
 * <p>A fact may speak about the future (a booking, a spell that starts next week).
 */
public sealed interface Fact permits BenefitSpell, PaidHours, Meeting, Offer, Cv, Employment, Exemption {
    /** The kind of object. */
    Kind kind();

    /** What identifies the object among the citizen's facts of its kind; the month for hours and employment. */
    String objectKey();

    /** The kinds of business object, in the order in which contract.md lists their topics. */
    enum Kind {
        BENEFIT_SPELL,
        PAID_HOURS,
        MEETING,
        OFFER,
        CV,
        EMPLOYMENT,
        EXEMPTION
    }
}
