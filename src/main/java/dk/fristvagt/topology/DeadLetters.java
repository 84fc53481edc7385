package dk.fristvagt.topology;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes the record in which something that could not be processed is kept (contract.md, dead letters).
 *
 * <p>Key and value are the bytes as received; the cause and the place it came from are headers. The headers it was
 * received with are not kept: nobody has checked what they hold.
 *
 * <p>Whatever the cause is, of a record that holds something like a national id ({@link NationalIds}) only the length and
 * the hash of its value are kept. The cause stays what it is: it says what is to be corrected first.
 */
final class DeadLetters {
    static final String CODE = "code";
    static final String TOPIC = "topic";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String SCHEMA_ID = "schema-id";
    static final String TIME = "time";

    /** Bytes of the value as received; present when the value is not kept whole. */
    static final String LENGTH = "length";

    /** SHA-256 of the value as received, in hexadecimal; present when the value is not kept whole. */
    static final String SHA256 = "sha256";

    /** How much is kept of a record that is too large. */
    static final int KEPT_OF_LARGE_VALUE = 64 * 1024;

    static final int KEPT_OF_LARGE_KEY = 1024;

    private DeadLetters() {}

    /** The dead letter that {@code received} becomes because of {@code cause} at {@code now}. */
    static Record<byte[], byte[]> of(Received received, Cause cause, Instant now) {
        Headers headers = new RecordHeaders();
        add(headers, CODE, cause.name());
        add(headers, TOPIC, received.topic());
        add(headers, PARTITION, Integer.toString(received.partition()));
        add(headers, OFFSET, Long.toString(received.offset()));
        received.schemaId().ifPresent(id -> add(headers, SCHEMA_ID, Integer.toString(id)));
        add(headers, TIME, now.toString());
        byte[] key = received.key().orElse(null);
        byte[] value = received.value().orElse(null);
        if (cause == Cause.CPR_LIKE || NationalIds.in(received.key()) || NationalIds.in(received.value())) {
            addDigest(headers, value);
            key = null;
            value = null;
        } else if (cause == Cause.TOO_LARGE) {
            addDigest(headers, value);
            key = first(key, KEPT_OF_LARGE_KEY);
            value = first(value, KEPT_OF_LARGE_VALUE);
        }
        return new Record<>(key, value, now.toEpochMilli(), headers);
    }

    private static void addDigest(Headers headers, byte[] value) {
        byte[] bytes = value == null ? new byte[0] : value;
        add(headers, LENGTH, Integer.toString(bytes.length));
        try {
            add(
                    headers,
                    SHA256,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this Java runtime has no SHA-256", impossible);
        }
    }

    private static byte[] first(byte[] bytes, int length) {
        return bytes == null || bytes.length <= length ? bytes : Arrays.copyOf(bytes, length);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
