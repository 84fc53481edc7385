package dk.fristvagt.wire;

import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.wire.YamlFields.Place;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the rulebook from YAML, the one in the jar or one in a directory.
 *
 * <p>{@code rulebook.yaml} names the other files. Nothing is overlooked and nothing is guessed: an unknown or missing
 * key, a value of the wrong kind, a key twice, a gap or an overlap in time, a rule without a citation, a file that is
 * not listed or not there is an {@link InvalidRulebookFileException}, whose message is one line naming file, line and
 * rule.
 */
public final class RulebookYaml {
    private static final String INDEX = "rulebook.yaml";
    private static final String BUILT_IN = "rules";

    private final Source source;
    /** Where the first version of the file order that has this id and version was read: "file:line". */
    private final Map<String, String> placeOfVersion = new HashMap<>();

    private final Map<String, Rule> firstOfRule = new HashMap<>();
    private final Map<String, Set<String>> filesOfRule = new HashMap<>();

    private RulebookYaml(Source source) {
        this.source = source;
    }

    /** The rulebook in the jar. */
    public static Rulebook builtIn() {
        return builtInDocument().rulebook();
    }

    /** The rulebook in the jar, as it is written down. */
    public static RulebookDocument builtInDocument() {
        return BuiltIn.DOCUMENT;
    }

    /**
     * The rulebook in {@code directory}.
     *
     * @throws InvalidRulebookFileException if it cannot be read or is not valid
     */
    public static Rulebook load(Path directory) {
        return loadDocument(directory).rulebook();
    }

    /**
     * The rulebook in {@code directory}, as it is written down.
     *
     * @throws InvalidRulebookFileException if it cannot be read or is not valid
     */
    public static RulebookDocument loadDocument(Path directory) {
        return new RulebookYaml(new DirectorySource(directory)).read();
    }

    private RulebookDocument read() {
        Place index = place(INDEX);
        YamlFields fields = YamlFields.of(
                index,
                parsed(INDEX),
                "the rulebook",
                YamlFields.keys("number", "files", "offer-types", "abbreviations"),
                Set.of());
        int number = fields.integer("number", 1, 999_999);
        List<String> files = fields.texts("files");
        String offerTypesFile = fields.text("offer-types");
        checkListed(fields, files, offerTypesFile);

        List<RulebookDocument.Chapter> chapters = new ArrayList<>();
        for (String file : files) {
            chapters.add(chapter(file));
        }
        List<RulebookDocument.OfferType> offerTypes = offerTypes(offerTypesFile);
        return new RulebookDocument(
                rulebook(number, chapters, offerTypes),
                fields.textsByWord("abbreviations"),
                List.copyOf(chapters),
                offerTypes);
    }

