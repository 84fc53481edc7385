package dk.fristvagt.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a YAML file that still knows its line, so that a mistake found later can be shown where it was made.
 *
 * <p>Only the plain part of YAML is read: one document, no aliases, no tags, no key twice.
 */
public sealed interface YamlNode {
    /** The line on which it begins, from 1. */
    int line();

    /** Keys with values, in the order of the file. */
    record Mapping(int line, Map<String, Entry> entries) implements YamlNode {}

    /** A value and the line of its key. */
    record Entry(int line, YamlNode value) {}

    /** A list. */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {}

    /** A single value as it is written. */
    record Scalar(int line, String text, Form form) implements YamlNode {}

    /** What a single value looks like. */
    enum Form {
        TEXT,
        INTEGER,
        BOOLEAN,
        /** A number that is not whole. */
        NUMBER,
        /** Nothing, {@code ~} or {@code null}. */
        EMPTY
    }

    /** Text that is not the YAML that is read here. */
    final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        MalformedException(int line, String problem) {
            super(problem);
            this.line = line;
        }

        /** The line of the mistake, from 1. */
        public int line() {
            return line;
        }
    }

    /** Reads one YAML document. */
    static YamlNode parse(String text) throws MalformedException {
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new MalformedException(1, "is empty");
            }
            YamlNode root = read(parser);
            if (parser.nextToken() != null) {
                throw new MalformedException(line(parser), "has a second document; a file holds one");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            String reason = e.getOriginalMessage().lines().findFirst().orElse("no reason given");
            throw new MalformedException(line, "is not YAML: " + reason);
        } catch (IOException e) {
            throw new IllegalStateException("reading from a string failed", e);
        }
    }

    private static YamlNode read(YAMLParser parser) throws IOException, MalformedException {
        int line = line(parser);
        if (parser.isCurrentAlias()) {
            throw new MalformedException(line, "uses an alias (*); write the value out");
        }
        if (parser.getTypeId() != null) {
            throw new MalformedException(line, "uses a tag (!); write the value without it");
        }
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> mapping(parser, line);
            case START_ARRAY -> sequence(parser, line);
            case VALUE_STRING -> new Scalar(line, parser.getText(), Form.TEXT);
            case VALUE_NUMBER_INT -> new Scalar(line, parser.getText(), Form.INTEGER);
            case VALUE_NUMBER_FLOAT -> new Scalar(line, parser.getText(), Form.NUMBER);
            case VALUE_TRUE, VALUE_FALSE -> new Scalar(line, parser.getText(), Form.BOOLEAN);
            case VALUE_NULL -> new Scalar(line, "", Form.EMPTY);
            default -> throw new MalformedException(line, "holds something that is not a key, a list or a value");
        };
    }

    private static Mapping mapping(YAMLParser parser, int line) throws IOException, MalformedException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line(parser);
            parser.nextToken();
            Entry before = entries.putIfAbsent(key, new Entry(keyLine, read(parser)));
            if (before != null) {
                throw new MalformedException(
                        keyLine, "has the key " + Quoted.of(key) + " twice, first on line " + before.line());
            }
        }
        return new Mapping(line, Collections.unmodifiableMap(entries));
    }

    private static Sequence sequence(YAMLParser parser, int line) throws IOException, MalformedException {
        List<YamlNode> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(read(parser));
        }
        return new Sequence(line, List.copyOf(items));
    }

    private static int line(YAMLParser parser) {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }
}
