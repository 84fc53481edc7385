package dk.fristvagt.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;

/**
 * Civil dates in Europe/Copenhagen, with one date that stands for "never".
 *
 * <p>{@link #NEVER} is the end of an open interval, a due date that is not set and a bound that is not there. It
 * compares greater than every real day, so intervals and bounds need no special case; the methods here are the only
 * arithmetic that is safe on it.
 */
public final class Days {
    /** Later than every real day: open-ended, no due date, no bound (domain.md §2, §6: "the bound is +∞"). */
    public static final LocalDate NEVER = LocalDate.MAX;

    /** Where every civil date is a date. */
    public static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    /** Strings in the order of their UTF-8 bytes, which is the order of their code points (domain.md §2). */
    public static final Comparator<String> UTF8 = Days::compareUtf8;

    private Days() {}

    /** The civil date of an instant: the recorded day of a {@code recordedAt} (domain.md §2). */
    public static LocalDate civil(Instant instant) {
        return LocalDate.ofInstant(instant, COPENHAGEN);
    }

    /** Whether {@code day} is a real day. */
    public static boolean exists(LocalDate day) {
        return day != NEVER && !day.equals(NEVER);
    }

    /** {@code day} plus {@code days}; never stays never. */
    public static LocalDate plusDays(LocalDate day, long days) {
        return exists(day) ? day.plusDays(days) : NEVER;
    }

    /** {@code day} plus {@code months}, clamped to the last day of the month; never stays never. */
    public static LocalDate plusMonths(LocalDate day, long months) {
        return exists(day) ? day.plusMonths(months) : NEVER;
    }

    /** The earlier of two days. */
    public static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? b : a;
    }

    /** The later of two days. */
    public static LocalDate later(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? b : a;
    }

    private static int compareUtf8(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate (a code point above U+FFFF) sorts after every character that is not one.
                boolean xs = Character.isSurrogate(x);
                boolean ys = Character.isSurrogate(y);
                return xs == ys ? Character.compare(x, y) : xs ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
