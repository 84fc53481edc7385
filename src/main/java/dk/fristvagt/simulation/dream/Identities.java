package dk.fristvagt.simulation.dream;

import dk.fristvagt.wire.EventValidator;
import dk.fristvagt.wire.Invalid;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the ids of a register into the ids of citizens: pseudonyms with a key, else opaque ids as they are. */
public final class Identities {
    /** What stands between the parts of a national id when people and programs write it. */
    private static final String BETWEEN = "[\\s\\u00A0./\\-\\u2010-\\u2015]";

    private static final Pattern SEPARATOR = Pattern.compile(BETWEEN);
    private static final Pattern NATIONAL = Pattern.compile("\\d{10}");

    /** A national id whose day lost its leading zero in a spreadsheet, if its first digits are a date. */
    private static final Pattern SHORTENED = Pattern.compile("\\d{9}");

    /** Either of them among other things, not in the middle of a longer word, as a hash may have one. */
    private static final Pattern AMONG_OTHERS =
            Pattern.compile("(?<![0-9A-Za-z])(\\d{5,6})" + BETWEEN + "?(\\d{4})(?![0-9A-Za-z])");

    private final Optional<PseudonymKey> key;

    private Identities(Optional<PseudonymKey> key) {
        this.key = key;
    }

    /** Ids pass as they are; one that looks like a national id is refused. */
    public static Identities opaque() {
        return new Identities(Optional.empty());
    }

    /** Every id becomes its pseudonym under {@code key}; a national id has the same with and without a hyphen. */
    public static Identities pseudonyms(PseudonymKey key) {
        return new Identities(Optional.of(key));
    }

    /**
     * The id of the citizen whom the register calls {@code id}.
     *
     * @throws UnusableIdException saying what is wrong with it and what to do, without the id
     */
    String citizenId(String id) throws UnusableIdException {
        if (id.isEmpty()) {
            throw new UnusableIdException("the id is blank; write one");
        }
        String bare = SEPARATOR.matcher(id).replaceAll("");
        if (isShortened(bare)) {
            throw new UnusableIdException("the id looks like a national id that lost its leading zero;"
                    + " write it with ten digits, or put a letter before it if it is not one");
        }
        if (key.isPresent()) {
            return key.get().pseudonym(isNational(bare) ? bare : id);
        }
        if (isNational(bare) || holdsNational(id)) {
            throw new UnusableIdException("the id looks like a national id;"
                    + " use --pseudonym-key-file, or write a pseudonym in its place");
        }
        Optional<String> invalid =
                EventValidator.check(RegisterHistory.probe(id)).map(Invalid::sentence);
        if (invalid.isPresent()) {
            throw new UnusableIdException("the id cannot be used: " + invalid.get());
        }
        return id;
    }

    private static boolean isNational(String digits) {
        return NATIONAL.matcher(digits).matches();
    }

    private static boolean isShortened(String digits) {
        return SHORTENED.matcher(digits).matches() && beginsWithADate("0" + digits);
    }

    private static boolean holdsNational(String id) {
        return AMONG_OTHERS
                .matcher(id)
                .results()
                .map(found -> found.group(1) + found.group(2))
                .anyMatch(digits -> isNational(digits) || isShortened(digits));
    }

    private static boolean beginsWithADate(String digits) {
        try {
            int day = Integer.parseInt(digits.substring(0, 2));
            int month = Integer.parseInt(digits.substring(2, 4));
            // The century is not in these digits; in a leap year every day exists.
            return LocalDate.of(2000, month, day).isLeapYear();
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** An id that cannot be used; the message says why and never what it is. */
    static final class UnusableIdException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableIdException(String message) {
            super(message, null, false, false);
        }
    }
}
