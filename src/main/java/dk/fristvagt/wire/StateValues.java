package dk.fristvagt.wire;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.state.AlertType;
import dk.fristvagt.state.Convener;
import dk.fristvagt.state.ExemptionReason;
import dk.fristvagt.state.FactKind;
import dk.fristvagt.state.Hash64;
import dk.fristvagt.state.Insurance;
import dk.fristvagt.state.MeetingForm;
import dk.fristvagt.state.MeetingStatus;
import dk.fristvagt.state.MeetingType;
import dk.fristvagt.state.Obligation;
import dk.fristvagt.state.OfferStatus;
import dk.fristvagt.state.OfferType;
import dk.fristvagt.state.Participation;
import dk.fristvagt.state.Uuid;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** How single values of a citizen are written in the state schema. */
final class StateValues {
    /** Between a spell and the number of a course that begins with it: {@code spellId#2}. */
    static final char NTH = '#';

    private static final LocalDate EPOCH = LocalDate.of(2020, 1, 1);
    private static final YearMonth EPOCH_MONTH = YearMonth.from(EPOCH);
    private static final int MONTHS_OF_YEAR = 12;
    private static final int UUID_LENGTH = 36;

    static final SameNames<Group, dk.fristvagt.state.Group> GROUP =
            SameNames.of(Group.class, dk.fristvagt.state.Group.class);
    static final SameNames<BenefitSpell.Insurance, Insurance> INSURANCE =
            SameNames.of(BenefitSpell.Insurance.class, Insurance.class);
    static final SameNames<Meeting.Type, MeetingType> MEETING_TYPE =
            SameNames.of(Meeting.Type.class, MeetingType.class);
    static final SameNames<Meeting.Status, MeetingStatus> MEETING_STATUS =
            SameNames.of(Meeting.Status.class, MeetingStatus.class);
    static final SameNames<Meeting.Convener, Convener> CONVENER =
            SameNames.of(Meeting.Convener.class, Convener.class);
    static final SameNames<Meeting.Participation, Participation> PARTICIPATION =
            SameNames.of(Meeting.Participation.class, Participation.class);
    static final SameNames<Meeting.Form, MeetingForm> FORM =
            SameNames.of(Meeting.Form.class, MeetingForm.class);
    static final SameNames<Offer.Type, OfferType> OFFER_TYPE =
            SameNames.of(Offer.Type.class, OfferType.class);
    static final SameNames<Offer.Status, OfferStatus> OFFER_STATUS =
            SameNames.of(Offer.Status.class, OfferStatus.class);
    static final SameNames<Exemption.Reason, ExemptionReason> REASON =
            SameNames.of(Exemption.Reason.class, ExemptionReason.class);
    static final SameNames<Exemption.Obligation, Obligation> OBLIGATION =
            SameNames.of(Exemption.Obligation.class, Obligation.class);
    static final SameNames<Fact.Kind, FactKind> KIND = SameNames.of(Fact.Kind.class, FactKind.class);
    static final SameNames<Alert.Type, AlertType> ALERT_TYPE = SameNames.of(Alert.Type.class, AlertType.class);
    static final SameNames<Basis, dk.fristvagt.state.Basis> BASIS =
            SameNames.of(Basis.class, dk.fristvagt.state.Basis.class);


    private StateValues() {}

    /** A day as the state schema counts it. */
    static long day(LocalDate day) {
        if (!Days.exists(day)) {
            return 0;
        }
        if (day.equals(LocalDate.MIN)) {
            return 1;
        }
        long n = day.toEpochDay() - EPOCH.toEpochDay();
        return n < 0 ? n : n + 2;
    }

    /** A day as the state schema counts it, or 0 when there is none. */
    static long day(Optional<LocalDate> day) {
        return day(day.orElse(Days.NEVER));
    }

    /** The day that the state schema counts as {@code day}. */
    static LocalDate day(long day) {
        if (day == 0) {
            return Days.NEVER;
        }
        if (day == 1) {
            return LocalDate.MIN;
        }
        return EPOCH.plusDays(day < 0 ? day : day - 2);
    }

    /** The day that the state schema counts as {@code day}, if it is one. */
    static Optional<LocalDate> maybeDay(long day) {
        return day == 0 ? Optional.empty() : Optional.of(day(day));
    }

    /** Months since January 2020. */
    static int month(YearMonth month) {
        return (month.getYear() - EPOCH_MONTH.getYear()) * MONTHS_OF_YEAR
                + month.getMonthValue()
                - EPOCH_MONTH.getMonthValue();
    }

    /** The month that is {@code month} months after January 2020. */
    static YearMonth month(int month) {
        return EPOCH_MONTH.plusMonths(month);
    }

    /** 16 bytes where {@code id} is a UUID in canonical lower case, so that it comes back as it was; else the text. */
    static Object id(String id) {
        if (!isCanonicalUuid(id)) {
            return id;
        }
        UUID uuid = UUID.fromString(id);
        return new Uuid(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    /** The id that is stored as {@code stored}. */
    static String id(Object stored) {
        if (stored instanceof Uuid uuid) {
            ByteBuffer bytes = ByteBuffer.wrap(uuid.bytes());
            return new UUID(bytes.getLong(), bytes.getLong()).toString();
        }
        return (String) stored;
    }

    /** A hash, big-endian. */
    static Hash64 hash(long hash) {
        return new Hash64(ByteBuffer.allocate(Long.BYTES).putLong(hash).array());
    }

    /** The hash that is stored as {@code stored}. */
    static long hash(Hash64 stored) {
        return ByteBuffer.wrap(stored.bytes()).getLong();
    }

    /** {@code function} of each element. */
    static <A, B> List<B> each(List<A> list, Function<A, B> function) {
        List<B> result = new ArrayList<>(list.size());
        for (A element : list) {
            result.add(function.apply(element));
        }
        return result;
    }

    /** {@code function} of each element, as an unmodifiable list. */
    static <A, B> List<B> fixed(List<A> list, Function<A, B> function) {
        return Collections.unmodifiableList(each(list, function));
    }

    /** Whether {@code id} is 8-4-4-4-12 lower-case hexadecimal digits. */
    private static boolean isCanonicalUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean fits = i == 8 || i == 13 || i == 18 || i == 23
                    ? c == '-'
                    : c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
            if (!fits) {
                return false;
            }
        }
        return true;
    }
}
