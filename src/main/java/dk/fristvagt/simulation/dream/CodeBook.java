package dk.fristvagt.simulation.dream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the codes of the register mean and when: the resource dream/codes.yaml, or a file of that form. */
public final class CodeBook {
    /** Codes have three digits. */
    static final int CODES = 1000;

    private static final String BUILT_IN = "/dream/codes.yaml";
    private static final String NONE = "none";
    private static final String LAST_DIGIT = "last-digit";
    private static final Pattern RANGE = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");

    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<List<Dated>> byCode;

    private CodeBook(List<List<Dated>> byCode) {
        this.byCode = byCode;
    }

    /** A meaning and the days on which it holds, both included. */
    private record Dated(LocalDate from, LocalDate to, Meaning meaning) {
        boolean holdsOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }

        boolean meets(Dated other) {
            return !from.isAfter(other.to) && !other.from.isAfter(to);
        }
    }

    /** The file as it is written. */
    private record Document(Map<String, String> activities, List<Entry> codes) {}

    /** One entry as it is written; what is left out is null. */
    private record Entry(
            String codes, String group, String activity, boolean employed, String from, String to, String source) {}

    /** The code book that comes with the program. */
    public static CodeBook builtIn() {
        try (InputStream in = CodeBook.class.getResourceAsStream(BUILT_IN)) {
            return read(in, BUILT_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(BUILT_IN + " on the class path cannot be read", e);
        } catch (DreamException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Reads a code book of one's own.
     *
     * @throws DreamException naming the entry that is wrong
     */
    public static CodeBook read(Path file) throws IOException, DreamException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Printable.of(file.toString()));
        }
    }

    private static CodeBook read(InputStream in, String name) throws IOException, DreamException {
        Document document;
        try {
            document = YAML.readValue(in, Document.class);
        } catch (JsonProcessingException e) {
            // The message of the parser quotes the file, which may be the register itself.
            String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            throw new DreamException(name + line + ": is not a code book; it has activities and codes, each entry with"
                    + " codes, group and source, as in dream/codes.yaml");
        }
        if (document == null || document.activities() == null || document.codes() == null) {
            throw new DreamException(name + ": is not a code book; it has activities and codes as in dream/codes.yaml");
        }
        Map<Integer, Optional<Offer.Type>> activities = activities(document.activities(), name);
        List<List<Dated>> byCode = new ArrayList<>();
        for (int code = 0; code < CODES; code++) {
            byCode.add(new ArrayList<>());
        }
        for (int i = 0; i < document.codes().size(); i++) {
            String where = name + ": entry " + (i + 1) + " of codes: ";
            Entry entry = document.codes().get(i);
            if (entry == null) {
                throw new DreamException(where + "is empty");
            }
            add(entry, activities, byCode, where);
        }
        return new CodeBook(byCode);
    }

    private static Map<Integer, Optional<Offer.Type>> activities(Map<String, String> written, String name)
            throws DreamException {
        Map<Integer, Optional<Offer.Type>> activities = new HashMap<>();
        for (Map.Entry<String, String> activity : written.entrySet()) {
            if (!activity.getKey().matches("\\d")) {
                throw new DreamException(name + ": activities has a key that is not one digit");
            }
            int digit = Integer.parseInt(activity.getKey());
            Optional<Offer.Type> offer = Optional.empty();
            if (!NONE.equals(activity.getValue())) {
                offer = Optional.of(constant(
                        Offer.Type.values(),
                        Offer.Type.UNKNOWN,
                        activity.getValue(),
                        name + ": the activity of the digit " + digit));
            }
            activities.put(digit, offer);
        }
        return activities;
    }

    private static void add(
            Entry entry, Map<Integer, Optional<Offer.Type>> activities, List<List<Dated>> byCode, String where)
            throws DreamException {
        if (entry.source() == null || entry.source().isBlank()) {
            throw new DreamException(where + "source is missing; say where the meaning comes from");
        }
        if (entry.activity() != null && !LAST_DIGIT.equals(entry.activity())) {
            throw new DreamException(where + "activity must be " + LAST_DIGIT + " or left out");
        }
        LocalDate from = day(entry.from(), LocalDate.MIN, where + "from");
        LocalDate to = day(entry.to(), LocalDate.MAX, where + "to");
        if (to.isBefore(from)) {
            throw new DreamException(where + "to is before from");
        }
        boolean outside = NONE.equals(entry.group());
        if (outside && (entry.employed() || entry.activity() != null)) {
            throw new DreamException(where + "a code without a group has neither activity nor employed");
        }
        Optional<Group> group = outside
                ? Optional.empty()
                : Optional.of(constant(Group.values(), Group.UNKNOWN, entry.group(), where + "group"));
        for (int code : codes(entry.codes(), where)) {
            Meaning meaning = new Meaning.Outside();
            if (group.isPresent()) {
                int digit = code % 10;
                boolean hasActivity = entry.activity() != null;
                Optional<Meaning.Activity> activity = hasActivity
                        ? activities
                                .getOrDefault(digit, Optional.empty())
                                .map(type -> new Meaning.Activity(digit, type))
                        : Optional.empty();
                meaning = new Meaning.OnBenefit(
                        group.get(), entry.employed(), activity, hasActivity && !activities.containsKey(digit));
            }
            Dated dated = new Dated(from, to, meaning);
            if (byCode.get(code).stream().anyMatch(dated::meets)) {
                throw new DreamException(where + "code " + code + " has two meanings on one day; set from and to");
            }
            byCode.get(code).add(dated);
        }
    }

    private static List<Integer> codes(String written, String where) throws DreamException {
        List<Integer> codes = new ArrayList<>();
        for (String part : written == null ? new String[] {""} : written.split(",")) {
            Matcher range = RANGE.matcher(part.strip());
            if (!range.matches()) {
                throw new DreamException(where + "codes must be codes of three digits or ranges, as 111, 213-219");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first) {
                throw new DreamException(where + "codes has a range that ends before it begins");
            }
            for (int code = first; code <= last; code++) {
                codes.add(code);
            }
        }
        return codes;
    }

    private static LocalDate day(String written, LocalDate otherwise, String what) throws DreamException {
        try {
            return written == null ? otherwise : LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            throw new DreamException(what + " must be a day as 2015-12-31");
        }
    }

    private static <T extends Enum<T>> T constant(T[] constants, T except, String written, String what)
            throws DreamException {
        List<T> possible =
                Arrays.stream(constants).filter(constant -> constant != except).toList();
        return possible.stream()
                .filter(constant -> constant.name().equals(written))
                .findFirst()
                .orElseThrow(() -> new DreamException(what + " must be " + NONE + " or one of "
                        + String.join(", ", possible.stream().map(Enum::name).toList())));
    }

    /** What {@code code} says about {@code week}; its Monday decides between dated meanings. */
    Meaning meaning(int code, IsoWeek week) {
        List<Dated> meanings = byCode.get(code);
        for (Dated dated : meanings) {
            if (dated.holdsOn(week.monday())) {
                return dated.meaning();
            }
        }
        return new Meaning.Unknown(!meanings.isEmpty());
    }
}
