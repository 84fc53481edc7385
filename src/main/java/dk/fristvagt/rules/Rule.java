package dk.fristvagt.rules;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One version of one rule of the rulebook (domain.md §5 and §6): dated, cited data, never code.
 *
 * @param id the rule's id, the same for all its versions
 * @param version from 1; a rule in use is never edited, a new version with a start date is added
 * @param valid the days in which {@code select} must find its date
 * @param groups the groups of benefit it applies to
 * @param when what else must be true of the spell, empty for no condition
 * @param required N: how many meetings; 1 for offers and CVs
 * @param curable whether it may still be met after the due day
 * @param ladder days before due at which a warning stage begins, greatest first
 * @param quota percentage that must be reached, where the rule has one
 * @param assumption true where the statute was not read
 * @param references at least one; the first is the citation of alerts
 */
public record Rule(
        String id,
        int version,
        Title title,
        Validity valid,
        Select select,
        Set<Group> groups,
        Optional<Condition> when,
        Due due,
        SatisfiedBy satisfiedBy,
        int required,
        boolean curable,
        Responsible responsible,
        List<Integer> ladder,
        Kind kind,
        OptionalInt quota,
        boolean assumption,
        List<Reference> references,
        List<String> notes) {

    /** The days before due at which an advisory occurrence is warned about (domain.md §7). */
    public static final int ADVISORY_STAGE = 8;

    /** The paragraph an alert cites. */
    public String citation() {
        return references.get(0).paragraph();
    }

    /** Whether the rule has advisory occurrences before its statutory one. */
    public boolean series() {
        return due instanceof Due.Calendar c && c.series() || due instanceof Due.Hours h && h.series();
    }

    /** Whether the due date moves with the last twelve months (domain.md §7, rolling). */
    public boolean rolling() {
        return due instanceof Due.Rolling;
    }

    /** Whether the rule is about inviting the a-kasse to a joint meeting (domain.md §6, agreement). */
    public boolean invitation() {
        return due instanceof Due.Invitation;
    }

    /** Whether the rule applies to {@code spell}: its group is the rule's and it meets the condition. */
    public boolean covers(BenefitSpell spell) {
        return groups.contains(spell.group()) && (when.isEmpty() || when.get().holds(spell));
    }

    /** Danish and English title. */
    public record Title(String da, String en) {}

    /** Civil dates, both included; {@code to} is {@link dk.fristvagt.facts.Days#NEVER} while open-ended. */
    public record Validity(LocalDate from, LocalDate to) {
        public boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Which date chooses the version. */
    public enum Select {
        /** The version valid on courseStart governs the whole course. */
        COURSE_START,
        /** The version valid on the day itself. */
        AS_OF
    }

    /** What the rule is. */
    public enum Kind {
        STATUTORY("S"),
        TARGET("T"),
        AGREEMENT("A");

        private final String symbol;

        Kind(String symbol) {
            this.symbol = symbol;
        }

        /** The letter of domain.md §6 and of the files. */
        public String symbol() {
            return symbol;
        }
    }

    /** Who owes it. */
    public enum Responsible {
        JOBCENTER,
        AKASSE,
        /** The a-kasse where the spell says {@code akasseFirst}, else the jobcentre. */
        AKASSE_IF_FIRST,
        /** Who convened the meeting: the a-kasse where it did, else the jobcentre. */
        CONVENER
    }

    /** Where a rule comes from. */
    public record Reference(String paragraph, String title, String inForce, String source) {}

    /**
     * What must be true of the spell besides its group; an absent part is no condition.
     *
     * @param sicknessCategories the categories that meet it
     * @param sicknessCategoryMayBeUnknown whether a spell without a category meets {@code sicknessCategories}
     */
    public record Condition(
            Optional<Boolean> youngWithoutEducation,
            Optional<Boolean> employed,
            Optional<Set<Integer>> sicknessCategories,
            boolean sicknessCategoryMayBeUnknown) {
        boolean holds(BenefitSpell spell) {
            if (youngWithoutEducation.isPresent() && youngWithoutEducation.get() != spell.youngWithoutEducation()) {
                return false;
            }
            if (employed.isPresent() && employed.get() != spell.employed()) {
                return false;
            }
            if (sicknessCategories.isEmpty()) {
                return true;
            }
            return spell.sicknessCategory().isPresent()
                    ? sicknessCategories.get().contains(spell.sicknessCategory().getAsInt())
                    : sicknessCategoryMayBeUnknown;
        }
    }

    /** From which day a calendar due counts (domain.md §5). */
    public enum Anchor {
        COURSE_START,
        REGISTERED_ON,
        CONTACTED_ON,
        FIRST_ABSENCE_ON
    }

    /** How the due date is found (domain.md §4, §7). */
    public sealed interface Due {
        /**
         * A calendar clock: {@code by} (not inside) is anchor + period, {@code inside} is the day before that.
         *
         * @param series whether occurrences 1 to N spread over the window from the anchor to the due day
         */
        record Calendar(Anchor anchor, Period period, boolean inside, boolean series) implements Due {}

        /**
         * The hours clock: due is reach({@code toMonths}); a series spreads from {@code fromMonths} (0: courseStart).
         */
        record Hours(int fromMonths, int toMonths, boolean series) implements Due {}

        /** Per twelve months, from the day the citizen has {@code eligibleAfterMonths} of seniority. */
        record Rolling(int eligibleAfterMonths) implements Due {}

        /** Days before a joint meeting is held; at the earliest {@code daysAfterBooking} after it was booked. */
        record Invitation(int daysBefore, int daysAfterBooking) implements Due {}
    }

    /** What satisfies the rule (domain.md §6, §7). */
    public sealed interface SatisfiedBy {
        /** Meetings of one of the types (and by the convener, if one is named), held inside the band. */
        record Meetings(Set<Meeting.Type> types, Optional<Meeting.Convener> convener, Band band)
                implements SatisfiedBy {}

        /** A registered and searchable CV. */
        record RegisteredCv() implements SatisfiedBy {}

        /** An offer that counts. */
        record CountingOffer() implements SatisfiedBy {}

        /** {@code count} meetings of one of the types in the last {@code months}, in any course. */
        record MeetingsPerMonths(Set<Meeting.Type> types, int count, int months) implements SatisfiedBy {}

        /** An offer or {@code hundredths} hundredths of an hour of ordinary work in the last {@code months}. */
        record OfferOrWorkPerMonths(int hundredths, int months) implements SatisfiedBy {}

        /** The a-kasse has been invited to the joint meeting, or took part in it. */
        record AkasseInvited() implements SatisfiedBy {}
    }

    /**
     * Which meetings count by the day they were held.
     *
     * @param lower where the band begins
     * @param upperReach months of seniority on whose day the band ends, that day included; empty: no end
     */
    public record Band(Lower lower, OptionalInt upperReach) {
        /** The band of a rule whose row names none. */
        public static final Band UNBOUNDED = new Band(new Lower.EarlierOfAnchorAndCourseStart(), OptionalInt.empty());

        /** The lower bound of a band. */
        public sealed interface Lower {
            /** From the earlier of the rule's anchor date and courseStart. */
            record EarlierOfAnchorAndCourseStart() implements Lower {}

            /** From courseStart. */
            record CourseStart() implements Lower {}

            /** From the day after reach({@code months}). */
            record AfterReach(int months) implements Lower {}
        }
    }
}
