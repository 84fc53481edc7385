package dk.fristvagt.wire;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.wire.YamlFields.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads one rule, or one type of offer, out of YAML and refuses what the domain does not know (domain.md §5 to §7).
 *
 * <p>The keys are explained where they are used, at the head of {@code rules/rulebook.yaml}.
 */
final class RuleYaml {
    private static final Set<String> RULE = YamlFields.keys(
            "id",
            "version",
            "title",
            "valid",
            "select",
            "groups",
            "due",
            "satisfied-by",
            "required",
            "curable",
            "responsible",
            "ladder",
            "kind",
            "references",
            "notes");
    private static final Set<String> RULE_OPTIONAL = YamlFields.keys("when", "quota", "assumption");

    private static final Map<String, Rule.Select> SELECT = words(RuleYaml::kebab, List.of(Rule.Select.values()));
    private static final Map<String, Rule.Kind> KIND = words(Rule.Kind::symbol, List.of(Rule.Kind.values()));
    private static final Map<String, Rule.Responsible> RESPONSIBLE =
            words(RuleYaml::kebab, List.of(Rule.Responsible.values()));
    private static final Map<String, Rule.Anchor> ANCHOR = words(RuleYaml::kebab, List.of(Rule.Anchor.values()));
    private static final Map<String, OptionalInt> SICKNESS_CATEGORY = words(
            category -> category.isPresent() ? Integer.toString(category.getAsInt()) : "unknown",
            List.of(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(3), OptionalInt.empty()));
    private static final Map<String, Rule.Band.Lower> BAND_FROM =
            words(lower -> "course-start", List.of(new Rule.Band.Lower.CourseStart()));
    private static final Set<String> OFFER_TYPE = YamlFields.keys("type", "counts", "references", "notes");

    /** More months of seniority than a dagpengeperiode with its extensions can give. */
    private static final int MOST_MONTHS = 60;

    private static final int MOST_DAYS = 365;

    private RuleYaml() {}

