package dk.fristvagt.wire;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads values out of one YAML mapping, strictly: every key is expected, every value is of its kind, and what is wrong
 * is said with file, line and subject.
 */
final class YamlFields {
    private final Place place;
    private final YamlNode.Mapping mapping;

    private YamlFields(Place place, YamlNode.Mapping mapping) {
        this.place = place;
        this.mapping = mapping;
    }

    /**
     * Where in which file something is, and what it is about.
     *
     * @param subject as "rule dp-cv version 1", empty outside of one
     */
    record Place(String file, String subject) {
        /** The mistake on {@code line} of this place. */
        InvalidRulebookFileException wrong(int line, String problem) {
            String about = subject.isEmpty() ? "" : subject + ": ";
            return new InvalidRulebookFileException(file + ":" + line + ": " + about + problem);
        }

        Place about(String newSubject) {
            return new Place(file, newSubject);
        }
    }

    /**
     * The fields of {@code node}.
     *
     * @param what what it is, as "a rule"
     * @throws InvalidRulebookFileException if it is no mapping, has a key that is not named here or lacks a required one
     */
    static YamlFields of(Place place, YamlNode node, String what, Set<String> required, Set<String> optional) {
        YamlNode.Mapping mapping = mapping(place, node, what);
        mapping.entries().forEach((key, entry) -> {
            if (!required.contains(key) && !optional.contains(key)) {
                Set<String> known = new LinkedHashSet<>(required);
                known.addAll(optional);
                throw place.wrong(
                        entry.line(), "unknown key " + Quoted.of(key) + "; " + what + " has " + listed(known));
            }
        });
        for (String key : required) {
            if (!mapping.entries().containsKey(key)) {
                throw place.wrong(mapping.line(), "the key " + Quoted.of(key) + " is missing in " + what);
            }
        }
        return new YamlFields(place, mapping);
    }

    /** Keys in the order in which messages list them. */
    static Set<String> keys(String... keys) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
    }

    /** {@code node} as keys with values, whatever the keys. */
    static YamlNode.Mapping mapping(Place place, YamlNode node, String what) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw place.wrong(node.line(), what + " must be keys with values");
    }

    /** The mistake in the value of {@code key}. */
    InvalidRulebookFileException wrong(String key, String problem) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return place.wrong(entry == null ? mapping.line() : entry.line(), key + " " + problem);
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    YamlNode node(String key) {
        return mapping.entries().get(key).value();
    }

    List<YamlNode> items(String key) {
        if (node(key) instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        throw wrong(key, "must be a list");
    }

    String text(String key) {
        return text(key, node(key));
    }

    List<String> texts(String key) {
        return items(key).stream().map(item -> text(key, item)).toList();
    }

    /** Words of the file's own choice with a text for each, in the order of the file. */
    Map<String, String> textsByWord(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping(place, node(key), key).entries().forEach((word, entry) -> {
            if (word.isBlank() || !visible(word)) {
                throw place.wrong(entry.line(), key + " must have words without control characters");
            }
            texts.put(word, text(word, entry.value()));
        });
        return Collections.unmodifiableMap(texts);
    }

    int integer(String key, int least, int most) {
        return integer(key, node(key), least, most);
    }

    List<Integer> integers(String key, int least, int most) {
        return items(key).stream().map(item -> integer(key, item, least, most)).toList();
    }

    /** True or false; the other words that YAML has for them (yes, off) are not taken. */
    boolean bool(String key) {
        if (node(key) instanceof YamlNode.Scalar scalar
                && scalar.form() == YamlNode.Form.BOOLEAN
                && scalar.text().matches("true|false")) {
            return Boolean.parseBoolean(scalar.text());
        }
        throw wrong(key, "must be true or false" + found(node(key)));
    }

    boolean flag(String key) {
        return has(key) && bool(key);
    }

    /** A date, or {@code open} where a date for that is given. */
    LocalDate date(String key, Optional<LocalDate> open) {
        String text = text(key);
        if (open.isPresent() && text.equals("open")) {
            return open.get();
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(
                    key,
                    "must be a date as 2020-01-31" + (open.isPresent() ? " or open" : "") + ", not " + Quoted.of(text));
        }
    }

    /** A period of at least a day, as {@code P2W}. */
    Period period(String key) {
        String text = text(key);
        try {
            Period period = Period.parse(text);
            if (!period.isZero() && !period.isNegative()) {
                return period;
            }
        } catch (DateTimeParseException e) {
            // said below, in the same words as for a period of nothing
        }
        throw wrong(key, "must be a period as P2W or P6M, not " + Quoted.of(text));
    }

    /** One of {@code choices} by its word. */
    <T> T choice(String key, Map<String, T> choices) {
        return choice(key, node(key), choices);
    }

    /** Some of {@code choices} by their words, each once. */
    <T> List<T> choices(String key, Map<String, T> choices) {
        List<T> chosen = new ArrayList<>();
        for (YamlNode item : items(key)) {
            T value = choice(key, item, choices);
            if (chosen.contains(value)) {
                throw place.wrong(item.line(), key + " has " + shown(item) + " twice");
            }
            chosen.add(value);
        }
        return List.copyOf(chosen);
    }

    <T extends Enum<T>> List<T> constants(String key, Class<T> type, T except) {
        return choices(key, symbols(type, except));
    }

    <T extends Enum<T>> T constant(String key, Class<T> type, T except) {
        return choice(key, symbols(type, except));
    }

    private static <T extends Enum<T>> Map<String, T> symbols(Class<T> type, T except) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant != except)
                .collect(Collectors.toMap(Enum::name, constant -> constant, (a, b) -> a, LinkedHashMap::new));
    }

    private <T> T choice(String key, YamlNode node, Map<String, T> choices) {
        if (node instanceof YamlNode.Scalar scalar) {
            T value = choices.get(scalar.text());
            if (value != null) {
                return value;
            }
        }
        throw place.wrong(node.line(), key + " must be one of " + listed(choices.keySet()) + found(node));
    }

    private String text(String key, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            throw place.wrong(node.line(), key + " must be text");
        }
        if (scalar.form() == YamlNode.Form.EMPTY || scalar.text().isBlank()) {
            throw place.wrong(node.line(), key + " has no value");
        }
        if (scalar.form() != YamlNode.Form.TEXT) {
            throw place.wrong(node.line(), key + " must be text; put " + scalar.text() + " into quotes");
        }
        if (!visible(scalar.text())) {
            throw place.wrong(node.line(), key + " must be one line without control characters" + found(node));
        }
        return scalar.text();
    }

    private int integer(String key, YamlNode node, int least, int most) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.form() == YamlNode.Form.INTEGER
                && scalar.text().matches("0|[1-9][0-9]{0,8}")) {
            int value = Integer.parseInt(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw place.wrong(node.line(), key + " must be a whole number from " + least + " to " + most + found(node));
    }

    /** Whether {@code text} can be shown as it is. */
    private static boolean visible(String text) {
        return Printable.of(text, text.length()).equals(text);
    }

    private static String found(YamlNode node) {
        return node instanceof YamlNode.Scalar ? ", not " + shown(node) : "";
    }

    private static String shown(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? Quoted.of(scalar.text()) : "it";
    }

    private static String listed(Collection<String> words) {
        return String.join(", ", words);
    }
}
