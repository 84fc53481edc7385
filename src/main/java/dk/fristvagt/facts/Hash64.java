package dk.fristvagt.facts;

import java.time.LocalDate;

/**
 * A 64-bit hash of a sequence of values: FNV-1a, mixed at the end. Its values are stored, so it never changes.
 */
public final class Hash64 {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIX = 0xff51afd7ed558ccdL;
    private static final int HALF = 33;

    private long state = OFFSET;

    /** The hash of one string. */
    public static long of(String text) {
        return new Hash64().add(text).value();
    }

    /** Adds a string and its length, so that neighbours do not run together. */
    public Hash64 add(String text) {
        for (int i = 0; i < text.length(); i++) {
            state = (state ^ text.charAt(i)) * PRIME;
        }
        return add(text.length());
    }

    /** Adds a number. */
    public Hash64 add(long number) {
        state = (state ^ number) * PRIME;
        state ^= state >>> HALF;
        return this;
    }

    /** Adds a day. */
    public Hash64 add(LocalDate day) {
        return add(day.toEpochDay());
    }

    /** The hash of all that was added. */
    public long value() {
        long mixed = (state ^ (state >>> HALF)) * MIX;
        return mixed ^ (mixed >>> HALF);
    }
}
