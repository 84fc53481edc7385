package dk.fristvagt.testing;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.BenefitSpell.Insurance;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** A business object while its life is made up: what the next event about it will say. */
abstract sealed class Draft {
    /** The day on which it was last recorded. */
    LocalDate recorded = LocalDate.MIN;

    /** What an event says that is recorded now. */
    abstract Fact fact();

    /** A spell of benefit. */
    static final class SpellDraft extends Draft {
        final String id;
        Group group;
        LocalDate from;
        LocalDate to = Days.NEVER;
        Optional<LocalDate> registeredOn = Optional.empty();
        Optional<LocalDate> contactedOn = Optional.empty();
        Optional<LocalDate> firstAbsenceOn = Optional.empty();
        Optional<LocalDate> benefitPeriodStart = Optional.empty();
        Insurance insurance = Insurance.FULL_TIME;
        OptionalInt sicknessCategory = OptionalInt.empty();
        boolean employed;
        boolean youngWithoutEducation;
        boolean akasseFirst;
        String municipality;
        Optional<String> akasse = Optional.empty();

        SpellDraft(String id, Group group, LocalDate from, String municipality) {
            this.id = id;
            this.group = group;
            this.from = from;
            this.municipality = municipality;
        }

        @Override
        BenefitSpell fact() {
            return new BenefitSpell(
                    id,
                    group,
                    from,
                    to,
                    registeredOn,
                    contactedOn,
                    firstAbsenceOn,
                    benefitPeriodStart,
                    insurance,
                    sicknessCategory,
                    employed,
                    youngWithoutEducation,
                    akasseFirst,
                    municipality,
                    akasse);
        }
    }

    /** A meeting. */
    static final class MeetingDraft extends Draft {
        final String id;
        Meeting.Type type;
        Meeting.Status status = Meeting.Status.BOOKED;
        Meeting.Convener convenedBy;
        Optional<LocalDate> bookedOn = Optional.empty();
        Optional<LocalDate> plannedOn = Optional.empty();
        Optional<LocalDate> heldOn = Optional.empty();
        Optional<LocalDate> akasseInvitedOn = Optional.empty();
        boolean citizenDeclinedAkasse;
        Optional<Meeting.Participation> participation = Optional.empty();
        Optional<Meeting.Form> form = Optional.empty();

        MeetingDraft(String id, Meeting.Type type, Meeting.Convener convenedBy) {
            this.id = id;
            this.type = type;
            this.convenedBy = convenedBy;
        }

        @Override
        Meeting fact() {
            return new Meeting(
                    id,
                    type,
                    status,
                    bookedOn,
                    plannedOn,
                    heldOn,
                    convenedBy,
                    akasseInvitedOn,
                    citizenDeclinedAkasse,
                    participation,
                    form);
        }
    }

    /** An offer. */
    static final class OfferDraft extends Draft {
        final String id;
        Offer.Type type;
        Offer.Status status = Offer.Status.GRANTED;
        Optional<LocalDate> grantedOn = Optional.empty();
        LocalDate from;
        LocalDate to;

        OfferDraft(String id, Offer.Type type, LocalDate from, LocalDate to) {
            this.id = id;
            this.type = type;
            this.from = from;
            this.to = to;
        }

        @Override
        Offer fact() {
            return new Offer(id, type, status, grantedOn, from, to);
        }
    }
}
