package dk.fristvagt.wire;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro in Confluent wire format: magic byte 0, 4-byte big-endian schema id, Avro binary.
 *
 * <p>Registers nothing: the serializer looks the id up under the topic's subject. The deserializer throws
 * {@link UndecodableException} for bytes that will never be readable and lets a {@link RegistryException} through for
 * what it cannot know yet. Neither quotes a value. Safe for use by several threads.
 */
public final class ConfluentSerde<T extends SpecificRecord> implements Serde<T> {
    private static final byte MAGIC = 0;
    private static final int HEAD = 1 + Integer.BYTES;

    static {
        AvroTrust.establish();
    }

    private final Registry registry;
    private final SpecificData model;
    private final Schema schema;
    private final Schema portable;
    private final DatumWriter<T> writer;
    private final Map<String, byte[]> heads = new ConcurrentHashMap<>();
    private final Map<Integer, DatumReader<T>> readers = new ConcurrentHashMap<>();

    /** A serde of {@code type} over {@code registry}. */
    public ConfluentSerde(Registry registry, Class<T> type) {
        this.registry = registry;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.portable = WireSchemas.portable(schema);
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    /** The schema id that {@code value} names; empty when it is not in Confluent wire format. */
    public static OptionalInt schemaId(byte[] value) {
        return value == null || value.length < HEAD || value[0] != MAGIC
                ? OptionalInt.empty()
                : OptionalInt.of(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    }

    /** Throws {@link UnknownSchemaException} when {@code setup} has not registered the schema for the topic. */
    @Override
    public Serializer<T> serializer() {
        return this::serialize;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this::deserialize;
    }

    private byte[] serialize(String topic, T value) {
        return value == null ? null : AvroBinary.write(head(topic), value, writer);
    }

    private byte[] head(String topic) {
        byte[] known = heads.get(topic);
        if (known != null) {
            return known;
        }
        int id = registry.id(Topics.subject(topic, portable), portable);
        byte[] head = ByteBuffer.allocate(HEAD).put(MAGIC).putInt(id).array();
        heads.put(topic, head);
        return head;
    }

    private T deserialize(String topic, byte[] value) {
        if (value == null) {
            return null;
        }
        OptionalInt id = schemaId(value);
        if (id.isEmpty()) {
            throw new UndecodableException("the value is not in Confluent wire format");
        }
        try {
            return AvroBinary.read(value, HEAD, reader(id.getAsInt()));
        } catch (UndecodableException e) {
            throw e;
        } catch (UnknownSchemaException | SerializationException e) {
            throw new UndecodableException("schema id " + id.getAsInt() + ": " + e.getMessage());
        }
    }

    private DatumReader<T> reader(int id) {
        DatumReader<T> known = readers.get(id);
        if (known != null) {
            return known;
        }
        Schema written = registry.schema(id);
        if (written.getType() != Schema.Type.RECORD || !written.getFullName().equals(schema.getFullName())) {
            throw new UndecodableException("schema id " + id + " is not of the record " + schema.getFullName());
        }
        DatumReader<T> reader = new SpecificDatumReader<>(written, schema, model);
        readers.put(id, reader);
        return reader;
    }
}
