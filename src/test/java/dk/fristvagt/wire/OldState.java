package dk.fristvagt.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** A citizen as an older version of the program would have stored it. */
public final class OldState {
    private OldState() {}

    /** {@code citizen} as version 1 stored it: without what it did not know. */
    public static byte[] version1(StoredCitizen citizen) {
        byte[] present = CitizenFileCodec.encode(citizen);
        try (InputStream in = OldState.class.getResourceAsStream("/schemas/released/CitizenFile.v1.avsc")) {
            Schema old = new SchemaParser().parse(in).mainSchema();
            byte[] avro = Bytes.of(Bytes.readGeneric(
                    Arrays.copyOfRange(present, 1, present.length),
                    dk.fristvagt.state.CitizenFile.getClassSchema(),
                    old));
            return ByteBuffer.allocate(1 + avro.length).put((byte) 1).put(avro).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
