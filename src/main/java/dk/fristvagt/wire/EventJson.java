package dk.fristvagt.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One line of events.jsonl (contract.md, "Files").
 *
 * <p>A line is read along the schema of its record, so that files and topics hold the same. A field that is absent or
 * null takes its default. A line is unreadable when it is not a JSON object with each name once, names no record of
 * this version, has no eventId, citizenId or recordedAt, or holds a value of a wrong JSON type; everything else that is
 * wrong (a text that is no date, a number out of range) makes it invalid. A field that the record does not have is
 * ignored and reported: a producer may be a version ahead, and a misspelt name must be seen.
 */
public final class EventJson {
    private static final String RECORD = "record";
    private static final List<String> IDENTIFYING = List.of("eventId", "citizenId", "recordedAt");

    /** A field name that can be shown: a longer or stranger one, or one with a long number, might be anything. */
    private static final Pattern SHOWABLE_NAME = Pattern.compile("(?!.*\\d{6})[A-Za-z_][A-Za-z0-9_]{0,59}");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, Shape> SHAPES = shapes();

    private EventJson() {}

    /**
     * Reads one line.
     *
     * @throws UnreadableEventException when it is not an event at all
     */
    public static Read read(String line) throws UnreadableEventException {
        JsonNode object = parse(line);
        Shape shape = shape(object.get(RECORD));
        for (String field : IDENTIFYING) {
            if (absent(object.get(field))) {
                throw new UnreadableEventException(field, "is missing");
            }
        }
        SpecificRecord record = shape.empty.get();
        String unusable = null;
        for (Field field : shape.fields.values()) {
            JsonNode node = object.get(field.name);
            try {
                record.put(field.position, absent(node) ? field.absent() : field.type.read(field, node));
            } catch (UnusableValueException e) {
                unusable = unusable == null ? field.name + " " + e.getMessage() : unusable;
            }
        }
        String name = record.getSchema().getName();
        List<String> unknown = unknown(object, shape);
        if (unusable == null) {
            return new Read(name, AvroEvents.check(record), Optional.of(record), unknown);
        }
        Invalid why = new Invalid(Invalid.Code.INVALID, unusable);
        Invalid first = AvroEvents.nationalId(record).orElse(why);
        return new Read(name, new CheckedEvent.Rejected(first), Optional.empty(), unknown);
    }

    /** The line that {@code event} is; reading it gives the event again. */
    public static String write(Event<?> event) {
        return write(AvroEvents.toAvro(event));
    }

    /** The line that {@code record} is; a field that is null is left out. */
    public static String write(SpecificRecord record) {
        Shape shape = SHAPES.get(record.getSchema().getName());
        StringWriter out = new StringWriter(512);
        try (JsonGenerator json = MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField(RECORD, record.getSchema().getName());
            for (Field field : shape.fields.values()) {
                Object value = record.get(field.position);
                if (value != null) {
                    json.writeFieldName(field.name);
                    write(json, value);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                write(json, item);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private static JsonNode parse(String line) throws UnreadableEventException {
        JsonNode object;
        try {
            object = MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the line.
            String where = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            throw new UnreadableEventException("", "is not JSON with each name once" + where);
        }
        if (!object.isObject()) {
            throw new UnreadableEventException("", "is not a JSON object");
        }
        return object;
    }

    private static Shape shape(JsonNode name) throws UnreadableEventException {
        if (absent(name)) {
            throw new UnreadableEventException(RECORD, "is missing");
        }
        if (!name.isTextual()) {
            throw new UnreadableEventException(RECORD, "is not a string");
        }
        Shape shape = SHAPES.get(name.textValue());
        if (shape == null) {
            throw new UnreadableEventException(RECORD, "is none of " + String.join(", ", SHAPES.keySet()));
        }
        return shape;
    }

    private static List<String> unknown(JsonNode object, Shape shape) {
        List<String> unknown = new ArrayList<>(0);
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!shape.fields.containsKey(name) && !name.equals(RECORD)) {
                unknown.add(SHOWABLE_NAME.matcher(name).matches() ? name : "(a name that cannot be shown)");
            }
        }
        return unknown;
    }

    private static boolean absent(JsonNode node) {
        return node == null || node.isNull();
    }

    private static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Fact.Kind kind : Fact.Kind.values()) {
            Schema schema = AvroEvents.newRecord(kind).getSchema();
            Map<String, Field> fields = new LinkedHashMap<>();
            for (Schema.Field field : schema.getFields()) {
                fields.put(field.name(), Field.of(field));
            }
            shapes.put(schema.getName(), new Shape(() -> AvroEvents.newRecord(kind), fields));
        }
        return shapes;
    }

    /** A record with its fields in schema order. */
    private record Shape(Supplier<SpecificRecord> empty, Map<String, Field> fields) {}

