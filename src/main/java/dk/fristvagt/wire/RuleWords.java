package dk.fristvagt.wire;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words what a rule says in values, in English with the field's Danish terms. */
public final class RuleWords {
    private RuleWords() {}

    /** Who the rule is about, with its condition. */
    public static String who(Rule rule) {
        Set<Group> all = EnumSet.complementOf(EnumSet.of(Group.UNKNOWN));
        String groups = rule.groups().equals(all)
                ? "everybody on a benefit"
                : joined(rule.groups().stream().map(RuleWords::group).toList(), ", ");
        return rule.when().map(when -> groups + "; " + condition(when)).orElse(groups);
    }

    /** When the rule is due. */
    public static String due(Rule.Due due) {
        if (due instanceof Rule.Due.Calendar calendar) {
            String period = period(calendar.period());
            String anchor = anchor(calendar.anchor());
            if (calendar.series()) {
                return "spread over the " + period + " from " + anchor;
            }
            return calendar.inside() ? "within the " + period + " from " + anchor : period + " after " + anchor;
        }
        if (due instanceof Rule.Due.Hours hours) {
            if (!hours.series()) {
                return seniority(hours.toMonths());
            }
            String from = hours.fromMonths() == 0 ? "" : "from " + hours.fromMonths() + " ";
            return "spread " + from + (from.isEmpty() ? "up to " : "to ") + seniority(hours.toMonths());
        }
        if (due instanceof Rule.Due.Rolling rolling) {
            return "always for the last months, from " + seniority(rolling.eligibleAfterMonths());
        }
        Rule.Due.Invitation invitation = (Rule.Due.Invitation) due;
        return invitation.daysBefore() + " days before the meeting, or " + invitation.daysAfterBooking()
                + " days after it was booked";
    }

