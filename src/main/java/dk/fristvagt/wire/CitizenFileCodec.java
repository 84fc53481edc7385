package dk.fristvagt.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Compact binary form of a {@link StoredCitizen}: a version byte, then Avro binary of the state schema of that version.
 *
 * <p>Small, because a changelog and its standbys carry every byte again: an id that is a UUID takes 16 bytes, a text that
 * repeats is written once per file and referred to by its index, and days are counted from 2020. The schemas of all
 * released versions are resources, so a file is read with the schema it was written with. Safe for use by several
 * threads.
 */
public final class CitizenFileCodec {
    /** The version that is written: that of the newest released state schema. */
    static final int VERSION = 1;

    /** Of the form {@code schemas/released/CitizenFile.v1.avsc}, on the class path. */
    private static final String RELEASED_SCHEMA = "/schemas/released/CitizenFile.v%d.avsc";

    private static final byte[] HEAD = {VERSION};

    private static final SpecificData MODEL = SpecificData.getForClass(dk.fristvagt.state.CitizenFile.class);
    private static final DatumWriter<dk.fristvagt.state.CitizenFile> WRITER =
            new SpecificDatumWriter<>(dk.fristvagt.state.CitizenFile.getClassSchema(), MODEL);
    private static final Map<Integer, DatumReader<dk.fristvagt.state.CitizenFile>> READERS = new ConcurrentHashMap<>();

    static {
        AvroTrust.establish();
    }

    private CitizenFileCodec() {}

    /**
     * The bytes to store.
     *
     * @throws IllegalArgumentException when the file holds an event of another citizen
     */
    public static byte[] encode(StoredCitizen citizen) {
        return AvroBinary.write(HEAD, record(citizen), WRITER);
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
        int version = bytes[0];
        DatumReader<dk.fristvagt.state.CitizenFile> reader =
                READERS.computeIfAbsent(version, CitizenFileCodec::reader);
        try {
            return new StateDecoding(AvroBinary.read(bytes, HEAD.length, reader)).citizen();
        } catch (SerializationException e) {
            throw new UnreadableStateException(
                    "a stored citizen of version " + version + " is damaged: " + e.getMessage());
        } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException e) {
            throw new UnreadableStateException("a stored citizen of version " + version + " is damaged: it refers to "
                    + "something it does not hold (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** A serde for the state store. */
    public static Serde<StoredCitizen> serde() {
        return Serdes.serdeFrom(
                (topic, citizen) -> citizen == null ? null : encode(citizen),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }

    /** The record that is stored for {@code citizen}. */
    static dk.fristvagt.state.CitizenFile record(StoredCitizen citizen) {
        return new StateEncoding(citizen).record();
    }

    private static DatumReader<dk.fristvagt.state.CitizenFile> reader(int version) {
        Schema present = dk.fristvagt.state.CitizenFile.getClassSchema();
        return new SpecificDatumReader<>(released(version), present, MODEL);
    }

    private static Schema released(int version) {
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

    /** A stored file that cannot be read; says why, never a value. */
    public static final class UnreadableStateException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnreadableStateException(String message) {
            super(message);
        }
    }
}
