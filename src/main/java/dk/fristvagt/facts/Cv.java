package dk.fristvagt.facts;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A CV on Jobnet.
 *
 * @param approved shown, never used
 */
public record Cv(
        String cvId,
        Optional<LocalDate> registeredOn,
        Optional<LocalDate> searchableOn,
        Optional<LocalDate> withdrawnOn,
        boolean approved)
        implements Fact {
    @Override
    public Kind kind() {
        return Kind.CV;
    }

    @Override
    public String objectKey() {
        return cvId;
    }
}
