package dk.fristvagt.facts;

import java.time.LocalDate;
import java.util.Optional;

/** A meeting (samtale) with the citizen; only a HELD one with {@code heldOn} ever satisfies anything. */
public record Meeting(
        String meetingId,
        Type type,
        Status status,
        Optional<LocalDate> bookedOn,
        Optional<LocalDate> plannedOn,
        Optional<LocalDate> heldOn,
        Convener convenedBy,
        Optional<LocalDate> akasseInvitedOn,
        boolean citizenDeclinedAkasse,
        Optional<Participation> participation,
        Optional<Form> form)
        implements Fact {
    @Override
    public Kind kind() {
        return Kind.MEETING;
    }

    @Override
    public String objectKey() {
        return meetingId;
    }

    /** Whether the meeting has taken place. */
    public boolean held() {
        return status == Status.HELD && heldOn.isPresent();
    }

    /** Whether the meeting is booked for a known day. */
    public boolean booked() {
        return status == Status.BOOKED && plannedOn.isPresent();
    }

    /** Types count strictly: a JOBSAMTALE is not a FAELLES_JOBSAMTALE (domain.md §6). */
    public enum Type {
        JOBSAMTALE,
        FAELLES_JOBSAMTALE,
        OPFOELGNINGSSAMTALE,
        CV_SAMTALE,
        RAADIGHEDSSAMTALE,
        ANDEN_SAMTALE,
        INFORMATIONSMOEDE,
        UNKNOWN
    }

    /** Where a meeting stands. */
    public enum Status {
        BOOKED,
        HELD,
        CANCELLED,
        NO_SHOW,
        UNKNOWN
    }

    /** Who called the meeting. */
    public enum Convener {
        JOBCENTER,
        AKASSE,
        UNKNOWN
    }

    /** Who took part besides the citizen. */
    public enum Participation {
        JOBCENTER_ONLY,
        AKASSE_ONLY,
        BOTH,
        UNKNOWN
    }

    /** How the meeting was held. */
    public enum Form {
        IN_PERSON,
        VIDEO,
        PHONE,
        UNKNOWN
    }
}
