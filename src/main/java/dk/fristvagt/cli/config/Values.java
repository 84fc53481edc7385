package dk.fristvagt.cli.config;

import dk.fristvagt.cli.config.PropertiesFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is set, by key, and where: the file, overridden by the environment, both perhaps by way of a file that holds the
 * value. Every key that nobody knows is an error here.
 */
final class Values {
    /** What every key of ours and of Kafka's clients is made of. */
    private static final Pattern KEY = Pattern.compile("[a-z0-9._-]{1,100}");

    private final Map<String, Value> values;

    private Values(Map<String, Value> values) {
        this.values = values;
    }

    /**
     * A value.
     *
     * @param where it was set, for messages
     * @param inFile whether {@code text} names a file that holds it
     */
    private record Value(String text, String where, boolean inFile) {
        @Override
        public String toString() {
            return "Value[" + where + "]";
        }
    }

    /**
     * Reads {@code file} and {@code environment}.
     *
     * @throws ConfigurationException at a key that is unknown or set twice, and for a file that cannot be read
     */
    static Values read(Path file, Map<String, String> environment) {
        Map<String, Value> found = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : PropertiesFile.read(file).entrySet()) {
            String where = file + ":" + entry.getValue().line();
            requireKnown(entry.getKey(), where);
            set(found, entry.getKey(), entry.getValue().value(), where);
        }
        Map<String, Value> overriding = new LinkedHashMap<>();
        for (Key key : Key.ALL) {
            for (String name : List.of(key.name(), key.name() + Key.FILE_SUFFIX)) {
                String variable = Key.environment(name);
                if (environment.containsKey(variable)) {
                    set(overriding, name, environment.get(variable).strip(), variable);
                }
            }
        }
        new TreeMap<>(environment)
                .forEach((variable, text) ->
                        Key.passedThrough(variable).ifPresent(name -> set(overriding, name, text.strip(), variable)));
        found.putAll(overriding);
        found.values().removeIf(value -> value.text().isEmpty());
        // Last, so that a file that the environment overrides need not be there.
        found.replaceAll((key, value) -> value.inFile() ? contents(value) : value);
        return new Values(Map.copyOf(found));
    }

    private static void set(Map<String, Value> values, String name, String text, String where) {
        boolean inFile = name.endsWith(Key.FILE_SUFFIX);
        String key = inFile ? bare(name) : name;
        Value other = values.get(key);
        if (other == null || other.text().isEmpty()) {
            values.put(key, new Value(text, where, inFile));
        } else if (!text.isEmpty()) {
            throw new ConfigurationException(
                    where + ": " + shown(key) + " is set here and at " + other.where() + "; remove one of them");
        }
    }

    private static Value contents(Value value) {
        try {
            String text = Files.readString(Path.of(value.text())).strip();
            if (text.isEmpty()) {
                throw new ConfigurationException(value.where() + ": the file that is named here is empty");
            }
            return new Value(text, value.where(), false);
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(value.where() + ": the file that is named here cannot be read; check that"
                    + " it is there and may be read by this user");
        }
    }

    private static String bare(String name) {
        return name.endsWith(Key.FILE_SUFFIX) ? name.substring(0, name.length() - Key.FILE_SUFFIX.length()) : name;
    }

    /**
     * A key for a message. What does not look like one is not repeated: in a value that was broken over lines wrongly, the
     * rest of a secret is taken for a key.
     */
    static String shown(String name) {
        return KEY.matcher(name).matches() ? name : "a key";
    }

    private static void requireKnown(String name, String where) {
        String bare = bare(name);
        if (bare.startsWith(Key.KAFKA_PREFIX) && bare.length() > Key.KAFKA_PREFIX.length()
                || bare.startsWith(Key.SERDE_PREFIX) && bare.length() > Key.SERDE_PREFIX.length()
                || Key.ALL.stream().anyMatch(key -> key.name().equals(bare))) {
            return;
        }
        throw new ConfigurationException(
                where + ": " + (shown(name).equals(name) ? "there is no key " + name : "there is no such key")
                        + "; 'fristvagt setup --sample' prints all keys, and a property of Kafka's clients begins with "
                        + Key.KAFKA_PREFIX);
    }

    /** What {@code key} is set to, or its standard; empty when there is neither. */
    Optional<String> text(Key key) {
        Value value = values.get(key.name());
        return value == null ? key.standard() : Optional.of(value.text());
    }

    /** Where {@code key} is set, for a message; its name alone when it is not. */
    String where(Key key) {
        Value value = values.get(key.name());
        return value == null ? key.name() : value.where() + ": " + key.name();
    }

    /** What is set under {@code prefix}, without it. */
    Map<String, String> under(String prefix) {
        return values.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && !entry.getKey().equals(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> entry.getValue().text(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** What is set under the keys of {@code names}. */
    Map<String, String> of(Iterable<String> names) {
        Map<String, String> found = new TreeMap<>();
        names.forEach(name -> {
            Value value = values.get(name);
            if (value != null) {
                found.put(name, value.text());
            }
        });
        return found;
    }

    /** The file or directory that {@code key} is set to; empty when it is not set. */
    Optional<Path> path(Key key) {
        return text(key).map(text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new ConfigurationException(where(key) + " is not the name of a file");
            }
        });
    }

    /** The whole number, at least {@code least}, that {@code key} is set to; empty when it is not set. */
    Optional<Long> number(Key key, long least) {
        return text(key).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new ConfigurationException(where(key) + " is not a whole number from " + least);
        });
    }
}
