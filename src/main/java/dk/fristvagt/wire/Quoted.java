package dk.fristvagt.wire;

import java.util.stream.Collectors;

/** Text from a file as an error message may show it: in quotes, short, on one line, without control characters. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        int length = text.codePointCount(0, text.length());
        String shown = text.codePoints()
                .limit(LONGEST)
                .map(c -> printable(c) ? c : '\uFFFD')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return '"' + shown + (length > LONGEST ? "…" : "") + '"';
    }

    /** Whether a terminal shows the code point and does nothing else with it. */
    static boolean printable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
