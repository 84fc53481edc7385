package dk.fristvagt.cli;

import dk.fristvagt.wire.Printable;
import java.text.Normalizer;
import java.util.Locale;

/** Text and numbers as a terminal shows them: harmless, and as wide as is counted. */
public final class Shown {
    private static final int LONGEST = 1000;

    private Shown() {}

    /** Text of unknown origin on one line, with nothing invisible and nothing that stacks on its neighbour. */
    public static String of(String text) {
        String plain = Printable.of(Normalizer.normalize(text, Normalizer.Form.NFC), LONGEST);
        if (plain.codePoints().noneMatch(Shown::stacks)) {
            return plain;
        }
        StringBuilder out = new StringBuilder();
        plain.codePoints().forEach(c -> {
            if (stacks(c)) {
                out.append(String.format("\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** As {@link #of}, cut with an ellipsis where it is wider than {@code columns}. */
    public static String of(String text, int columns) {
        return cut(of(text), columns);
    }

    /** A whole number with its thousands apart. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** How many columns {@code text} takes. */
    public static int width(String text) {
        return text.codePoints().map(c -> wide(c) ? 2 : 1).sum();
    }

    /**
     * {@code text}, which is harmless, cut with an ellipsis where it is wider than {@code columns}. A number is left out
     * rather than cut: half of it would be another number.
     */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        String head = head(text, columns - 1);
        int end = head.length();
        if (Character.isDigit(text.charAt(end))) {
            while (end > 0 && Character.isDigit(text.charAt(end - 1))) {
                end--;
            }
        }
        return head.substring(0, end) + "…";
    }

    /** As much of {@code text} as fits into {@code columns}, at least one character. */
    static String head(String text, int columns) {
        int at = 0;
        int used = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            used += wide(c) ? 2 : 1;
            if (used > columns && at > 0) {
                break;
            }
            at += Character.charCount(c);
        }
        return text.substring(0, at);
    }

    private static boolean stacks(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** The blocks whose characters take two columns: CJK, Hangul, full-width forms, emoji. */
    private static boolean wide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x1F300 && c <= 0x1FAFF
                || c >= 0x20000 && c <= 0x3FFFD;
    }
}
