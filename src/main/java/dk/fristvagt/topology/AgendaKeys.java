package dk.fristvagt.topology;

import dk.fristvagt.facts.Days;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The keys of the store {@code agenda}, in whose byte order the agenda is worked off.
 *
 * <p>An entry is the wake instant (8 bytes, big-endian epoch second) and the citizenId (UTF-8). A place in the agenda, as
 * the cursor has it, has the same form; with no citizenId it is the beginning of its second, before every entry of it.
 * Epoch seconds of entries begin with a zero bit, so what is not an entry begins with a byte of 0xF0 or more, and no
 * scan of entries meets it.
 */
final class AgendaKeys {
    /** Under which the cursor is kept. */
    static final byte[] CURSOR = {(byte) 0xF0};

    /** After every entry. */
    static final byte[] END_OF_ENTRIES = {(byte) 0x80};

    private static final byte PARKED = (byte) 0xF1;

    /** Before every parked record, and after them. */
    static final byte[] FIRST_PARKED = {PARKED};

    static final byte[] END_OF_PARKED = {(byte) (PARKED + 1)};

    private AgendaKeys() {}

    /** The entry of {@code citizenId} at {@code epochSecond}, which is not negative. */
    static byte[] entry(long epochSecond, String citizenId) {
        byte[] id = citizenId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(epochSecond)
                .put(id)
                .array();
    }

    /** The beginning of {@code epochSecond}. */
    static byte[] beginningOf(long epochSecond) {
        return ByteBuffer.allocate(Long.BYTES).putLong(epochSecond).array();
    }

    /** The instant at which a day begins in Copenhagen. */
    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(Days.COPENHAGEN).toInstant();
    }

    /** The epoch second of an entry or a place. */
    static long epochSecond(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** The instant of an entry or a place. */
    static Instant instant(byte[] key) {
        return Instant.ofEpochSecond(epochSecond(key));
    }

    /** The citizen of an entry. */
    static String citizenId(byte[] entry) {
        return new String(entry, Long.BYTES, entry.length - Long.BYTES, StandardCharsets.UTF_8);
    }

    /** The least key after {@code key}. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The key of a parked record: unique, and in the order in which a partition was read. */
    static byte[] parked(String topic, int partition, long offset) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length + 1 + Integer.BYTES + Long.BYTES)
                .put(PARKED)
                .put(name)
                .put((byte) 0)
                .putInt(partition)
                .putLong(offset)
                .array();
    }

    /** The record that was parked as {@code key} with {@code body}, as {@link #parkedBody} made it. */
    static Received unpark(byte[] key, byte[] body) {
        int name = key.length - 1 - 1 - Integer.BYTES - Long.BYTES;
        ByteBuffer place = ByteBuffer.wrap(key, 1 + name + 1, Integer.BYTES + Long.BYTES);
        ByteBuffer content = ByteBuffer.wrap(body);
        byte[] recordKey = new byte[content.getInt()];
        content.get(recordKey);
        byte[] value = new byte[content.remaining()];
        content.get(value);
        return new Received(
                new String(key, 1, name, StandardCharsets.UTF_8),
                place.getInt(),
                place.getLong(),
                Optional.of(recordKey),
                Optional.of(value));
    }

    /** Key and value of a record that is parked. A record without a key is parked with an empty one, as bad as none. */
    static byte[] parkedBody(Received received) {
        byte[] key = received.key().orElse(new byte[0]);
        byte[] value = received.value().orElse(new byte[0]);
        return ByteBuffer.allocate(Integer.BYTES + key.length + value.length)
                .putInt(key.length)
                .put(key)
                .put(value)
                .array();
    }
}
