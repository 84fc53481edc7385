package dk.fristvagt.simulation.dream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which ids came already, in 16 bytes each and a table half full at most: 6 million persons take about 400 MB.
 *
 * <p>Half of a SHA-256 stands for an id; two ids that share it are not to be expected in any register.
 */
final class SeenIds {
    private static final int FIRST_SLOTS = 1 << 10;

    private final MessageDigest digest = sha256();
    private long[] table = new long[2 * FIRST_SLOTS];
    private int used;

    /** Remembers {@code id}; false when it was there before. */
    boolean add(String id) {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong();
        long low = hash.getLong();
        // Two zeros mark a free slot.
        if (!put(table, high, low == 0 ? 1 : low)) {
            return false;
        }
        used++;
        if (used * 4L > table.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (int i = 0; i < table.length; i += 2) {
            if (table[i + 1] != 0) {
                put(larger, table[i], table[i + 1]);
            }
        }
        table = larger;
    }

    private static boolean put(long[] table, long high, long low) {
        int slots = table.length / 2;
        int slot = (int) (high & slots - 1);
        while (table[2 * slot + 1] != 0) {
            if (table[2 * slot] == high && table[2 * slot + 1] == low) {
                return false;
            }
            slot = slot + 1 & slots - 1;
        }
        table[2 * slot] = high;
        table[2 * slot + 1] = low;
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
