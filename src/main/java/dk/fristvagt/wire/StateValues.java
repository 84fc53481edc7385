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
import dk.fristvagt.state.Insurance;
import dk.fristvagt.state.MeetingForm;
import dk.fristvagt.state.MeetingStatus;
import dk.fristvagt.state.MeetingType;
import dk.fristvagt.state.Obligation;
import dk.fristvagt.state.OfferStatus;
import dk.fristvagt.state.OfferType;
import dk.fristvagt.state.Participation;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** How single values of a citizen are written in the state schema. */
final class StateValues {
    /** Between a spell and the number of a course that begins with it: {@code spellId#2}. */
    static final char NTH = '#';

    /** Branches of the union of a UUID and a text that an id is. */
    static final int UUID = 0;

    static final int TEXT = 1;

    static final int UUID_BYTES = 16;

    private static final int UUID_LENGTH = 36;
    private static final int HEX = 16;
    private static final LocalDate EPOCH = LocalDate.of(2020, 1, 1);
    private static final YearMonth EPOCH_MONTH = YearMonth.from(EPOCH);
    private static final int MONTHS_OF_YEAR = 12;

    static final SameNames<Group, dk.fristvagt.state.Group> GROUP =
            SameNames.of(Group.class, dk.fristvagt.state.Group.class);
    static final SameNames<BenefitSpell.Insurance, Insurance> INSURANCE =
            SameNames.of(BenefitSpell.Insurance.class, Insurance.class);
    static final SameNames<Meeting.Type, MeetingType> MEETING_TYPE =
            SameNames.of(Meeting.Type.class, MeetingType.class);
    static final SameNames<Meeting.Status, MeetingStatus> MEETING_STATUS =
            SameNames.of(Meeting.Status.class, MeetingStatus.class);
    static final SameNames<Meeting.Convener, Convener> CONVENER = SameNames.of(Meeting.Convener.class, Convener.class);
    static final SameNames<Meeting.Participation, Participation> PARTICIPATION =
            SameNames.of(Meeting.Participation.class, Participation.class);
    static final SameNames<Meeting.Form, MeetingForm> FORM = SameNames.of(Meeting.Form.class, MeetingForm.class);
    static final SameNames<Offer.Type, OfferType> OFFER_TYPE = SameNames.of(Offer.Type.class, OfferType.class);
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

    /**
     * Puts a UUID into 16 bytes when {@code id} is one in canonical lower case, so that it comes back as it was.
     *
     * @return whether it is one
     */
    static boolean uuid(String id, byte[] bytes) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        int digits = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return false;
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return false;
            }
            int at = digits / 2;
            bytes[at] = (byte) (digits % 2 == 0 ? digit * HEX : bytes[at] + digit);
            digits++;
        }
        return true;
    }

    /** The text of the UUID in 16 bytes. */
    static String uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new java.util.UUID(buffer.getLong(), buffer.getLong()).toString();
    }
}
