package dk.fristvagt.cli.explain;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Status;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.seniority.Family;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.wire.RuleWords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** The words for what is explained: the field's Danish terms with an English gloss. */
final class Words {
    /** Said where the file of a citizen is all there is, as in the store of a running instance. */
    static final String LEDGER_ONLY =
            "what stands now, from the ledger of the running monitor; what was said before and no longer stands is not"
                    + " kept there: explain --events shows it";

    private static final int PERMILLE_DECIMALS = 1;
    private static final int HUNDREDTHS_DECIMALS = 2;

    private Words() {}

    static String group(Group group) {
        return RuleWords.group(group);
    }

    static String family(Family family) {
        return switch (family) {
            case DAGPENGE -> "dagpenge";
            case KONTANTHJAELP -> "kontanthjælp";
            case UDDANNELSESHJAELP -> "uddannelseshjælp";
            case SYGEDAGPENGE -> "sygedagpenge";
            case JOBAFKLARING -> "jobafklaring";
            case RESSOURCEFORLOEB -> "ressourceforløb";
            case LEDIGHEDSYDELSE -> "ledighedsydelse";
            case REVALIDERING -> "revalidering";
            case NONE -> "ingen (none)";
        };
    }

    static String meeting(Meeting.Type type) {
        return RuleWords.type(type);
    }

    static String offer(Offer.Type type) {
        return RuleWords.offerType(type);
    }

    /** The Danish word of a status. */
    static String status(Status status) {
        return switch (status) {
            case UPCOMING -> "kommende";
            case BOOKED -> "booket";
            case EXEMPT -> "fritaget";
            case PAUSED -> "på pause";
            case DUE -> "forfalden";
            case OVERDUE -> "overskredet";
            case LAPSED -> "ikke overholdt";
            case MET -> "opfyldt";
            case MET_LATE -> "opfyldt for sent";
            case CEASED -> "bortfaldet";
        };
    }

    /** What a status means. */
    static String meaning(Status status) {
        return switch (status) {
            case UPCOMING -> "the due day has not passed";
            case BOOKED -> "what is booked is enough";
            case EXEMPT -> "the citizen is exempt today";
            case PAUSED -> "the citizen is not on the benefit, so nobody owes it now";
            case DUE -> "the due day has passed by projection; paid hours have not confirmed it yet";
            case OVERDUE -> "the due day has passed; it may still be met";
            case LAPSED -> "the due day has passed and it can no longer be met";
            case MET -> "satisfied in time";
            case MET_LATE -> "satisfied after the due day";
            case CEASED -> "nobody owes it any more";
        };
    }

    static String basis(Basis basis) {
        return basis == Basis.CONFIRMED ? "CONFIRMED (bekræftet)" : "PROJECTED (fremskrevet)";
    }

    static String reason(Exemption.Reason reason) {
        return lower(reason);
    }

    static String convener(Meeting.Convener convener) {
        return switch (convener) {
            case JOBCENTER -> "jobcenter";
            case AKASSE -> "a-kasse";
            case UNKNOWN -> "unknown";
        };
    }

    static String insurance(BenefitSpell.Insurance insurance) {
        return switch (insurance) {
            case FULL_TIME -> "full-time";
            case PART_TIME -> "part-time";
            case UNKNOWN -> "unknown";
        };
    }

    /** Why a fact does not count, as the end of "does not count: …". */
    static String refusal(Trace.Refusal refusal) {
        return switch (refusal) {
            case OTHER_TYPE -> "another type of meeting";
            case OTHER_CONVENER -> "called by the other party";
            case NOT_HELD -> "cancelled or the citizen did not come (aflyst, udeblevet)";
            case CANCELLED -> "cancelled (annulleret)";
            case BEFORE_THE_BAND -> "before the days that count";
            case AFTER_THE_BAND -> "after the days that count";
            case AFTER_CLOSING -> "after the course was closed";
            case IN_THE_FUTURE -> "its day has not come";
            case BEFORE_THE_COURSE -> "before the course began";
            case SHORTER_THAN_14_DAYS -> "too short";
            case TYPE_NEVER_COUNTS_THEN -> "a type that did not count when it began";
            case NOT_STARTED -> "granted, not begun";
            case NOT_REGISTERED_AND_SEARCHABLE -> "not both registered and searchable";
            case WITHDRAWN_BEFORE_IT_COUNTED -> "withdrawn before it could count";
            case NOT_NEEDED -> "not needed, enough counted before it";
            case BOOKING_NOT_KEPT -> "booked, its day is over and nobody has said what became of it";
            case TOO_LONG_AGO -> "too long ago";
        };
    }

    /** Months from which and to which a band of seniority goes; empty where it has no end. */
    record BandEnds(Optional<Integer> over, Optional<Integer> upTo) {}

    static BandEnds ends(Seniority.Band band) {
        return switch (band) {
            case UNDER_3 -> new BandEnds(Optional.empty(), Optional.of(3));
            case FROM_3_TO_6 -> new BandEnds(Optional.of(3), Optional.of(6));
            case FROM_6_TO_12 -> new BandEnds(Optional.of(6), Optional.of(12));
            case FROM_12_TO_18 -> new BandEnds(Optional.of(12), Optional.of(18));
            case FROM_18_TO_24 -> new BandEnds(Optional.of(18), Optional.of(24));
            case OVER_24 -> new BandEnds(Optional.of(24), Optional.empty());
        };
    }

    static String band(Seniority.Band band) {
        BandEnds ends = ends(band);
        if (ends.over().isEmpty()) {
            return "up to " + ends.upTo().orElseThrow() + " months";
        }
        return ends.upTo().isEmpty()
                ? "over " + ends.over().get() + " months"
                : "over " + ends.over().get() + ", up to " + ends.upTo().get() + " months";
    }

    /** A day, or that there is none. */
    static String day(LocalDate day, String none) {
        return Days.exists(day) ? day.toString() : none;
    }

    static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("-");
    }

    /** Hundredths of hours or of months as a number. */
    static BigDecimal hundredths(long hundredths) {
        return BigDecimal.valueOf(hundredths, HUNDREDTHS_DECIMALS);
    }

    /** A permille as a percentage. */
    static BigDecimal percent(int permille) {
        return BigDecimal.valueOf(permille, PERMILLE_DECIMALS);
    }

    /** A symbol as words. */
    static String lower(Enum<?> symbol) {
        return symbol.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
