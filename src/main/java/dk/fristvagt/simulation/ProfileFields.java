package dk.fristvagt.simulation;

import dk.fristvagt.wire.Printable;
import dk.fristvagt.wire.YamlNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The values of one mapping of a profile file, read strictly: every key is expected, every value is of its kind, and
 * what is wrong is said with file, line and key.
 */
final class ProfileFields {
    private final String file;
    private final String path;
    private final YamlNode.Mapping mapping;
    private final Set<String> read = new TreeSet<>();

    private ProfileFields(String file, String path, YamlNode.Mapping mapping) {
        this.file = file;
        this.path = path;
        this.mapping = mapping;
    }

    /** The top of {@code text}, which is the content of {@code file}. */
    static ProfileFields parse(String file, String text) {
        try {
            return of(file, "", YamlNode.parse(text));
        } catch (YamlNode.MalformedException e) {
            throw new InvalidProfileException(Printable.of(file) + ":" + e.line() + ": " + e.getMessage());
        }
    }

    private static ProfileFields of(String file, String path, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return new ProfileFields(file, path, mapping);
        }
        throw wrong(file, node.line(), path, "must be keys with values");
    }

    private static InvalidProfileException wrong(String file, int line, String path, String problem) {
        return new InvalidProfileException(
                Printable.of(file) + ":" + line + ": " + (path.isEmpty() ? "the file" : path) + " " + problem);
    }

    /** The mistake in {@code key}. */
    InvalidProfileException wrong(String key, String problem) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return wrong(file, entry == null ? mapping.line() : entry.line(), path(key), problem);
    }

    private String path(String key) {
        String shown = Printable.of(key, 60);
        return path.isEmpty() ? shown : path + "." + shown;
    }

    /** Refuses every key that nobody asked for. */
    void nothingElse() {
        mapping.entries().keySet().forEach(key -> {
            if (!read.contains(key)) {
                throw wrong(key, "is not a key here; there may be " + String.join(", ", read));
            }
        });
    }

    boolean has(String key) {
        read.add(key);
        return mapping.entries().containsKey(key);
    }

    private YamlNode node(String key) {
        if (!has(key)) {
            throw wrong(key, "is missing");
        }
        return mapping.entries().get(key).value();
    }

    /** The mapping under {@code key}, read by {@code reader} to its last key. */
    <T> T object(String key, Function<ProfileFields, T> reader) {
        return whole(of(file, path(key), node(key)), reader);
    }

    private static <T> T whole(ProfileFields fields, Function<ProfileFields, T> reader) {
        T value = reader.apply(fields);
        fields.nothingElse();
        return value;
    }

    /** The list of mappings under {@code key}. */
    <T> List<T> objects(String key, Function<ProfileFields, T> reader) {
        List<YamlNode> items = items(key);
        return java.util.stream.IntStream.range(0, items.size())
                .mapToObj(i -> whole(of(file, path(key) + "[" + (i + 1) + "]", items.get(i)), reader))
                .toList();
    }

    /** Keys of the file's choice, each made a {@code K}, with a mapping each. */
    <K, T> Map<K, T> objectsByKey(
            String key, BiFunction<ProfileFields, String, K> name, Function<ProfileFields, T> reader) {
        ProfileFields fields = of(file, path(key), node(key));
        Map<K, T> values = new LinkedHashMap<>();
        fields.mapping.entries().keySet().forEach(word -> {
            values.put(name.apply(fields, word), fields.object(word, reader));
        });
        return values;
    }

    /** Keys of the file's choice, each made a {@code T}, with a weight that is not negative. */
    <T> Map<T, Double> weights(String key, BiFunction<ProfileFields, String, T> name) {
        ProfileFields fields = of(file, path(key), node(key));
        Map<T, Double> weights = new LinkedHashMap<>();
        double sum = 0;
        for (String word : fields.mapping.entries().keySet()) {
            double weight = fields.number(word, 0, 1e9);
            weights.put(name.apply(fields, word), weight);
            sum += weight;
        }
        if (!(sum > 0)) {
            throw wrong(key, "must have a weight above 0");
        }
        return weights;
    }

    private List<YamlNode> items(String key) {
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

    private String text(String key, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar
                && scalar.form() == YamlNode.Form.TEXT
                && !scalar.text().isBlank()) {
            return scalar.text();
        }
        throw wrong(file, node.line(), path(key), "must be text; put it into quotes");
    }

    double number(String key, double least, double most) {
        return number(key, node(key), least, most);
    }

    double share(String key) {
        return number(key, 0, 1);
    }

    /** {@code count} numbers in a list. */
    double[] numbers(String key, int count, double least, double most) {
        List<YamlNode> items = items(key);
        if (items.size() != count) {
            throw wrong(key, "must be a list of " + count + " numbers, not of " + items.size());
        }
        return items.stream()
                .mapToDouble(item -> number(key, item, least, most))
                .toArray();
    }

    private double number(String key, YamlNode node, double least, double most) {
        if (node instanceof YamlNode.Scalar scalar
                && (scalar.form() == YamlNode.Form.INTEGER || scalar.form() == YamlNode.Form.NUMBER)
                && scalar.text().matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            double value = Double.parseDouble(scalar.text());
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw wrong(file, node.line(), path(key), "must be a number from " + shown(least) + " to " + shown(most));
    }

    private static String shown(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    /** Two whole numbers, the second not less than the first. */
    Profile.Range range(String key, int least, int most) {
        double[] bounds = numbers(key, 2, least, most);
        if (bounds[0] != Math.rint(bounds[0]) || bounds[1] != Math.rint(bounds[1]) || bounds[1] < bounds[0]) {
            throw wrong(key, "must be two whole numbers, the second not less than the first");
        }
        return new Profile.Range((int) bounds[0], (int) bounds[1]);
    }

    int day(String key) {
        String text = text(key);
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1995 && date.getYear() <= 2095) {
                return CivilDay.of(date);
            }
        } catch (DateTimeParseException e) {
            // said below, in the same words as for a year that is too far
        }
        throw wrong(key, "must be a day in quotes, as \"2020-01-31\", in the years 1995 to 2095");
    }

    Profile.Period period(String key) {
        return object(key, ProfileFields::period);
    }

    static Profile.Period period(ProfileFields fields) {
        Profile.Period period = new Profile.Period(fields.day("from"), fields.day("to"));
        if (period.to() < period.from()) {
            throw fields.wrong("to", "is before from");
        }
        return period;
    }

    /** {@code word} as a constant of {@code type}; UNKNOWN is none. */
    <E extends Enum<E>> E constant(String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word) && !word.equals("UNKNOWN"))
                .findFirst()
                .orElseThrow(() -> wrong(word, "is none of " + names(type)));
    }

    <E extends Enum<E>> List<E> constants(String key, Class<E> type) {
        return texts(key).stream()
                .map(word -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(word) && !word.equals("UNKNOWN"))
                        .findFirst()
                        .orElseThrow(() -> wrong(key, "must list some of " + names(type))))
                .toList();
    }

    <E extends Enum<E>> E constantOf(String key, Class<E> type) {
        String word = text(key);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word) && !word.equals("UNKNOWN"))
                .findFirst()
                .orElseThrow(() -> wrong(key, "must be one of " + names(type)));
    }

    private static <E extends Enum<E>> String names(Class<E> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .filter(name -> !name.equals("UNKNOWN"))
                        .toList());
    }
}
