package dk.fristvagt.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;

/** Avro binary with errors that say what is wrong but never quote a value, as Avro's own do. */
final class AvroBinary {
    private AvroBinary() {}

    /**
     * {@code head} followed by {@code record} in Avro binary.
     *
     * @throws SerializationException when the record does not fit its schema
     */
    static <T extends IndexedRecord> byte[] write(byte[] head, T record, DatumWriter<T> writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        out.writeBytes(head);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(cannotBeWritten(record, e));
        }
        return out.toByteArray();
    }

    /**
     * The record that {@code bytes} hold from {@code offset} to their end.
     *
     * @throws SerializationException when they do not
     */
    static <T> T read(byte[] bytes, int offset, DatumReader<T> reader) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
        T record;
        boolean end;
        try {
            record = reader.read(null, decoder);
            end = decoder.isEnd();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "the Avro binary cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        if (!end) {
            throw new SerializationException("the Avro binary is followed by something else");
        }
        return record;
    }

    private static String cannotBeWritten(IndexedRecord record, Exception e) {
        Schema schema = record.getSchema();
        List<String> missing = schema.getFields().stream()
                .filter(field ->
                        record.get(field.pos()) == null && !field.schema().isNullable())
                .map(Schema.Field::name)
                .toList();
        String why = missing.isEmpty() ? e.getClass().getSimpleName() : "it lacks " + String.join(", ", missing);
        return "a " + schema.getFullName() + " cannot be written (" + why + ")";
    }
}