    /**
     * A field of a record.
     *
     * @param symbols of an enum, or of the items of an array of them
     * @param fallback value where the file has none; null where the field has no default and may not be null
     */
    private record Field(
            String name,
            int position,
            Type type,
            Map<String, Object> symbols,
            boolean nullable,
            Optional<Object> fallback) {
        static Field of(Schema.Field field) {
            Schema schema = field.schema();
            boolean nullable = schema.isUnion();
            if (nullable) {
                schema = schema.getTypes().get(1);
            }
            Type type = Type.of(schema);
            Schema symbols = type == Type.SYMBOLS ? schema.getElementType() : schema;
            Map<String, Object> bySymbol = new LinkedHashMap<>();
            if (symbols.getType() == Schema.Type.ENUM) {
                for (String symbol : symbols.getEnumSymbols()) {
                    bySymbol.put(symbol, SpecificData.get().createEnum(symbol, symbols));
                }
            }
            Optional<Object> fallback = Optional.empty();
            if (!nullable && type == Type.SYMBOL && field.hasDefaultValue()) {
                fallback = Optional.of(bySymbol.get(field.defaultVal().toString()));
            }
            return new Field(field.name(), field.pos(), type, bySymbol, nullable, fallback);
        }

        /** What the field holds when the file does not say. */
        Object absent() throws UnusableValueException {
            if (nullable) {
                return null;
            }
            return switch (type) {
                case TEXT -> "";
                case FLAG -> false;
                case SYMBOL -> fallback.orElseThrow(() -> new UnusableValueException("is missing"));
                case SYMBOLS -> new ArrayList<>(0);
                case NUMBER, DAY, INSTANT -> throw new UnusableValueException("is missing");
            };
        }

        Object symbol(JsonNode node) throws UnreadableEventException {
            if (!node.isTextual()) {
                throw new UnreadableEventException(name, "is not a string");
            }
            Object symbol = symbols.get(node.textValue());
            return symbol == null ? symbols.get("UNKNOWN") : symbol;
        }

        String text(JsonNode node) throws UnreadableEventException {
            if (!node.isTextual()) {
                throw new UnreadableEventException(name, "is not a string");
            }
            return node.textValue();
        }
    }

    /** The types of field that event records have. */
    private enum Type {
        TEXT {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException {
                return field.text(node);
            }
        },
        FLAG {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException {
                if (!node.isBoolean()) {
                    throw new UnreadableEventException(field.name, "is not true or false");
                }
                return node.booleanValue();
            }
        },
        NUMBER {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException, UnusableValueException {
                if (!node.isIntegralNumber()) {
                    throw new UnreadableEventException(field.name, "is not a whole number");
                }
                if (!node.canConvertToInt()) {
                    throw new UnusableValueException("is out of range");
                }
                return node.intValue();
            }
        },
        DAY {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException, UnusableValueException {
                String text = field.text(node);
                try {
                    if (text.length() == "2022-03-01".length()) {
                        return LocalDate.parse(text);
                    }
                } catch (DateTimeException e) {
                    // Said below, without the text that the exception quotes.
                }
                throw new UnusableValueException("is not a date written as 2022-03-01");
            }
        },
        INSTANT {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException {
                Instant instant;
                try {
                    instant = OffsetDateTime.parse(field.text(node)).toInstant();
                } catch (DateTimeException e) {
                    throw new UnreadableEventException(field.name, "is not an instant written as 2022-03-01T09:00:00Z");
                }
                if (!instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))) {
                    throw new UnreadableEventException(field.name, "is finer than a millisecond");
                }
                if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                    throw new UnreadableEventException(field.name, "is not in the years 1 to 9999");
                }
                return instant;
            }
        },
        SYMBOL {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException {
                return field.symbol(node);
            }
        },
        SYMBOLS {
            @Override
            Object read(Field field, JsonNode node) throws UnreadableEventException {
                if (!node.isArray()) {
                    throw new UnreadableEventException(field.name, "is not an array");
                }
                List<Object> symbols = new ArrayList<>(node.size());
                for (JsonNode item : node) {
                    symbols.add(field.symbol(item));
                }
                return symbols;
            }
        };

        private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

        /** The value of {@code node} in the generated record. */
        abstract Object read(Field field, JsonNode node) throws UnreadableEventException, UnusableValueException;

        static Type of(Schema schema) {
            return switch (schema.getType()) {
                case STRING -> TEXT;
                case BOOLEAN -> FLAG;
                case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? DAY : NUMBER;
                case LONG -> INSTANT;
                case ENUM -> SYMBOL;
                case ARRAY -> SYMBOLS;
                default -> throw new IllegalStateException("no event field may be a " + schema.getType());
            };
        }
    }

    /**
     * A line that could be read.
     *
     * @param recordName the record it names
     * @param checked the event, or why it is not valid
     * @param record as it would be published, also when it is invalid; empty when a required date or number is missing
     *     or is none, so that there is nothing to publish
     * @param unknownFields names of fields that the record does not have, which are ignored
     */
    public record Read(
            String recordName, CheckedEvent checked, Optional<SpecificRecord> record, List<String> unknownFields) {}

    /** A line that is not an event; says which field and what is wrong, never a value. */
    public static final class UnreadableEventException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String problem;

        public UnreadableEventException(String field, String problem) {
            super(field.isEmpty() ? "the line " + problem : field + " " + problem);
            this.field = field;
            this.problem = problem;
        }

        /** The field, empty when the line as a whole cannot be read. */
        public String field() {
            return field;
        }

        public String problem() {
            return problem;
        }
    }

    /** A value of the right JSON type that the field cannot take. */
    private static final class UnusableValueException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableValueException(String problem) {
            super(problem, null, false, false);
        }
    }
}
