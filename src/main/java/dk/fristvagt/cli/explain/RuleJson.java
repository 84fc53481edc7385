package dk.fristvagt.cli.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.rules.Rule;
import java.time.LocalDate;
import java.time.Period;

/** A version of a rule in the JSON of an explanation. */
final class RuleJson {
    private RuleJson() {}

    static ObjectNode of(Rule rule) {
        ObjectNode json = ExplanationJson.object();
        json.put("ruleId", rule.id());
        json.put("version", rule.version());
        ObjectNode title = json.putObject("title");
        title.put("da", rule.title().da());
        title.put("en", rule.title().en());
        json.put("kind", rule.kind().symbol());
        json.put("select", rule.select().name());
        put(json, "validFrom", rule.valid().from());
        put(json, "validTo", rule.valid().to());
        ArrayNode groups = json.putArray("groups");
        rule.groups().stream().sorted().forEach(group -> groups.add(group.name()));
        json.set("when", rule.when().<ObjectNode>map(RuleJson::condition).orElse(null));
        json.set("due", due(rule.due()));
        json.set("satisfiedBy", satisfiedBy(rule));
        json.put("curable", rule.curable());
        json.put("responsible", rule.responsible().name());
        ArrayNode ladder = json.putArray("ladder");
        rule.ladder().forEach(ladder::add);
        if (rule.quota().isPresent()) {
            json.put("quotaPercent", rule.quota().getAsInt());
        } else {
            json.putNull("quotaPercent");
        }
        json.put("assumption", rule.assumption());
        json.put("citation", rule.citation());
        ArrayNode references = json.putArray("references");
        rule.references().forEach(reference -> {
            ObjectNode node = references.addObject();
            node.put("paragraph", reference.paragraph());
            node.put("title", reference.title());
            node.put("inForce", reference.inForce());
            node.put("source", reference.source());
        });
        ArrayNode notes = json.putArray("notes");
        rule.notes().forEach(notes::add);
        return json;
    }

    private static void put(ObjectNode json, String name, LocalDate day) {
        ExplanationJson.put(json, name, day);
    }

    private static ObjectNode condition(Rule.Condition when) {
        ObjectNode json = ExplanationJson.object();
        json.put("youngWithoutEducation", when.youngWithoutEducation().orElse(null));
        json.put("employed", when.employed().orElse(null));
        if (when.sicknessCategories().isPresent()) {
            ArrayNode categories = json.putArray("sicknessCategories");
            when.sicknessCategories().get().stream().sorted().forEach(categories::add);
            json.put("sicknessCategoryMayBeUnknown", when.sicknessCategoryMayBeUnknown());
        }
        return json;
    }

    private static ObjectNode due(Rule.Due due) {
        ObjectNode json = ExplanationJson.object();
        if (due instanceof Rule.Due.Calendar calendar) {
            json.put("clock", "CALENDAR");
            json.put("anchor", calendar.anchor().name());
            period(json, calendar.period());
            json.put("inside", calendar.inside());
            json.put("series", calendar.series());
        } else if (due instanceof Rule.Due.Hours hours) {
            json.put("clock", "HOURS");
            json.put("fromMonths", hours.fromMonths());
            json.put("toMonths", hours.toMonths());
            json.put("series", hours.series());
        } else if (due instanceof Rule.Due.Rolling rolling) {
            json.put("clock", "ROLLING");
            json.put("eligibleAfterMonths", rolling.eligibleAfterMonths());
        } else if (due instanceof Rule.Due.Invitation invitation) {
            json.put("clock", "INVITATION");
            json.put("daysBefore", invitation.daysBefore());
            json.put("daysAfterBooking", invitation.daysAfterBooking());
        }
        return json;
    }

    /** A period as ISO text and in the units in which it is said. */
    static void period(ObjectNode json, Period period) {
        json.put("period", period.toString());
        if (period.toTotalMonths() > 0) {
            json.put("periodMonths", period.toTotalMonths());
        }
        if (period.getDays() > 0) {
            boolean weeks = period.getDays() % 7 == 0;
            json.put(weeks ? "periodWeeks" : "periodDays", weeks ? period.getDays() / 7 : period.getDays());
        }
    }

    private static ObjectNode satisfiedBy(Rule rule) {
        ObjectNode json = ExplanationJson.object();
        json.put("required", rule.required());
        Rule.SatisfiedBy by = rule.satisfiedBy();
        if (by instanceof Rule.SatisfiedBy.Meetings meetings) {
            json.put("fact", "MEETINGS");
            types(json, meetings.types());
            ExplanationJson.put(json, "convenedBy", meetings.convener());
            if (meetings.band().lower() instanceof Rule.Band.Lower.AfterReach after) {
                json.put("afterMonths", after.months());
            }
            if (meetings.band().upperReach().isPresent()) {
                json.put("upToMonths", meetings.band().upperReach().getAsInt());
            }
        } else if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            json.put("fact", "CV");
        } else if (by instanceof Rule.SatisfiedBy.CountingOffer) {
            json.put("fact", "OFFER");
        } else if (by instanceof Rule.SatisfiedBy.MeetingsPerMonths meetings) {
            json.put("fact", "MEETINGS_PER_MONTHS");
            types(json, meetings.types());
            json.put("count", meetings.count());
            json.put("months", meetings.months());
        } else if (by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths work) {
            json.put("fact", "OFFER_OR_WORK_PER_MONTHS");
            json.put("hours", Words.hundredths(work.hundredths()));
            json.put("wholeHours", work.hundredths() / 100);
            json.put("months", work.months());
        } else {
            json.put("fact", "AKASSE_INVITED");
        }
        return json;
    }

    private static void types(ObjectNode json, Iterable<? extends Enum<?>> types) {
        ArrayNode array = json.putArray("types");
        types.forEach(type -> array.add(type.name()));
    }
}
