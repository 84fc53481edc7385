package dk.fristvagt.topology;

import dk.fristvagt.wire.AvroTrust;
import dk.fristvagt.wire.RegistryUnavailableException;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The Confluent wire format with a registry in memory that can be away. */
public final class TestSerdes implements SerdeFactory {
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Set<Integer> away = ConcurrentHashMap.newKeySet();

    @Override
    public void configure(Map<String, ?> configuration) {
        // There is nothing to configure.
    }

    /** The id of the schema of {@code type}. */
    int id(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        int id = Math.abs(schema.getFullName().hashCode());
        schemas.put(id, schema);
        return id;
    }

    /** The registry does not answer for the schema of {@code type}. */
    public void away(Class<? extends SpecificRecord> type) {
        away.add(id(type));
    }

    public void back() {
        away.clear();
    }

    @Override
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        AvroTrust.establish();
        int id = id(type);
        return Serdes.serdeFrom((topic, record) -> write(id, record), reader(type));
    }

    private <T extends SpecificRecord> byte[] write(int id, T record) {
        answer(id);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new SpecificDatumWriter<T>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private <T extends SpecificRecord> Deserializer<T> reader(Class<T> type) {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            if (bytes.length < 5 || bytes[0] != 0) {
                throw new UndecodableException("not in wire format");
            }
            int id = ByteBuffer.wrap(bytes).getInt(1);
            answer(id);
            if (!schemas.containsKey(id)) {
                throw new UndecodableException("there is no such schema");
            }
            try {
                return new SpecificDatumReader<T>(
                                schemas.get(id), SpecificData.get().getSchema(type))
                        .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
            } catch (IOException | RuntimeException damaged) {
                throw new UndecodableException("damaged");
            }
        };
    }

    private void answer(int id) {
        if (away.contains(id)) {
            throw new RegistryUnavailableException("away", new IOException());
        }
    }
}
