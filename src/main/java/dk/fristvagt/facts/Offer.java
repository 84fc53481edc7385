package dk.fristvagt.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * An offer (tilbud) of activation.
 *
 * @param to the last day, {@link Days#NEVER} while it is not set
 */
public record Offer(
        String offerId, Type type, Status status, Optional<LocalDate> grantedOn, LocalDate from, LocalDate to)
        implements Fact {
    @Override
    public Kind kind() {
        return Kind.OFFER;
    }

    @Override
    public String objectKey() {
        return offerId;
    }

    /** The kinds of offer that the rules distinguish. */
    public enum Type {
        VIRKSOMHEDSPRAKTIK,
        LOENTILSKUD,
        NYTTEINDSATS,
        ORDINAER_UDDANNELSE,
        OEVRIG_VEJLEDNING,
        KURSUS_93,
        REALKOMPETENCE,
        UNKNOWN
    }

    /** Where an offer stands. */
    public enum Status {
        GRANTED,
        STARTED,
        ENDED,
        CANCELLED,
        UNKNOWN
    }
}
