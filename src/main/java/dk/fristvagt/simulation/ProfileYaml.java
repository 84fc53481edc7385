package dk.fristvagt.simulation;

import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads profiles: the ones in the jar by name, or a file. */
public final class ProfileYaml {
    /** The profiles in the jar. */
    public static final List<String> BUILT_IN = List.of("denmark-2019", "denmark-2022", "denmark-2026");

    private static final String FOLDER = "/profiles/";
    private static final int LONGEST_STAY_DAYS = 20_000;

    private ProfileYaml() {}

    /**
     * The profile called {@code name} in the jar, or in the file of that name.
     *
     * @throws InvalidProfileException if it cannot be read or is not valid
     */
    public static Profile load(String name) {
        if (BUILT_IN.contains(name)) {
            return read("profiles/" + name + ".yaml", resource(name + ".yaml"), ProfileYaml::builtInUnits);
        }
        Path file = Path.of(name);
        if (!Files.isRegularFile(file)) {
            throw new InvalidProfileException(Printable.of(name) + ": is neither a profile of this program ("
                    + String.join(", ", BUILT_IN) + ") nor a file");
        }
        return read(name, content(file), units -> {
            Path beside = file.resolveSibling(units);
            return Files.isRegularFile(beside)
                    ? ProfileFields.parse(beside.toString(), content(beside))
                    : builtInUnits(units);
        });
    }

    /** A published file of the jar, as its fields. */
    static ProfileFields resourceFields(String name) {
        return ProfileFields.parse("profiles/" + name, resource(name));
    }

    private static ProfileFields builtInUnits(String name) {
        if (ProfileYaml.class.getResource(FOLDER + name) == null) {
            throw new InvalidProfileException(
                    Printable.of(name) + ": there is no such file of units beside the profile or in the program");
        }
        return resourceFields(name);
    }

