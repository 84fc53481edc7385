package dk.fristvagt.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Where the bytes of a stored citizen go.
 *
 * @param ids event ids, object ids and the citizen's id
 * @param facts everything else of the facts, annulments and marks of the forgotten
 * @param ledger the alert ledger
 * @param published the published deadline rows
 * @param measured the published measures of meetings
 * @param rest the version, the counters, and the texts and subjects the parts refer to
 */
public record CitizenFileSizes(int ids, int facts, int ledger, int published, int measured, int rest) {
    private static final String LEDGER = "ledger";
    private static final String PUBLISHED = "published";
    private static final String MEASURED = "measured";
    private static final List<String> FACTS = List.of(
            "spells", "hours", "meetings", "offers", "cvs", "employments", "exemptions", "annulled", "forgotten");

    /** The sizes of the parts of {@code citizen} as {@link CitizenFileCodec#encode} writes it. */
    public static CitizenFileSizes of(StoredCitizen citizen) {
        IndexedRecord file = read(CitizenFileCodec.encode(citizen));
        int ids = 0;
        int facts = 0;
        int ledger = 0;
        int published = 0;
        int measured = 0;
        int rest = 1;
        for (Schema.Field field : file.getSchema().getFields()) {
            Object value = file.get(field.pos());
            int size = size(field.schema(), value);
            if (field.name().equals("citizenId")) {
                ids += size;
            } else if (FACTS.contains(field.name())) {
                int ofIds = ids(field.schema(), value);
                ids += ofIds;
                facts += size - ofIds;
            } else if (field.name().equals(LEDGER)) {
                ledger += size;
            } else if (field.name().equals(PUBLISHED)) {
                published += size;
            } else if (field.name().equals(MEASURED)) {
                measured += size;
            } else {
                rest += size;
            }
        }
        return new CitizenFileSizes(ids, facts, ledger, published, measured, rest);
    }

    /** All bytes. */
    public int total() {
        return ids + facts + ledger + published + measured + rest;
    }

    /** A table of the median and the 99th percentile of each part over {@code citizens}. */
    public static String report(Collection<StoredCitizen> citizens) {
        List<CitizenFileSizes> sizes =
                citizens.stream().map(CitizenFileSizes::of).toList();
        return String.format("%-10s %8s %8s%n", "bytes", "median", "p99")
                + row("ids", sizes, CitizenFileSizes::ids)
                + row("facts", sizes, CitizenFileSizes::facts)
                + row(LEDGER, sizes, CitizenFileSizes::ledger)
                + row(PUBLISHED, sizes, CitizenFileSizes::published)
                + row(MEASURED, sizes, CitizenFileSizes::measured)
                + row("rest", sizes, CitizenFileSizes::rest)
                + row("total", sizes, CitizenFileSizes::total);
    }

    private static String row(String part, List<CitizenFileSizes> sizes, ToIntFunction<CitizenFileSizes> of) {
        int[] sorted = sizes.stream().mapToInt(of).sorted().toArray();
        return String.format("%-10s %8d %8d%n", part, percentile(sorted, 50), percentile(sorted, 99));
    }

    /** The smallest of {@code sorted} that at least {@code percent} of them do not exceed; 0 of nothing. */
    private static int percentile(int[] sorted, int percent) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
    }

    private static IndexedRecord read(byte[] bytes) {
        try {
            return new GenericDatumReader<IndexedRecord>(dk.fristvagt.state.CitizenFile.getClassSchema())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));
        } catch (IOException e) {
            throw new UncheckedIOException("what was just written cannot be read", e);
        }
    }

    /** Bytes of Avro binary. */
    private static int size(Schema schema, Object value) {
        return switch (schema.getType()) {
            case RECORD ->
                schema.getFields().stream()
                        .mapToInt(field -> size(field.schema(), ((IndexedRecord) value).get(field.pos())))
                        .sum();
            case ARRAY -> {
                Collection<?> items = (Collection<?>) value;
                int count = items.isEmpty() ? 0 : varint(items.size());
                yield count
                        + 1
                        + items.stream()
                                .mapToInt(item -> size(schema.getElementType(), item))
                                .sum();
            }
            case UNION -> {
                int branch = branch(schema, value);
                yield varint(branch) + size(schema.getTypes().get(branch), value);
            }
            case STRING -> {
                int length = value.toString().getBytes(StandardCharsets.UTF_8).length;
                yield varint(length) + length;
            }
            case ENUM -> varint(schema.getEnumOrdinal(value.toString()));
            case FIXED -> schema.getFixedSize();
            case INT, LONG -> varint(((Number) value).longValue());
            case BOOLEAN -> 1;
            case NULL -> 0;
            default -> throw new IllegalStateException("the state schema has no " + schema.getType());
        };
    }

    /** Bytes of the ids in {@code value}: of the unions of a UUID and a text. */
    private static int ids(Schema schema, Object value) {
        return switch (schema.getType()) {
            case RECORD ->
                schema.getFields().stream()
                        .mapToInt(field -> ids(field.schema(), ((IndexedRecord) value).get(field.pos())))
                        .sum();
            case ARRAY ->
                ((Collection<?>) value)
                        .stream()
                                .mapToInt(item -> ids(schema.getElementType(), item))
                                .sum();
            case UNION -> {
                Schema chosen = schema.getTypes().get(branch(schema, value));
                boolean id = chosen.getType() == Schema.Type.FIXED || chosen.getType() == Schema.Type.STRING;
                yield id ? size(schema, value) : ids(chosen, value);
            }
            default -> 0;
        };
    }

    private static int branch(Schema union, Object value) {
        return GenericData.get().resolveUnion(union, value);
    }

    /** Bytes of a number in Avro's zigzag form, seven bits to a byte. */
    private static int varint(long number) {
        long zigzag = number << 1 ^ number >> Long.SIZE - 1;
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(zigzag) + 6) / 7);
    }
}