    /** The rule that is item {@code number} (from 1) of its file. */
    static Rule rule(Place file, YamlNode node, int number) {
        Place place = file.about(subject(node, number));
        YamlFields fields = YamlFields.of(place, node, "a rule", RULE, RULE_OPTIONAL);
        String id = fields.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw fields.wrong("id", "must be lower-case letters, digits and single hyphens, not " + Quoted.of(id));
        }
        Rule rule = new Rule(
                id,
                fields.integer("version", 1, 9999),
                title(place, fields.node("title"), "title"),
                validity(place, fields.node("valid"), Optional.empty()),
                fields.choice("select", SELECT),
                groups(fields),
                fields.has("when") ? Optional.of(condition(place, fields.node("when"))) : Optional.empty(),
                due(place, fields.node("due")),
                satisfiedBy(place, fields.node("satisfied-by")),
                fields.integer("required", 1, 99),
                fields.bool("curable"),
                fields.choice("responsible", RESPONSIBLE),
                ladder(fields),
                fields.choice("kind", KIND),
                fields.has("quota") ? OptionalInt.of(fields.integer("quota", 1, 100)) : OptionalInt.empty(),
                fields.flag("assumption"),
                references(place, fields),
                fields.texts("notes"));
        checkTogether(rule, fields);
        return rule;
    }

    /** The type of offer that is item {@code number} (from 1) of its file. */
    static RulebookDocument.OfferType offerType(Place file, YamlNode node, int number) {
        Place place =
                file.about(named(node, "type").map(type -> "offer type " + type).orElse("offer type number " + number));
        YamlFields fields = YamlFields.of(place, node, "a type of offer", OFFER_TYPE, Set.of());
        Offer.Type type = fields.constant("type", Offer.Type.class, Offer.Type.UNKNOWN);
        List<Rule.Validity> counts = new ArrayList<>();
        for (YamlNode item : fields.items("counts")) {
            Rule.Validity window = validity(place, item, Optional.of(LocalDate.MIN));
            if (!counts.isEmpty() && !counts.get(counts.size() - 1).to().isBefore(window.from())) {
                throw place.wrong(item.line(), "counts must be in the order of time without overlap");
            }
            counts.add(window);
        }
        return new RulebookDocument.OfferType(
                type, List.copyOf(counts), references(place, fields), fields.texts("notes"));
    }

    static Rule.Title title(Place place, YamlNode node, String what) {
        YamlFields fields = YamlFields.of(place, node, "the " + what, YamlFields.keys("da", "en"), Set.of());
        return new Rule.Title(fields.text("da"), fields.text("en"));
    }

    /** How messages name the rule, which may be wrong in any of its parts. */
    private static String subject(YamlNode node, int number) {
        return named(node, "id")
                .map(id -> "rule " + id
                        + named(node, "version").map(v -> " version " + v).orElse(""))
                .orElse("rule number " + number + " of the file");
    }

    /** The value of {@code key} if it is fit to be shown in a message. */
    private static Optional<String> named(YamlNode node, String key) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry != null
                        && entry.value() instanceof YamlNode.Scalar scalar
                        && scalar.text().matches("[A-Za-z0-9_-]{1,60}")
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Rule.Validity validity(Place place, YamlNode node, Optional<LocalDate> openBeginning) {
        YamlFields fields = YamlFields.of(place, node, "a validity", YamlFields.keys("from", "to"), Set.of());
        LocalDate from = fields.date("from", openBeginning);
        LocalDate to = fields.date("to", Optional.of(Days.NEVER));
        if (to.isBefore(from)) {
            throw fields.wrong("to", "is before from");
        }
        return new Rule.Validity(from, to);
    }

    private static Set<Group> groups(YamlFields fields) {
        List<Group> groups = fields.constants("groups", Group.class, Group.UNKNOWN);
        if (groups.isEmpty()) {
            throw fields.wrong("groups", "must name at least one group");
        }
        return Collections.unmodifiableSet(EnumSet.copyOf(groups));
    }

    private static Rule.Condition condition(Place place, YamlNode node) {
        YamlFields fields = YamlFields.of(
                place,
                node,
                "when",
                Set.of(),
                YamlFields.keys("young-without-education", "employed", "sickness-category"));
        Optional<Set<Integer>> known = Optional.empty();
        boolean mayBeUnknown = false;
        if (fields.has("sickness-category")) {
            Set<Integer> categories = new TreeSet<>();
            for (OptionalInt category : fields.choices("sickness-category", SICKNESS_CATEGORY)) {
                category.ifPresent(categories::add);
                mayBeUnknown |= category.isEmpty();
            }
            known = Optional.of(Collections.unmodifiableSet(categories));
        }
        return new Rule.Condition(
                fields.has("young-without-education")
                        ? Optional.of(fields.bool("young-without-education"))
                        : Optional.empty(),
                fields.has("employed") ? Optional.of(fields.bool("employed")) : Optional.empty(),
                known,
                mayBeUnknown);
    }

    private static Rule.Due due(Place place, YamlNode node) {
        return switch (word(place, node, "due", "clock", List.of("calendar", "hours", "rolling", "invitation"))) {
            case "calendar" -> {
                YamlFields fields = YamlFields.of(
                        place,
                        node,
                        "due",
                        YamlFields.keys("clock", "anchor"),
                        YamlFields.keys("by", "inside", "series"));
                boolean inside = fields.has("inside");
                if (inside == fields.has("by")) {
                    throw fields.wrong("clock", "calendar needs either by or inside");
                }
                yield new Rule.Due.Calendar(
                        fields.choice("anchor", ANCHOR),
                        fields.period(inside ? "inside" : "by"),
                        inside,
                        fields.flag("series"));
            }
            case "hours" -> {
                YamlFields fields = YamlFields.of(
                        place, node, "due", YamlFields.keys("clock", "reach"), YamlFields.keys("from", "series"));
                int to = fields.integer("reach", 1, MOST_MONTHS);
                boolean series = fields.flag("series");
                if (fields.has("from") && !series) {
                    throw fields.wrong("from", "belongs to a series");
                }
                int from = fields.has("from") ? fields.integer("from", 1, to - 1) : 0;
                yield new Rule.Due.Hours(from, to, series);
            }
            case "rolling" -> {
                YamlFields fields =
                        YamlFields.of(place, node, "due", YamlFields.keys("clock", "eligible-after"), Set.of());
                yield new Rule.Due.Rolling(fields.integer("eligible-after", 1, MOST_MONTHS));
            }
            default -> {
                YamlFields fields = YamlFields.of(
                        place, node, "due", YamlFields.keys("clock", "days-before", "days-after-booking"), Set.of());
                yield new Rule.Due.Invitation(
                        fields.integer("days-before", 0, MOST_DAYS),
                        fields.integer("days-after-booking", 0, MOST_DAYS));
            }
        };
    }

    private static Rule.SatisfiedBy satisfiedBy(Place place, YamlNode node) {
        String what = "satisfied-by";
        return switch (word(
                place,
                node,
                what,
                "fact",
                List.of(
                        "meetings",
                        "cv",
                        "offer",
                        "meetings-in-months",
                        "offer-or-work-in-months",
                        "akasse-invited"))) {
            case "meetings" -> {
                YamlFields fields = YamlFields.of(
                        place, node, what, YamlFields.keys("fact", "types"), YamlFields.keys("convened-by", "band"));
                yield new Rule.SatisfiedBy.Meetings(
                        meetingTypes(fields),
                        fields.has("convened-by")
                                ? Optional.of(fields.constant(
                                        "convened-by", Meeting.Convener.class, Meeting.Convener.UNKNOWN))
                                : Optional.empty(),
                        fields.has("band") ? band(place, fields.node("band")) : Rule.Band.UNBOUNDED);
            }
            case "cv" -> {
                YamlFields.of(place, node, what, YamlFields.keys("fact"), Set.of());
                yield new Rule.SatisfiedBy.RegisteredCv();
            }
            case "offer" -> {
                YamlFields.of(place, node, what, YamlFields.keys("fact"), Set.of());
                yield new Rule.SatisfiedBy.CountingOffer();
            }
            case "meetings-in-months" -> {
                YamlFields fields =
                        YamlFields.of(place, node, what, YamlFields.keys("fact", "types", "count", "months"), Set.of());
                yield new Rule.SatisfiedBy.MeetingsPerMonths(
                        meetingTypes(fields), fields.integer("count", 1, 99), fields.integer("months", 1, MOST_MONTHS));
            }
            case "offer-or-work-in-months" -> {
                YamlFields fields =
                        YamlFields.of(place, node, what, YamlFields.keys("fact", "work-hours", "months"), Set.of());
                yield new Rule.SatisfiedBy.OfferOrWorkPerMonths(
                        fields.integer("work-hours", 1, 9999) * 100, fields.integer("months", 1, MOST_MONTHS));
            }
            default -> {
                YamlFields.of(place, node, what, YamlFields.keys("fact"), Set.of());
                yield new Rule.SatisfiedBy.AkasseInvited();
            }
        };
    }

    private static Set<Meeting.Type> meetingTypes(YamlFields fields) {
        List<Meeting.Type> types = fields.constants("types", Meeting.Type.class, Meeting.Type.UNKNOWN);
        if (types.isEmpty()) {
            throw fields.wrong("types", "must name at least one type of meeting");
        }
        return Collections.unmodifiableSet(EnumSet.copyOf(types));
    }

    private static Rule.Band band(Place place, YamlNode node) {
        YamlFields fields =
                YamlFields.of(place, node, "a band", Set.of(), YamlFields.keys("from", "after-reach", "to-reach"));
        if (fields.has("from") == fields.has("after-reach")) {
            throw place.wrong(node.line(), "a band needs either from or after-reach");
        }
        Rule.Band.Lower lower = fields.has("from")
                ? fields.choice("from", BAND_FROM)
                : new Rule.Band.Lower.AfterReach(fields.integer("after-reach", 1, MOST_MONTHS));
        int least = lower instanceof Rule.Band.Lower.AfterReach after ? after.months() + 1 : 1;
        return new Rule.Band(
                lower,
                fields.has("to-reach")
                        ? OptionalInt.of(fields.integer("to-reach", least, MOST_MONTHS))
                        : OptionalInt.empty());
    }

    private static List<Integer> ladder(YamlFields fields) {
        List<Integer> ladder = fields.integers("ladder", 1, MOST_DAYS);
        for (int i = 1; i < ladder.size(); i++) {
            if (ladder.get(i) >= ladder.get(i - 1)) {
                throw fields.wrong("ladder", "must go from the greatest number of days to the smallest");
            }
        }
        if (ladder.isEmpty()) {
            throw fields.wrong("ladder", "must have at least one step");
        }
        return ladder;
    }

    private static List<Rule.Reference> references(Place place, YamlFields fields) {
        List<Rule.Reference> references = new ArrayList<>();
        for (YamlNode item : fields.items("references")) {
            YamlFields reference = YamlFields.of(
                    place, item, "a reference", YamlFields.keys("paragraph", "title", "in-force", "source"), Set.of());
            references.add(new Rule.Reference(
                    reference.text("paragraph"),
                    reference.text("title"),
                    reference.text("in-force"),
                    reference.text("source")));
        }
        if (references.isEmpty()) {
            throw fields.wrong("references", "must cite at least one paragraph");
        }
        return List.copyOf(references);
    }

    /** What is right only together; everything else has been checked value by value. */
    private static void checkTogether(Rule rule, YamlFields fields) {
        Rule.SatisfiedBy by = rule.satisfiedBy();
        if (!fits(rule.due(), by, rule.series())) {
            throw fields.wrong("satisfied-by", "is not a fact that can satisfy this kind of due");
        }
        int required = by instanceof Rule.SatisfiedBy.MeetingsPerMonths meetings ? meetings.count() : 1;
        if (!rule.series() && rule.required() != required) {
            throw fields.wrong("required", "must be " + required + ", as the rule is no series");
        }
        if (readsHours(rule) && !rule.groups().equals(EnumSet.of(Group.DAGPENGE))) {
            throw fields.wrong("groups", "must be DAGPENGE alone, as due or band reads its hours clock");
        }
        boolean ends = by instanceof Rule.SatisfiedBy.Meetings meetings
                && meetings.band().upperReach().isPresent();
        if (!rule.curable() && !ends) {
            throw fields.wrong("curable", "can be false only for meetings in a band with to-reach");
        }
        if (rule.responsible() == Rule.Responsible.CONVENER && !rule.invitation()) {
            throw fields.wrong("responsible", "can be convener only for an invitation");
        }
    }

    private static boolean fits(Rule.Due due, Rule.SatisfiedBy by, boolean series) {
        if (due instanceof Rule.Due.Rolling) {
            return by instanceof Rule.SatisfiedBy.MeetingsPerMonths
                    || by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths;
        }
        if (due instanceof Rule.Due.Invitation) {
            return by instanceof Rule.SatisfiedBy.AkasseInvited;
        }
        return by instanceof Rule.SatisfiedBy.Meetings
                || !series
                        && (by instanceof Rule.SatisfiedBy.RegisteredCv
                                || by instanceof Rule.SatisfiedBy.CountingOffer);
    }

    private static boolean readsHours(Rule rule) {
        return rule.due() instanceof Rule.Due.Hours
                || rule.satisfiedBy() instanceof Rule.SatisfiedBy.Meetings meetings
                        && (meetings.band().upperReach().isPresent()
                                || meetings.band().lower() instanceof Rule.Band.Lower.AfterReach);
    }

    /** The word under {@code key} that says which other keys there are. */
    private static String word(Place place, YamlNode node, String what, String key, List<String> words) {
        YamlNode.Entry entry = YamlFields.mapping(place, node, what).entries().get(key);
        if (entry == null) {
            throw place.wrong(node.line(), "the key " + Quoted.of(key) + " is missing in " + what);
        }
        if (entry.value() instanceof YamlNode.Scalar scalar && words.contains(scalar.text())) {
            return scalar.text();
        }
        throw place.wrong(entry.line(), key + " must be one of " + String.join(", ", words));
    }

    /** The words of the files for some values, in the order in which messages list them. */
    private static <T> Map<String, T> words(Function<T, String> word, List<T> values) {
        Map<String, T> words = new LinkedHashMap<>();
        values.forEach(value -> words.put(word.apply(value), value));
        return Collections.unmodifiableMap(words);
    }

    /** A constant as the files write it: {@code COURSE_START} is course-start. */
    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