    /** Every file that is listed is there, and every file that is there is listed, once. */
    private void checkListed(YamlFields index, List<String> files, String offerTypesFile) {
        Set<String> listed = new LinkedHashSet<>(List.of(INDEX));
        for (String file :
                Stream.concat(files.stream(), Stream.of(offerTypesFile)).toList()) {
            String key = files.contains(file) ? "files" : "offer-types";
            if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.yaml")) {
                throw index.wrong(key, "must name .yaml files of the same directory, not " + Quoted.of(file));
            }
            if (!listed.add(file)) {
                throw index.wrong(key, "names " + file + " twice");
            }
            if (!source.has(file)) {
                throw index.wrong(key, "names " + file + ", which is not there; add the file or take the name out");
            }
        }
        for (String file : source.files()) {
            if (!listed.contains(file)) {
                throw new InvalidRulebookFileException(source.name(file) + ": is not listed in " + source.name(INDEX)
                        + "; list it there or take it away");
            }
        }
    }

    private RulebookDocument.Chapter chapter(String file) {
        Place place = place(file);
        YamlFields fields =
                YamlFields.of(place, parsed(file), "a file of rules", YamlFields.keys("chapter", "rules"), Set.of());
        List<Rule> rules = new ArrayList<>();
        for (YamlNode item : fields.items("rules")) {
            Rule rule = RuleYaml.rule(place, item, rules.size() + 1);
            checkAgainstOthers(rule, file, item);
            rules.add(rule);
        }
        return new RulebookDocument.Chapter(
                file, RuleYaml.title(place, fields.node("chapter"), "chapter"), List.copyOf(rules));
    }

    private void checkAgainstOthers(Rule rule, String file, YamlNode node) {
        Place place = place(file).about("rule " + rule.id() + " version " + rule.version());
        String here = source.name(file) + ":" + node.line();
        String before = placeOfVersion.putIfAbsent(rule.id() + " " + rule.version(), here);
        if (before != null) {
            throw place.wrong(node.line(), "is already at " + before + "; give it a new version");
        }
        Rule first = firstOfRule.putIfAbsent(rule.id(), rule);
        if (first != null && (first.select() != rule.select() || first.kind() != rule.kind())) {
            throw place.wrong(node.line(), "has another select or kind than version " + first.version());
        }
        filesOfRule.computeIfAbsent(rule.id(), id -> new TreeSet<>()).add(source.name(file));
    }

    private List<RulebookDocument.OfferType> offerTypes(String file) {
        Place place = place(file);
        YamlFields fields =
                YamlFields.of(place, parsed(file), "the file of offer types", YamlFields.keys("offer-types"), Set.of());
        List<RulebookDocument.OfferType> offerTypes = new ArrayList<>();
        Set<Offer.Type> missing = EnumSet.complementOf(EnumSet.of(Offer.Type.UNKNOWN));
        for (YamlNode item : fields.items("offer-types")) {
            RulebookDocument.OfferType offerType = RuleYaml.offerType(place, item, offerTypes.size() + 1);
            if (!missing.remove(offerType.type())) {
                throw place.wrong(item.line(), "offer type " + offerType.type() + ": is there twice");
            }
            offerTypes.add(offerType);
        }
        if (!missing.isEmpty()) {
            String types = missing.stream().map(Enum::name).collect(Collectors.joining(", "));
            throw fields.wrong("offer-types", "does not say whether these count: " + types);
        }
        return List.copyOf(offerTypes);
    }

    private Rulebook rulebook(
            int number, List<RulebookDocument.Chapter> chapters, List<RulebookDocument.OfferType> offerTypes) {
        List<Rule> rules =
                chapters.stream().flatMap(chapter -> chapter.rules().stream()).toList();
        Map<Offer.Type, List<Rule.Validity>> counting = new EnumMap<>(Offer.Type.class);
        for (RulebookDocument.OfferType offerType : offerTypes) {
            if (!offerType.counts().isEmpty()) {
                counting.put(offerType.type(), offerType.counts());
            }
        }
        try {
            return new Rulebook(number, rules, counting);
        } catch (Rulebook.InvalidRulebookException e) {
            throw new InvalidRulebookFileException(
                    String.join(", ", filesOfRule.get(e.ruleId())) + ": rule " + e.ruleId() + ": " + e.problem());
        }
    }

    private YamlNode parsed(String file) {
        try {
            return YamlNode.parse(source.text(file));
        } catch (YamlNode.MalformedException e) {
            throw place(file).wrong(e.line(), e.getMessage());
        }
    }

    private Place place(String file) {
        return new Place(source.name(file), "");
    }

    /** Where the files are. */
    private interface Source {
        /** How messages name the file. */
        String name(String file);

        boolean has(String file);

        /** The YAML files that are there, sorted; empty where they cannot be listed. */
        List<String> files();

        String text(String file);

        /** The bytes as text, which must be UTF-8. */
        default String decoded(String file, byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new InvalidRulebookFileException(name(file) + ": is not UTF-8 text; save it as UTF-8");
            }
        }
    }

    private record DirectorySource(Path directory) implements Source {
        @Override
        public String name(String file) {
            return directory.resolve(file).toString();
        }

        @Override
        public boolean has(String file) {
            return Files.isRegularFile(directory.resolve(file));
        }

        @Override
        public List<String> files() {
            try (Stream<Path> entries = Files.list(directory)) {
                return entries.map(entry -> entry.getFileName().toString())
                        .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw unreadable(directory.toString());
            }
        }

        @Override
        public String text(String file) {
            if (!Files.isDirectory(directory)) {
                throw new InvalidRulebookFileException(directory
                        + ": is not a directory; name the directory that holds " + INDEX + " and the files it lists");
            }
            if (!has(file)) {
                throw new InvalidRulebookFileException(
                        name(file) + ": is missing; a directory of rules has one, which lists its files");
            }
            try {
                return decoded(file, Files.readAllBytes(directory.resolve(file)));
            } catch (IOException e) {
                throw unreadable(name(file));
            }
        }

        private static InvalidRulebookFileException unreadable(String name) {
            return new InvalidRulebookFileException(name + ": cannot be read; check its permissions");
        }
    }

    /** The files in the jar, which a class loader can open but not list. */
    private record ClassPathSource(String directory) implements Source {
        @Override
        public String name(String file) {
            return directory + "/" + file;
        }

        @Override
        public boolean has(String file) {
            return RulebookYaml.class.getResource("/" + name(file)) != null;
        }

        @Override
        public List<String> files() {
            return List.of();
        }

        @Override
        public String text(String file) {
            try (InputStream in = RulebookYaml.class.getResourceAsStream("/" + name(file))) {
                if (in == null) {
                    throw new InvalidRulebookFileException(name(file) + ": is missing in the jar; build it again");
                }
                return decoded(file, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(name(file) + ": cannot be read from the jar", e);
            }
        }
    }

    /** Read once; it cannot change while the program runs. */
    private static final class BuiltIn {
        static final RulebookDocument DOCUMENT = new RulebookYaml(new ClassPathSource(BUILT_IN)).read();
    }
}
