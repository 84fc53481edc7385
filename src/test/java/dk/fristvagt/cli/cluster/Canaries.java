package dk.fristvagt.cli.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Ids that look like national ids and are nobody's, each one used once, and the search for them in whatever came out: as
 * text, with characters escaped as in JSON, in UTF-16, and in hexadecimal.
 */
final class Canaries {
    /** Nobody was born on it. */
    private static final String BIRTHDAY = "319947";

    private static final int AROUND = 40;

    private static final List<Pattern> FORMS = List.of(
            form(c -> "(?:" + c + "|\\\\u00" + hex(c) + ")", "\\d"),
            form(c -> c + "\0", "\\d\0"),
            form(c -> "(?i:" + hex(c) + ")", "3\\d"));

    private int made;

    private interface Written {
        String as(char c);
    }

    /** Six digits, perhaps a hyphen, four digits, each character written so. */
    private static Pattern form(Written written, String digit) {
        String birthday = BIRTHDAY.chars().mapToObj(c -> written.as((char) c)).collect(Collectors.joining());
        return Pattern.compile(birthday + "(?:" + written.as('-') + ")?" + digit.repeat(3));
    }

    private static String hex(char c) {
        return Integer.toHexString(c);
    }

    /** Another one, every second with a hyphen. */
    String next() {
        made++;
        return BIRTHDAY + (made % 2 == 0 ? "-" : "") + String.format("%04d", made);
    }

    /** Another one in a sentence. */
    String inSentence() {
        return "ring til " + next() + " i dag";
    }

    /** Where {@code text} holds any of them, with what stands around it. */
    static List<String> in(String text) {
        return FORMS.stream()
                .flatMap(form -> form.matcher(text).results())
                .map(found -> around(text, found))
                .toList();
    }

    private static String around(String text, MatchResult found) {
        return text.substring(Math.max(0, found.start() - AROUND), Math.min(text.length(), found.end() + AROUND));
    }

    /** What {@code bytes} hold of any of them. */
    static List<String> in(byte[] bytes) {
        return in(new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
