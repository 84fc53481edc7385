package dk.fristvagt.facts;

import java.time.LocalDate;
import java.util.Set;

/**
 * An exemption (fritagelse) from one or more obligations.
 *
 * @param to the last day, {@link Days#NEVER} while it is open-ended
 */
public record Exemption(String exemptionId, Reason reason, LocalDate from, LocalDate to, Set<Obligation> covers)
        implements Fact {
    @Override
    public Kind kind() {
        return Kind.EXEMPTION;
    }

    @Override
    public String objectKey() {
        return exemptionId;
    }

    /** Why the citizen is exempt; shown, never used. */
    public enum Reason {
        JOB_WITHIN_6_WEEKS,
        WEATHER,
        WORK_SHARING,
        EDUCATION_WITHIN_6_WEEKS,
        MATERNITY,
        SICK,
        JOB_TRAINING,
        STU,
        SENTENCE,
        QUOTA,
        OTHER,
        UNKNOWN
    }

    /** What the citizen is exempt from. */
    public enum Obligation {
        MEETINGS,
        OFFERS,
        CV,
        UNKNOWN
    }
}
