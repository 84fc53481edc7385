package dk.fristvagt.ops;

import dk.fristvagt.wire.Printable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who looked a citizen up and why, and of the citizen only a hash, which whoever has the token can compare
 * ({@code printf %s CITIZENID | openssl dgst -sha256 -hmac TOKEN}).
 */
final class AccessLog {
    static final String NAME = "dk.fristvagt.access";

    private static final int LONGEST_REASON = 300;
    private static final int LONGEST_USER = 100;

    /** Enough that two citizens do not share it: with ten million of them, by a chance of one in 370 000. */
    private static final int HASH_BYTES = 8;

    private static final String ALGORITHM = "HmacSHA256";

    /** A national id within a text. */
    private static final Pattern NATIONAL_ID = Pattern.compile("(?<!\\d)\\d{6}[- ]?\\d{4}(?!\\d)");

    private static final Logger LOG = LoggerFactory.getLogger(NAME);

    private final SecretKeySpec key;

    AccessLog(String secret) {
        key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** What became of a question that was allowed. */
    enum Outcome {
        EXPLAINED,
        UNKNOWN
    }

    void answered(Outcome outcome, CitizenQuestion question, LocalDate day, String remote) {
        LOG.info(
                "{} citizen={} day={} user=\"{}\" reason=\"{}\" from={}",
                outcome,
                hash(question.citizenId()),
                day,
                harmless(question.user(), question.citizenId(), LONGEST_USER),
                harmless(question.reason(), question.citizenId(), LONGEST_REASON),
                remote);
    }

    /** Somebody came without the token; nothing else that he said is worth keeping. */
    void refused(String remote) {
        LOG.warn("REFUSED without the token from={}", remote);
    }

    private String hash(String citizenId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hash = mac.doFinal(citizenId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /** What somebody typed, without the citizen it is about, and so that it cannot pass for a part of the line. */
    private static String harmless(String text, String citizenId, int longest) {
        Pattern own = Pattern.compile(
                "(?<![\\p{L}\\p{N}])" + Pattern.quote(citizenId) + "(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        String without = own.matcher(text).replaceAll(Matcher.quoteReplacement("[citizen]"));
        without = NATIONAL_ID.matcher(without).replaceAll("[number]");
        return Printable.of(without.replace('"', '\''), longest);
    }
}
