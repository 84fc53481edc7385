package dk.fristvagt.ops;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A request over HTTP, read as a whole.
 *
 * @param remote the address it came from
 * @param authorization the header of that name
 * @param accept the header of that name
 */
public record Request(String remote, Optional<String> authorization, Optional<String> accept, byte[] body) {
    /** Whether whoever asks names the type of {@code contentType} among those that he takes. */
    boolean accepts(String contentType) {
        return accept.filter(types -> names(types, contentType)).isPresent();
    }

    /** Whether {@code list}, a header, names what {@code wanted} begins with and does not refuse it (q=0). */
    static boolean names(String list, String wanted) {
        return Arrays.stream(list.split(","))
                .map(entry -> entry.toLowerCase(Locale.ROOT).replace(" ", "").split(";"))
                .anyMatch(entry -> entry[0].equals(wanted.split(";")[0])
                        && Arrays.stream(entry).noneMatch(parameter -> parameter.matches("q=0(\\.0*)?")));
    }
}
