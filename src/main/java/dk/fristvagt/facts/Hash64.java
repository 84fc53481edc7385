package dk.fristvagt.facts;

import java.time.LocalDate;

/**
 * A 64-bit hash of a sequence of values: FNV-1a over 64-bit words, mixed. Its values are stored, so it never changes.
 */
public final class Hash64 {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIX = 0xff51afd7ed558ccdL;
    private static final int HALF = 33;
    private static final int UNITS_IN_A_LONG = Long.SIZE / Character.SIZE;

    private long state = OFFSET;

    /** The hash of one string. */
    public static long of(String text) {
        return new Hash64().add(text).value();
    }

    /** Adds a string and its length, so that neighbours do not run together. */
    public Hash64 add(String text) {
        int length = text.length();
        int i = 0;
        for (; i + UNITS_IN_A_LONG <= length; i += UNITS_IN_A_LONG) {
            add(text.charAt(i)
                    | (long) text.charAt(i + 1) << Character.SIZE
                    | (long) text.charAt(i + 2) << 2 * Character.SIZE
                    | (long) text.charAt(i + 3) << 3 * Character.SIZE);
        }
        for (; i < length; i++) {
            add(text.charAt(i));
        }
        return add(length);
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
