package dk.fristvagt.statistics;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import dk.fristvagt.wire.Units;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;

/**
 * The stored form of a {@link Row}, and of its key: together at most {@link #MAX_BYTES} bytes. Not safe for use by several
 * threads.
 *
 * <p>The key is a hash of 96 bits: that two of a hundred million rows share one has a chance of one in ten trillions.
 */
final class RowCodec {
    /** Of a row with its key. */
    static final int MAX_BYTES = 40;

    private static final int KEY_BYTES = 12;

    private static final byte DEADLINE = 1;
    private static final byte JOINT_MEETING = 2;

    private static final int QUOTA = 1;
    private static final int ADVISORY = 2;
    private static final int DROPPED = 4;
    private static final int ELIGIBLE = 8;

    private static final int NO_DAY = 0xFFFFFF;
    private static final int UNKNOWN_NUMBER = 0xFFFF;
    private static final byte IS_UNROUTED = 0;
    private static final byte IS_JOBCENTER = 1;
    private static final byte IS_AKASSE = 2;
    private static final String JOBCENTER = "jobcenter-";
    private static final String AKASSE = "akasse-";

    private final Vocabulary vocabulary;
    private final MessageDigest sha256;
    private final ByteBuffer buffer = ByteBuffer.allocate(64);

    RowCodec(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The key of the row that {@code key} names in {@code table}. */
    byte[] key(Table table, byte[] key) {
        sha256.update((byte) table.ordinal());
        return Arrays.copyOf(sha256.digest(key), KEY_BYTES);
    }

    byte[] encode(Row row) {
        buffer.clear();
        if (row instanceof Row.OfDeadline deadline) {
            put(deadline);
        } else {
            put((Row.OfJointMeeting) row);
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    Row decode(byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        byte kind = in.get();
        return switch (kind) {
            case DEADLINE -> deadline(in);
            case JOINT_MEETING -> jointMeeting(in);
            default ->
                throw new IllegalStateException("a kept row has the form " + kind
                        + ", which this program does not know: it was kept by a newer one; update this one");
        };
    }

    private void put(Row.OfDeadline row) {
        buffer.put(DEADLINE);
        buffer.put((byte) ((row.quota() ? QUOTA : 0)
                | (row.advisory() ? ADVISORY : 0)
                | (row.dropped() ? DROPPED : 0)
                | (row.eligible().isPresent() ? ELIGIBLE : 0)));
        buffer.put((byte) row.status().ordinal());
        buffer.put((byte) row.stage());
        buffer.putInt(row.rule().hashCode());
        putDay(row.due());
        if (row.eligible().isPresent()) {
            putDay(row.eligible());
        }
        if (row.unit().startsWith(JOBCENTER)) {
            buffer.put(IS_JOBCENTER);
            putText(row.unit().substring(JOBCENTER.length()));
        } else if (row.unit().startsWith(AKASSE)) {
            buffer.put(IS_AKASSE);
            putText(row.unit().substring(AKASSE.length()));
        } else {
            buffer.put(IS_UNROUTED);
        }
    }

    private Row.OfDeadline deadline(ByteBuffer in) {
        int flags = in.get();
        DeadlineStatus status = DeadlineStatus.values()[in.get()];
        int stage = in.get() & 0xFF;
        String rule = vocabulary.ruleByHash(in.getInt());
        Optional<LocalDate> due = day(in);
        Optional<LocalDate> eligible = (flags & ELIGIBLE) == 0 ? Optional.empty() : day(in);
        String unit = switch (in.get()) {
            case IS_JOBCENTER -> JOBCENTER + text(in);
            case IS_AKASSE -> AKASSE + text(in);
            default -> Units.UNROUTED;
        };
        return new Row.OfDeadline(
                vocabulary.unit(unit),
                rule,
                (flags & QUOTA) != 0,
                (flags & ADVISORY) != 0,
                (flags & DROPPED) != 0,
                status,
                stage,
                due,
                eligible);
    }

    private void put(Row.OfJointMeeting row) {
        buffer.put(JOINT_MEETING);
        boolean known = !row.municipality().equals(Vocabulary.UNKNOWN);
        buffer.putShort((short) (known ? Integer.parseInt(row.municipality()) : UNKNOWN_NUMBER));
        buffer.put((byte) row.seniority().ordinal());
        buffer.put((byte) row.participation().ordinal());
        buffer.putShort((short) Months.number(YearMonth.from(row.month())));
        putText(row.akasse());
    }

    private Row.OfJointMeeting jointMeeting(ByteBuffer in) {
        int number = in.getShort() & 0xFFFF;
        SeniorityGroup seniority = SeniorityGroup.values()[in.get()];
        Participation participation = Participation.values()[in.get()];
        LocalDate month = Months.of(in.getShort()).atDay(1);
        return new Row.OfJointMeeting(
                number == UNKNOWN_NUMBER ? Vocabulary.UNKNOWN : vocabulary.municipality(String.format("%04d", number)),
                vocabulary.akasse(text(in)),
                seniority,
                participation,
                month);
    }

    private void putDay(Optional<LocalDate> day) {
        int number = day.map(there -> (int) there.toEpochDay()).orElse(NO_DAY);
        buffer.put((byte) (number >> 16)).putShort((short) number);
    }

    private static Optional<LocalDate> day(ByteBuffer in) {
        int number = (in.get() & 0xFF) << 16 | in.getShort() & 0xFFFF;
        return number == NO_DAY ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(number));
    }

    private void putText(String code) {
        byte[] text = code.getBytes(StandardCharsets.UTF_8);
        buffer.put((byte) text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[in.get()];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
