package dk.fristvagt.topology;

import dk.fristvagt.facts.Event;
import dk.fristvagt.topology.EventDecoder.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * Decides whether a record may reach the core (contract.md, "Valid" and "Topics").
 *
 * <p>It says why not with a {@link Cause}, never with a text: a text about a record holds values of the record.
 */
final class Intake {
    /** Key and value together; the topics take no more, but a compressed batch can hold a larger record. */
    static final long MAX_EVENT_BYTES = 1024 * 1024;

    /** How much later than now an event may have been recorded (domain.md §10). */
    static final Duration FUTURE_TOLERANCE = Duration.ofHours(1);

    /** A text that as a whole looks like a national id (contract.md, CPR_LIKE). */
    private static final Pattern NATIONAL_ID = Pattern.compile("\\d{6}-?\\d{4}");

    private static final int LONGEST_NATIONAL_ID = 11;

    private final PatientDecoder decoder;
    private final int partitions;

    /**
     * An intake.
     *
     * @param partitions of every input topic
     */
    Intake(PatientDecoder decoder, int partitions) {
        this.decoder = decoder;
        this.partitions = partitions;
    }

    /**
     * The verdict on {@code received}.
     *
     * @param now the latest instant that it can be
     */
    Verdict judge(Received received, Instant now) {
        // First of all: whatever else is wrong with it, nothing of such a record may be kept.
        if (received.key().filter(Intake::looksLikeNationalId).isPresent()) {
            return new Verdict.Refused(Cause.CPR_LIKE);
        }
        if (received.size() > MAX_EVENT_BYTES) {
            return new Verdict.Refused(Cause.TOO_LARGE);
        }
        if (received.value().isEmpty()) {
            return new Verdict.Refused(Cause.UNDECODABLE);
        }
        Optional<Decoded> decoded =
                decoder.decode(received.topic(), received.value().get(), received.schemaId());
        if (decoded.isEmpty()) {
            return new Verdict.NotYet();
        }
        if (decoded.get() instanceof Decoded.Bad bad) {
            return new Verdict.Refused(bad.cause());
        }
        Event<?> event = ((Decoded.Good) decoded.get()).event();
        byte[] citizen = event.citizenId().getBytes(StandardCharsets.UTF_8);
        if (received.key().isEmpty() || !Arrays.equals(received.key().get(), citizen)) {
            return new Verdict.Refused(Cause.KEY_MISMATCH);
        }
        if (partition(citizen, partitions) != received.partition()) {
            return new Verdict.Refused(Cause.WRONG_PARTITION);
        }
        if (event.recordedAt().isAfter(now.plus(FUTURE_TOLERANCE))) {
            return new Verdict.Refused(Cause.FUTURE);
        }
        return new Verdict.Accepted(event);
    }

    /** The partition in which records with {@code key} lie: murmur2, as Kafka's own producer has it. */
    static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    private static boolean looksLikeNationalId(byte[] key) {
        return key.length <= LONGEST_NATIONAL_ID
                && NATIONAL_ID
                        .matcher(new String(key, StandardCharsets.ISO_8859_1))
                        .matches();
    }

    /** What is to be done with a record. */
    sealed interface Verdict {
        /** It goes to the core. */
        record Accepted(Event<?> event) implements Verdict {}

        /** It goes to the dead letters. */
        record Refused(Cause cause) implements Verdict {}

        /** Its schema cannot be had now; it waits. */
        record NotYet() implements Verdict {}
    }
}