    private static String resource(String name) {
        try (InputStream in = ProfileYaml.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " on the class path cannot be read", e);
        }
    }

    private static String content(Path file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProfileException(Printable.of(file.toString()) + ": is not UTF-8");
        } catch (IOException e) {
            throw new InvalidProfileException(
                    Printable.of(file.toString()) + ": cannot be read; check that it is there and allowed");
        }
    }

    /** Reads {@code text}, the content of {@code file}. */
    static Profile read(String file, String text, Function<String, ProfileFields> units) {
        ProfileFields top = ProfileFields.parse(file, text);
        Profile profile = new Profile(
                top.text("figures"),
                top.day("from"),
                top.day("to"),
                top.period("measured"),
                units(units.apply(top.text("units"))),
                top.objects("suspended", ProfileFields::period),
                top.object("life", ProfileYaml::life),
                new Weighted<>(top.weights("exhausted", ProfileYaml::destination)),
                top.objects("conversions", ProfileYaml::conversion),
                new EnumMap<>(top.objectsByKey("groups", ProfileYaml::group, ProfileYaml::groupProfile)),
                top.objects("exemptions", ProfileYaml::exemption),
                top.object("hours", ProfileYaml::hours),
                top.object("joint-meetings", ProfileYaml::trial),
                top.object("registration", ProfileYaml::registration),
                top.object("bookings", ProfileYaml::bookings));
        if (profile.to() < profile.from()) {
            throw top.wrong("to", "is before from");
        }
        for (Group group : Group.values()) {
            if (group != Group.UNKNOWN && !profile.groups().containsKey(group)) {
                throw top.wrong("groups", "lacks " + group);
            }
        }
        top.nothingElse();
        return profile;
    }

    private static Profile.Units units(ProfileFields fields) {
        Profile.Units units = new Profile.Units(
                new Weighted<>(fields.weights("municipalities", (f, code) -> {
                    if (!code.matches("[0-9]{4}")) {
                        throw f.wrong(code, "must be the four digits of a municipality, in quotes");
                    }
                    return code;
                })),
                new Weighted<>(fields.weights("akasser", (f, code) -> code)));
        fields.nothingElse();
        return units;
    }

    private static Group group(ProfileFields fields, String word) {
        return fields.constant(word, Group.class);
    }

    private static Profile.Destination destination(ProfileFields fields, String word) {
        return word.equals("OUT")
                ? Profile.Destination.OUT
                : new Profile.Destination(fields.constant(word, Group.class));
    }

    private static Profile.Lengths lengths(ProfileFields fields, String key) {
        List<double[]> parts =
                fields.objects(key, f -> new double[] {f.share("share"), f.number("mean-days", 1, LONGEST_STAY_DAYS)});
        double sum = parts.stream().mapToDouble(part -> part[0]).sum();
        if (Math.abs(sum - 1) > 1e-9) {
            throw fields.wrong(key, "must have shares that sum to 1");
        }
        return new Profile.Lengths(
                parts.stream().mapToDouble(part -> part[0]).toArray(),
                parts.stream().mapToDouble(part -> part[1]).toArray());
    }

    private static Profile.Life life(ProfileFields fields) {
        return new Profile.Life(
                lengths(fields, "without-benefit"),
                fields.share("same-again"),
                new Weighted<>(fields.weights("entry", ProfileYaml::group)));
    }

    private static Profile.Conversion conversion(ProfileFields fields) {
        Map<Group, Group> groups = new EnumMap<>(Group.class);
        groups.putAll(fields.objectsByKey("groups", ProfileYaml::group, f -> f.constantOf("becomes", Group.class)));
        return new Profile.Conversion(fields.day("on"), groups);
    }

    private static Profile.GroupProfile groupProfile(ProfileFields fields) {
        List<Profile.Contact> contact = new ArrayList<>(fields.objects("contact", ProfileYaml::contact));
        for (int i = 1; i < contact.size(); i++) {
            if (contact.get(i).from() <= contact.get(i - 1).from()) {
                throw fields.wrong("contact", "must be in the order of from");
            }
        }
        if (contact.isEmpty()) {
            throw fields.wrong("contact", "is empty");
        }
        return new Profile.GroupProfile(
                lengths(fields, "length"),
                new Weighted<>(fields.weights("next", ProfileYaml::destination)),
                contact,
                fields.object("offers", ProfileYaml::offers),
                fields.object(
                        "cv", f -> new Profile.CvPlan(f.share("share"), f.range("days", 0, 400), f.share("withdrawn"))),
                fields.share("employed"),
                fields.range("employed-hours", 0, 160));
    }

    private static Profile.Contact contact(ProfileFields fields) {
        return new Profile.Contact(
                fields.day("from"),
                fields.range("first-days", 0, 400),
                fields.numbers("per-week", Profile.BANDS, 0.001, 5),
                fields.has("convened-by-akasse")
                        ? fields.numbers("convened-by-akasse", Profile.BANDS, 0, 1)
                        : new double[Profile.BANDS],
                new Weighted<>(fields.weights("types", (f, word) -> f.constant(word, Meeting.Type.class))),
                new Weighted<>(fields.weights("forms", (f, word) -> f.constant(word, Meeting.Form.class))),
                fields.has("cv-meeting") ? fields.share("cv-meeting") : 0,
                fields.has("cv-meeting-days") ? fields.range("cv-meeting-days", 0, 400) : new Profile.Range(0, 0),
                fields.has("joint") ? fields.objects("joint", ProfileYaml::joint) : List.of());
    }

    private static Profile.Joint joint(ProfileFields fields) {
        Map<Profile.Span, Double> spans = new LinkedHashMap<>();
        for (Map.Entry<Profile.Span, Double> span : fields.objects("at", ProfileYaml::span)) {
            spans.put(span.getKey(), span.getValue());
        }
        return new Profile.Joint(fields.share("share"), new Weighted<>(spans), fields.share("in-person"));
    }

    private static Map.Entry<Profile.Span, Double> span(ProfileFields fields) {
        double[] months = fields.numbers("months", 2, 0, 60);
        return Map.entry(new Profile.Span(months[0], months[1]), fields.share("share"));
    }

    private static Profile.Offers offers(ProfileFields fields) {
        Map<Profile.OfferKind, Double> kinds = new LinkedHashMap<>();
        fields.<Offer.Type, Map.Entry<Profile.Range, Double>>objectsByKey(
                        "types",
                        (f, word) -> f.constant(word, Offer.Type.class),
                        f -> Map.entry(f.range("days", 1, 1500), f.number("weight", 0, 1e6)))
                .forEach((type, kind) -> kinds.put(new Profile.OfferKind(type, kind.getKey()), kind.getValue()));
        return new Profile.Offers(fields.numbers("starts-per-week", Profile.BANDS, 0, 1), new Weighted<>(kinds));
    }

    private static Profile.ExemptionPlan exemption(ProfileFields fields) {
        return new Profile.ExemptionPlan(
                fields.constantOf("reason", Exemption.Reason.class),
                Set.copyOf(fields.constants("groups", Group.class)),
                fields.day("from"),
                fields.share("share"),
                fields.constantOf("place", Profile.Place.class),
                fields.range("days", 1, 2000),
                Set.copyOf(fields.constants("covers", Exemption.Obligation.class)));
    }

    private static Profile.Hours hours(ProfileFields fields) {
        return new Profile.Hours(
                fields.range("reported-after-days", 1, 60),
                fields.share("late"),
                fields.range("late-days", 1, 400),
                fields.share("corrected"),
                fields.range("corrected-after-days", 1, 700),
                fields.share("part-time-insured"),
                fields.share("supplementary"),
                fields.range("supplementary-permille", 100, 1000));
    }

    private static Profile.Trial trial(ProfileFields fields) {
        return new Profile.Trial(
                fields.period("trial"),
                Set.copyOf(fields.texts("trial-akasser")),
                fields.share("trial-share"),
                fields.numbers("both", Profile.BANDS, 0, 1),
                fields.numbers("akasse-only", Profile.BANDS, 0, 1),
                fields.share("both-in-trial"),
                fields.share("akasse-invited-in-time"),
                fields.share("akasse-declined"));
    }

    private static Profile.Registration registration(ProfileFields fields) {
        return new Profile.Registration(
                fields.range("begun-after-days", 0, 60),
                fields.range("ended-after-days", 0, 60),
                fields.share("wrong-first-day"),
                fields.share("annulled"),
                fields.share("moves-per-year"),
                fields.share("akasse-changes-per-year"));
    }

    private static Profile.Bookings bookings(ProfileFields fields) {
        return new Profile.Bookings(
                fields.range("lead-days", 0, 120),
                fields.share("cancelled"),
                fields.share("no-show"),
                fields.range("again-after-days", 1, 120),
                fields.share("held-late"));
    }
}
