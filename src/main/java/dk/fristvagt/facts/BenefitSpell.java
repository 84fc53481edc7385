package dk.fristvagt.facts;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The citizen is on {@code group} from {@code from} to {@code to}, both included.
 *
 * @param to the last day, {@link Days#NEVER} while the spell is open-ended
 * @param benefitPeriodStart first day of the dagpengeperiode, where known
 * @param sicknessCategory visitation category 1 to 3 of sygedagpengeloven, where known
 * @param municipality four digits, as "0751"
 * @param akasse short code of the a-kasse, where known
 */
public record BenefitSpell(
        String spellId,
        Group group,
        LocalDate from,
        LocalDate to,
        Optional<LocalDate> registeredOn,
        Optional<LocalDate> contactedOn,
        Optional<LocalDate> firstAbsenceOn,
        Optional<LocalDate> benefitPeriodStart,
        Insurance insurance,
        OptionalInt sicknessCategory,
        boolean employed,
        boolean youngWithoutEducation,
        boolean akasseFirst,
        String municipality,
        Optional<String> akasse)
        implements Fact {
    @Override
    public Kind kind() {
        return Kind.BENEFIT_SPELL;
    }

    @Override
    public String objectKey() {
        return spellId;
    }

    /** Whether the spell covers {@code day}. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** How the citizen is insured in the a-kasse; an unknown insurance counts as full-time (domain.md §4). */
    public enum Insurance {
        FULL_TIME,
        PART_TIME,
        UNKNOWN
    }
}
