package dk.fristvagt.topology;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds what looks like a national id in bytes of which nobody knows what they hold.
 *
 * <p>Looked for are six digits and four, with or without a hyphen between them, as ASCII and so as UTF-8 has them. Before
 * them stands no letter, digit or hyphen, so that a part of a UUID is not taken for one, and no digit behind them, so that
 * a number of milliseconds is not.
 *
 * <p>In Avro a text follows its length, and a length can look like a letter or a digit: that of 24 bytes is {@code '0'}.
 * So in a value in wire format such a byte may stand directly before the id when as much text follows as it says, and a
 * digit directly behind it when the text ends there. Two digits on one side are a longer number nevertheless.
 *
 * <p>Where it errs, it errs towards finding one, as in one of 150 Avro records with two random UUIDs: what is lost by that
 * is the content of a dead letter. It does not find an id that is glued to a word, written in other digits, compressed or encoded.
 */
final class NationalIds {
    private static final int BIRTHDAY = 6;
    private static final int NUMBER = 4;
    private static final int SHORTEST = BIRTHDAY + NUMBER;

    /** With which a value in wire format begins. */
    private static final byte MAGIC = 0;

    /** The longest text whose Avro length is one byte below 128. */
    private static final int LONGEST_OF_ONE_BYTE = 63;

    private final byte[] bytes;
    private final boolean avro;

    private NationalIds(byte[] bytes) {
        this.bytes = bytes;
        this.avro = bytes.length > 0 && bytes[0] == MAGIC;
    }

    /** Whether {@code bytes}, if there are any, hold what looks like a national id. Looks at most bytes only once. */
    static boolean in(Optional<byte[]> bytes) {
        return bytes.filter(present -> new NationalIds(present).found()).isPresent();
    }

    private boolean found() {
        int at = 0;
        while (at <= bytes.length - SHORTEST) {
            int other = lastOtherThanDigit(at, BIRTHDAY);
            if (other >= 0) {
                at = other + 1;
            } else {
                int end = end(at);
                if (end > 0 && isFreeBefore(at, end) && isFreeBehind(at, end)) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    /** Where the id would end whose first six digits stand at {@code from}; -1 when it is none. */
    private int end(int from) {
        int number = from + BIRTHDAY;
        if (bytes[number] == '-') {
            number++;
        }
        return number + NUMBER <= bytes.length && lastOtherThanDigit(number, NUMBER) < 0 ? number + NUMBER : -1;
    }

    private int lastOtherThanDigit(int from, int count) {
        int at = from + count - 1;
        while (at >= from && isDigit(at)) {
            at--;
        }
        return at < from ? -1 : at;
    }

    private boolean isFreeBefore(int from, int end) {
        if (from == 0 || !isOfWord(from - 1)) {
            return true;
        }
        boolean number = isDigit(from - 1) && from > 1 && isDigit(from - 2);
        int length = avroLength(from - 1);
        return avro && !number && length >= end - from && isText(from, length);
    }

    private boolean isFreeBehind(int from, int end) {
        if (end == bytes.length || !isDigit(end)) {
            return true;
        }
        boolean number = end + 1 < bytes.length && isDigit(end + 1);
        if (!avro || number) {
            return false;
        }
        for (int begin = from; begin > 0 && end - begin <= LONGEST_OF_ONE_BYTE; begin--) {
            if (avroLength(begin - 1) == end - begin && isText(begin, end - begin)) {
                return true;
            }
        }
        return false;
    }

    /** The length that the byte says in Avro's zigzag; -1 when it is none, or a part of a longer one. */
    private int avroLength(int at) {
        return bytes[at] < 0 || bytes[at] % 2 != 0 ? -1 : bytes[at] / 2;
    }

    private boolean isText(int from, int length) {
        if (length > bytes.length - from) {
            return false;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException noText) {
            return false;
        }
    }

    private boolean isDigit(int at) {
        return bytes[at] >= '0' && bytes[at] <= '9';
    }

    private boolean isOfWord(int at) {
        byte b = bytes[at];
        return isDigit(at) || b == '-' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
    }
}
