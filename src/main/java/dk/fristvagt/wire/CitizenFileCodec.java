package dk.fristvagt.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Compact binary form of a {@link StoredCitizen}: a version byte, then Avro binary of the state schema of that version.
 *
 * <p>Small, because a changelog and its standbys carry every byte again: an id that is a UUID takes 16 bytes, a text
 * that repeats is written once per file and referred to by its index, and days are counted from 2020. A file of an
 * older version is brought to the present schema by Avro's own rules: the schemas of all released versions are
 * resources. Safe for use by several threads.
 */
public final class CitizenFileCodec {
    /** The version that is written: that of the newest released state schema. */
    static final byte VERSION = 2;

    /** Of the form {@code schemas/released/CitizenFile.v1.avsc}, on the class path. */
    private static final String RELEASED_SCHEMA = "/schemas/released/CitizenFile.v%d.avsc";

    private static final int HEAD = 1;

    private CitizenFileCodec() {}

    /**
     * The bytes to store.
     *
     * @throws IllegalArgumentException when the file holds an event of another citizen
     */
    public static byte[] encode(StoredCitizen citizen) {
        try {
            return StateEncoding.encode(VERSION, citizen);
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is written but memory", e);
        }
    }

    /**
     * The citizen that was stored as {@code bytes}.
     *
     * @throws UnreadableStateException when the bytes are damaged or of a version newer than this program
     */
    public static StoredCitizen decode(byte[] bytes) {
        if (bytes.length == 0) {
            throw new UnreadableStateException("a stored citizen is empty");
        }
        byte version = bytes[0];
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, HEAD, bytes.length - HEAD, null);
        return version == VERSION ? read(in, version) : read(present(in, version), version);
    }

    /** A serde for the state store. */
    public static Serde<StoredCitizen> serde() {
        return Serdes.serdeFrom(
                (topic, citizen) -> citizen == null ? null : encode(citizen),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    private static StoredCitizen read(BinaryDecoder in, byte version) {
        StoredCitizen citizen;
        boolean end;
        try {
            citizen = new StateDecoding(in).citizen();
            end = in.isEnd();
        } catch (IOException | RuntimeException e) {
            throw damaged(version, e.getClass().getSimpleName());
        }
        if (!end) {
            throw damaged(version, "something follows it");
        }
        return citizen;
    }

    /** What {@code in} holds in the schema of an older version, in the present schema. */
    private static BinaryDecoder present(BinaryDecoder in, byte version) {
        Schema written = released(version);
        try {
            byte[] bytes = present(in, written);
            if (!in.isEnd()) {
                throw damaged(version, "something follows it");
            }
            return DecoderFactory.get().binaryDecoder(bytes, null);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged(version, e.getClass().getSimpleName());
        }
    }

    /** What {@code in} holds in the schema {@code written}, in the present schema. */
    static byte[] present(BinaryDecoder in, Schema written) throws IOException {
        Schema present = dk.fristvagt.state.CitizenFile.getClassSchema();
        GenericRecord file = new GenericDatumReader<GenericRecord>(written, present).read(null, in);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(present).write(file, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static Schema released(byte version) {
        String name = String.format(RELEASED_SCHEMA, version);
        try (InputStream in = CitizenFileCodec.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new UnreadableStateException("a stored citizen is of version " + version
                        + ", this program reads up to version " + VERSION
                        + ": run the version of the program that wrote it, or a newer one");
            }
            return new SchemaParser().parse(in).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " on the class path cannot be read", e);
        }
    }

    private static UnreadableStateException damaged(byte version, String why) {
        return new UnreadableStateException("a stored citizen of version " + version + " is damaged (" + why + ")");
    }

    /** A stored file that cannot be read; says why, never a value. */
    public static final class UnreadableStateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableStateException(String message) {
            super(message);
        }
    }
}