    /** What satisfies the rule, without how many. */
    public static String satisfiedBy(Rule rule) {
        Rule.SatisfiedBy by = rule.satisfiedBy();
        if (by instanceof Rule.SatisfiedBy.Meetings meetings) {
            String types = types(meetings.types(), rule.required());
            String convener = meetings.convener()
                    .map(c -> " called by the " + (c == Meeting.Convener.AKASSE ? "a-kasse" : "jobcentre"))
                    .orElse("");
            return rule.required() + " " + types + convener + band(meetings.band());
        }
        if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            return "cv registered and searchable";
        }
        if (by instanceof Rule.SatisfiedBy.CountingOffer) {
            return "tilbud begun, of a type that counts";
        }
        if (by instanceof Rule.SatisfiedBy.MeetingsPerMonths meetings) {
            return meetings.count() + " " + types(meetings.types(), meetings.count()) + " in the last "
                    + meetings.months() + " months";
        }
        if (by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths work) {
            return "a tilbud or " + work.hundredths() / 100 + " hours of work in the last " + work.months() + " months";
        }
        return "the other party invited, or taking part";
    }

    /** Which date must lie in the validity, and the validity. */
    public static String valid(Rule rule) {
        String what = rule.select() == Rule.Select.COURSE_START ? "courses begun " : "days ";
        return what + window(rule.valid());
    }

    /** Two dates, either of which may be open. */
    static String window(Rule.Validity window) {
        boolean ends = Days.exists(window.to());
        if (window.from().equals(LocalDate.MIN)) {
            return ends ? "until " + window.to() : "always";
        }
        return ends ? window.from() + " to " + window.to() : "from " + window.from();
    }

    static String responsible(Rule.Responsible responsible) {
        return switch (responsible) {
            case JOBCENTER -> "jobcentre";
            case AKASSE -> "a-kasse";
            case AKASSE_IF_FIRST -> "a-kasse if it has the first months, else jobcentre";
            case CONVENER -> "who calls the meeting";
        };
    }

    /** What the rule is. */
    public static String kind(Rule.Kind kind) {
        return switch (kind) {
            case STATUTORY -> "statute";
            case TARGET -> "target (fokusmål)";
            case AGREEMENT -> "agreement";
        };
    }

    /** When units are warned. */
    public static String warned(List<Integer> ladder) {
        return "warned " + joined(ladder, ", ") + " days before";
    }

    /** The type of offer as the field calls it. */
    public static String offerType(Offer.Type type) {
        return switch (type) {
            case VIRKSOMHEDSPRAKTIK -> "virksomhedspraktik";
            case LOENTILSKUD -> "løntilskud";
            case NYTTEINDSATS -> "nytteindsats";
            case ORDINAER_UDDANNELSE -> "ordinær uddannelse";
            case OEVRIG_VEJLEDNING -> "øvrig vejledning og opkvalificering";
            case KURSUS_93 -> "kurser efter § 93";
            case REALKOMPETENCE -> "realkompetencevurdering";
            case UNKNOWN -> "unknown";
        };
    }

    /** A reference in one line. */
    public static String reference(Rule.Reference reference) {
        return reference.paragraph() + ": " + sentence(reference.title()) + " In force: "
                + sentence(reference.inForce()) + " Source: " + sentence(reference.source());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    /** The group of benefit as the field calls it. */
    public static String group(Group group) {
        return switch (group) {
            case DAGPENGE -> "dagpenge";
            case KONTANTHJAELP_JOBPARAT -> "kontanthjælp (jobparat)";
            case KONTANTHJAELP_AKTIVITETSPARAT -> "kontanthjælp (aktivitetsparat)";
            case UDDANNELSESHJAELP_AABENLYST -> "uddannelseshjælp (åbenlyst uddannelsesparat)";
            case UDDANNELSESHJAELP_UDDANNELSESPARAT -> "uddannelseshjælp (uddannelsesparat)";
            case UDDANNELSESHJAELP_AKTIVITETSPARAT -> "uddannelseshjælp (aktivitetsparat)";
            case SYGEDAGPENGE -> "sygedagpenge";
            case JOBAFKLARING -> "jobafklaring";
            case RESSOURCEFORLOEB -> "ressourceforløb";
            case LEDIGHEDSYDELSE -> "ledighedsydelse";
            case REVALIDERING -> "revalidering";
            case UNKNOWN -> "unknown";
        };
    }

    private static String types(Set<Meeting.Type> types, int count) {
        String plural = count == 1 ? "" : "r";
        return joined(types.stream().map(type -> type(type) + plural).toList(), " or ");
    }

    /** The type of meeting in the singular; the plural of each ends in r. */
    public static String type(Meeting.Type type) {
        return switch (type) {
            case JOBSAMTALE -> "jobsamtale";
            case FAELLES_JOBSAMTALE -> "fællessamtale";
            case OPFOELGNINGSSAMTALE -> "opfølgningssamtale";
            case CV_SAMTALE -> "CV-samtale";
            case RAADIGHEDSSAMTALE -> "rådighedssamtale";
            case ANDEN_SAMTALE -> "anden samtale";
            case INFORMATIONSMOEDE -> "informationsmøde";
            case UNKNOWN -> "ukendt samtale";
        };
    }

    private static String band(Rule.Band band) {
        if (band.lower() instanceof Rule.Band.Lower.AfterReach after) {
            return band.upperReach().isPresent()
                    ? ", after " + after.months() + " and by "
                            + seniority(band.upperReach().getAsInt())
                    : ", after " + seniority(after.months());
        }
        return band.upperReach().isPresent()
                ? ", by " + seniority(band.upperReach().getAsInt())
                : "";
    }

    private static String condition(Rule.Condition when) {
        List<String> parts = new ArrayList<>();
        when.youngWithoutEducation().ifPresent(young -> parts.add((young ? "" : "not ") + "young without education"));
        when.employed().ifPresent(employed -> parts.add((employed ? "" : "not ") + "employed"));
        when.sicknessCategories().ifPresent(categories -> {
            List<String> words = new ArrayList<>();
            categories.forEach(category -> words.add(category.toString()));
            if (when.sicknessCategoryMayBeUnknown()) {
                words.add("unknown");
            }
            parts.add("sickness category " + joined(words, " or "));
        });
        return joined(parts, ", ");
    }

    /** The day that a calendar clock runs from. */
    public static String anchor(Rule.Anchor anchor) {
        return switch (anchor) {
            case COURSE_START -> "the start of the course";
            case REGISTERED_ON -> "registration as jobseeker";
            case CONTACTED_ON -> "the first contact about help";
            case FIRST_ABSENCE_ON -> "the first day of absence";
        };
    }

    private static String seniority(int months) {
        return months + " months of seniority";
    }

    /** A period in months, weeks and days. */
    public static String period(Period period) {
        List<String> parts = new ArrayList<>();
        if (period.toTotalMonths() > 0) {
            parts.add(counted(period.toTotalMonths(), "month"));
        }
        if (period.getDays() > 0) {
            parts.add(
                    period.getDays() % 7 == 0
                            ? counted(period.getDays() / 7, "week")
                            : counted(period.getDays(), "day"));
        }
        return joined(parts, " and ");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    private static String joined(Collection<?> words, String separator) {
        return words.stream().map(Object::toString).collect(Collectors.joining(separator));
    }
}
