package dk.fristvagt.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known about one citizen: per business object the winning event (domain.md §2). Immutable.
 *
 * <p>The lists hold the objects that are not annulled, each in the order that the rules read them in.
 *
 * @param spells by first day, then spellId
 * @param hours by month
 * @param meetings by meetingId
 * @param offers by offerId
 * @param cvs by cvId
 * @param employments by month
 * @param exemptions by exemptionId
 * @param annulled the winning annulments, in the order of kind and object key
 * @param forgotten what is left of objects that were forgotten, so that a replay cannot bring them back
 * @param horizon the day before which everything has been forgotten; {@link LocalDate#MIN} before the first
 */
public record Facts(
        List<Event<BenefitSpell>> spells,
        List<Event<PaidHours>> hours,
        List<Event<Meeting>> meetings,
        List<Event<Offer>> offers,
        List<Event<Cv>> cvs,
        List<Event<Employment>> employments,
        List<Event<Exemption>> exemptions,
        List<Event<?>> annulled,
        List<Mark> forgotten,
        LocalDate horizon) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
            LocalDate.MIN);

    /**
     * What is left of a forgotten object.
     *
     * @param idHash 64-bit hash of the object key
     * @param recordedAt of the event that had won, as {@code eventIdHash} is of its id
     */
    public record Mark(Fact.Kind kind, long idHash, Instant recordedAt, long eventIdHash) {}

    /** Whether nothing at all is known, not even that something was forgotten. */
    public boolean isEmpty() {
        return size() == 0 && forgotten.isEmpty();
    }

    /** How many objects are kept. */
    public int size() {
        return spells.size()
                + hours.size()
                + meetings.size()
                + offers.size()
                + cvs.size()
                + employments.size()
                + exemptions.size()
                + annulled.size();
    }
}
