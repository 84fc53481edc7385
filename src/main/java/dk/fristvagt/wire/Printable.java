package dk.fristvagt.wire;

/** Makes text of unknown origin harmless in messages and tables: on one line, of bounded length, nothing invisible. */
public final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    /** {@code text} with everything invisible escaped, cut after 200 characters. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** {@code text} with everything invisible escaped, cut after {@code longest} characters. */
    public static String of(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest) + 16);
        int kept = 0;
        for (int at = 0; at < text.length(); kept++) {
            if (kept == longest) {
                return out.append('…').toString();
            }
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (visible(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format("\\u{%x}", c));
            }
        }
        return out.toString();
    }

    /** Whether a terminal shows the code point and does nothing else with it. */
    public static boolean visible(int c) {
        return switch (Character.getType(c)) {
            // Format characters reorder or hide what stands beside them; separators break the line.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
