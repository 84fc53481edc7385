package dk.fristvagt.wire;

import dk.fristvagt.event.Convener;
import dk.fristvagt.event.ExemptionReason;
import dk.fristvagt.event.MeetingForm;
import dk.fristvagt.event.MeetingStatus;
import dk.fristvagt.event.MeetingType;
import dk.fristvagt.event.OfferStatus;
import dk.fristvagt.event.OfferType;
import dk.fristvagt.event.Participation;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns the generated event records into events of the core and back.
 *
 * <p>A group, type, status, convenedBy or insurance that a record built in memory leaves null takes its default
 * (contract.md, "Valid"), a null text is empty. A symbol newer than this program has become UNKNOWN when the record was
 * decoded.
 */
public final class AvroEvents {
    private static final SameNames<Group, dk.fristvagt.event.Group> GROUP =
            SameNames.of(Group.class, dk.fristvagt.event.Group.class);
    private static final SameNames<BenefitSpell.Insurance, dk.fristvagt.event.Insurance> INSURANCE =
            SameNames.of(BenefitSpell.Insurance.class, dk.fristvagt.event.Insurance.class);
    private static final SameNames<Meeting.Type, MeetingType> MEETING_TYPE =
            SameNames.of(Meeting.Type.class, MeetingType.class);
    private static final SameNames<Meeting.Status, MeetingStatus> MEETING_STATUS =
            SameNames.of(Meeting.Status.class, MeetingStatus.class);
    private static final SameNames<Meeting.Convener, Convener> CONVENER =
            SameNames.of(Meeting.Convener.class, Convener.class);
    private static final SameNames<Meeting.Participation, Participation> PARTICIPATION =
            SameNames.of(Meeting.Participation.class, Participation.class);
    private static final SameNames<Meeting.Form, MeetingForm> FORM =
            SameNames.of(Meeting.Form.class, MeetingForm.class);
    private static final SameNames<Offer.Type, OfferType> OFFER_TYPE = SameNames.of(Offer.Type.class, OfferType.class);
    private static final SameNames<Offer.Status, OfferStatus> OFFER_STATUS =
            SameNames.of(Offer.Status.class, OfferStatus.class);
    private static final SameNames<Exemption.Reason, ExemptionReason> REASON =
            SameNames.of(Exemption.Reason.class, ExemptionReason.class);
    private static final SameNames<Exemption.Obligation, dk.fristvagt.event.Obligation> OBLIGATION =
            SameNames.of(Exemption.Obligation.class, dk.fristvagt.event.Obligation.class);

    static {
        AvroTrust.establish();
    }

    private AvroEvents() {}

    /**
     * The event that {@code record} is, checked by {@link EventValidator}.
     *
     * @throws IllegalArgumentException when it is none of the seven records of dk.fristvagt.event
     */
    public static CheckedEvent check(SpecificRecord record) {
        try {
            Event<?> event = event(record);
            Optional<Invalid> invalid = EventValidator.check(event);
            if (invalid.isEmpty()
                    && month(record).filter(day -> day.getDayOfMonth() != 1).isPresent()) {
                invalid = Optional.of(new Invalid(Invalid.Code.INVALID, "month is not the first day of a month"));
            }
            return invalid.<CheckedEvent>map(CheckedEvent.Rejected::new)
                    .orElseGet(() -> new CheckedEvent.Accepted(event));
        } catch (MissingFieldException e) {
            return new CheckedEvent.Rejected(
                    nationalId(record).orElseGet(() -> new Invalid(Invalid.Code.INVALID, e.getMessage())));
        }
    }

    /** The text of {@code record} that looks like a national id, if there is one. */
    static Optional<Invalid> nationalId(SpecificRecord record) {
        for (Schema.Field field : record.getSchema().getFields()) {
            if (record.get(field.pos()) instanceof String text && EventValidator.looksNational(text)) {
                return Optional.of(EventValidator.national(field.name()));
            }
        }
        return Optional.empty();
    }

    /** The record that {@code event} is on the wire. */
    public static SpecificRecord toAvro(Event<?> event) {
        SpecificRecord record = record(event.fact());
        record.put(record.getSchema().getField("eventId").pos(), event.eventId());
        record.put(record.getSchema().getField("citizenId").pos(), event.citizenId());
        record.put(record.getSchema().getField("recordedAt").pos(), event.recordedAt());
        record.put(record.getSchema().getField("source").pos(), event.source());
        record.put(record.getSchema().getField("annulled").pos(), event.annulled());
        return record;
    }

    /** The class of the record in which facts of {@code kind} travel. */
    public static Class<? extends SpecificRecord> recordClass(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> dk.fristvagt.event.BenefitSpell.class;
            case PAID_HOURS -> dk.fristvagt.event.PaidHours.class;
            case MEETING -> dk.fristvagt.event.Meeting.class;
            case OFFER -> dk.fristvagt.event.Offer.class;
            case CV -> dk.fristvagt.event.Cv.class;
            case EMPLOYMENT -> dk.fristvagt.event.Employment.class;
            case EXEMPTION -> dk.fristvagt.event.Exemption.class;
        };
    }

    /** An empty record in which facts of {@code kind} travel. */
    static SpecificRecord newRecord(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> new dk.fristvagt.event.BenefitSpell();
            case PAID_HOURS -> new dk.fristvagt.event.PaidHours();
            case MEETING -> new dk.fristvagt.event.Meeting();
            case OFFER -> new dk.fristvagt.event.Offer();
            case CV -> new dk.fristvagt.event.Cv();
            case EMPLOYMENT -> new dk.fristvagt.event.Employment();
            case EXEMPTION -> new dk.fristvagt.event.Exemption();
        };
    }

    private static Event<?> event(SpecificRecord record) {
        if (record instanceof dk.fristvagt.event.BenefitSpell r) {
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), fact(r));
        }
        if (record instanceof dk.fristvagt.event.PaidHours r) {
            PaidHours hours = new PaidHours(text(r.getHoursId()), month(r.getMonth()), r.getHundredths());
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), hours);
        }
        if (record instanceof dk.fristvagt.event.Meeting r) {
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), fact(r));
        }
        if (record instanceof dk.fristvagt.event.Offer r) {
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), fact(r));
        }
        if (record instanceof dk.fristvagt.event.Cv r) {
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), fact(r));
        }
        if (record instanceof dk.fristvagt.event.Employment r) {
            Employment employment = new Employment(text(r.getEmploymentId()), month(r.getMonth()), r.getHundredths());
            return event(
                    r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), employment);
        }
        if (record instanceof dk.fristvagt.event.Exemption r) {
            return event(r.getEventId(), r.getCitizenId(), r.getRecordedAt(), r.getSource(), r.getAnnulled(), fact(r));
        }
        throw new IllegalArgumentException(record.getSchema().getFullName() + " is not an event record");
    }

    private static <F extends Fact> Event<F> event(
            String eventId, String citizenId, Instant recordedAt, String source, boolean annulled, F fact) {
        return new Event<>(
                text(eventId), text(citizenId), required("recordedAt", recordedAt), text(source), annulled, fact);
    }

    private static BenefitSpell fact(dk.fristvagt.event.BenefitSpell r) {
        Integer category = r.getSicknessCategory();
        return new BenefitSpell(
                text(r.getSpellId()),
                GROUP.core(r.getGroup(), Group.UNKNOWN),
                required("from", r.getFrom()),
                end(r.getTo()),
                Optional.ofNullable(r.getRegisteredOn()),
                Optional.ofNullable(r.getContactedOn()),
                Optional.ofNullable(r.getFirstAbsenceOn()),
                Optional.ofNullable(r.getBenefitPeriodStart()),
                INSURANCE.core(r.getInsurance(), BenefitSpell.Insurance.FULL_TIME),
                category == null ? OptionalInt.empty() : OptionalInt.of(category),
                r.getEmployed(),
                r.getYoungWithoutEducation(),
                r.getAkasseFirst(),
                text(r.getMunicipality()),
                Optional.ofNullable(r.getAkasse()));
    }

    private static Meeting fact(dk.fristvagt.event.Meeting r) {
        return new Meeting(
                text(r.getMeetingId()),
                MEETING_TYPE.core(r.getType(), Meeting.Type.UNKNOWN),
                MEETING_STATUS.core(r.getStatus(), Meeting.Status.UNKNOWN),
                Optional.ofNullable(r.getBookedOn()),
                Optional.ofNullable(r.getPlannedOn()),
                Optional.ofNullable(r.getHeldOn()),
                CONVENER.core(r.getConvenedBy(), Meeting.Convener.UNKNOWN),
                Optional.ofNullable(r.getAkasseInvitedOn()),
                r.getCitizenDeclinedAkasse(),
                Optional.ofNullable(PARTICIPATION.core(r.getParticipation(), null)),
                Optional.ofNullable(FORM.core(r.getForm(), null)));
    }

    private static Offer fact(dk.fristvagt.event.Offer r) {
        return new Offer(
                text(r.getOfferId()),
                OFFER_TYPE.core(r.getType(), Offer.Type.UNKNOWN),
                OFFER_STATUS.core(r.getStatus(), Offer.Status.UNKNOWN),
                Optional.ofNullable(r.getGrantedOn()),
                required("from", r.getFrom()),
                end(r.getTo()));
    }

    private static Cv fact(dk.fristvagt.event.Cv r) {
        return new Cv(
                text(r.getCvId()),
                Optional.ofNullable(r.getRegisteredOn()),
                Optional.ofNullable(r.getSearchableOn()),
                Optional.ofNullable(r.getWithdrawnOn()),
                r.getApproved());
    }

    private static Exemption fact(dk.fristvagt.event.Exemption r) {
        Set<Exemption.Obligation> covers = EnumSet.noneOf(Exemption.Obligation.class);
        if (r.getCovers() != null) {
            r.getCovers().forEach(each -> covers.add(OBLIGATION.core(each, Exemption.Obligation.UNKNOWN)));
        }
        return new Exemption(
                text(r.getExemptionId()),
                REASON.core(r.getReason(), Exemption.Reason.UNKNOWN),
                required("from", r.getFrom()),
                end(r.getTo()),
                Collections.unmodifiableSet(covers));
    }

    /** The month of {@code record} as its day, if it is a record with a month. */
    private static Optional<LocalDate> month(SpecificRecord record) {
        if (record instanceof dk.fristvagt.event.PaidHours hours) {
            return Optional.of(hours.getMonth());
        }
        if (record instanceof dk.fristvagt.event.Employment employment) {
            return Optional.of(employment.getMonth());
        }
        return Optional.empty();
    }

    private static YearMonth month(LocalDate day) {
        return YearMonth.from(required("month", day));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static LocalDate end(LocalDate to) {
        return to == null ? Days.NEVER : to;
    }

    private static <T> T required(String field, T value) {
        if (value == null) {
            throw new MissingFieldException(field);
        }
        return value;
    }

    private static SpecificRecord record(Fact fact) {
        if (fact instanceof BenefitSpell spell) {
            return record(spell);
        }
        if (fact instanceof PaidHours hours) {
            dk.fristvagt.event.PaidHours r = new dk.fristvagt.event.PaidHours();
            r.setHoursId(hours.hoursId());
            r.setMonth(hours.month().atDay(1));
            r.setHundredths(hours.hundredths());
            return r;
        }
        if (fact instanceof Meeting meeting) {
            return record(meeting);
        }
        if (fact instanceof Offer offer) {
            return record(offer);
        }
        if (fact instanceof Cv cv) {
            return record(cv);
        }
        if (fact instanceof Employment employment) {
            dk.fristvagt.event.Employment r = new dk.fristvagt.event.Employment();
            r.setEmploymentId(employment.employmentId());
            r.setMonth(employment.month().atDay(1));
            r.setHundredths(employment.hundredths());
            return r;
        }
        return record((Exemption) fact);
    }

    private static SpecificRecord record(BenefitSpell spell) {
        dk.fristvagt.event.BenefitSpell r = new dk.fristvagt.event.BenefitSpell();
        r.setSpellId(spell.spellId());
        r.setGroup(GROUP.avro(spell.group()));
        r.setFrom(spell.from());
        r.setTo(wireEnd(spell.to()));
        r.setRegisteredOn(spell.registeredOn().orElse(null));
        r.setContactedOn(spell.contactedOn().orElse(null));
        r.setFirstAbsenceOn(spell.firstAbsenceOn().orElse(null));
        r.setBenefitPeriodStart(spell.benefitPeriodStart().orElse(null));
        r.setInsurance(INSURANCE.avro(spell.insurance()));
        r.setSicknessCategory(
                spell.sicknessCategory().isPresent() ? spell.sicknessCategory().getAsInt() : null);
        r.setEmployed(spell.employed());
        r.setYoungWithoutEducation(spell.youngWithoutEducation());
        r.setAkasseFirst(spell.akasseFirst());
        r.setMunicipality(spell.municipality());
        r.setAkasse(spell.akasse().orElse(null));
        return r;
    }

    private static SpecificRecord record(Meeting meeting) {
        dk.fristvagt.event.Meeting r = new dk.fristvagt.event.Meeting();
        r.setMeetingId(meeting.meetingId());
        r.setType(MEETING_TYPE.avro(meeting.type()));
        r.setStatus(MEETING_STATUS.avro(meeting.status()));
        r.setBookedOn(meeting.bookedOn().orElse(null));
        r.setPlannedOn(meeting.plannedOn().orElse(null));
        r.setHeldOn(meeting.heldOn().orElse(null));
        r.setConvenedBy(CONVENER.avro(meeting.convenedBy()));
        r.setAkasseInvitedOn(meeting.akasseInvitedOn().orElse(null));
        r.setCitizenDeclinedAkasse(meeting.citizenDeclinedAkasse());
        r.setParticipation(meeting.participation().map(PARTICIPATION::avro).orElse(null));
        r.setForm(meeting.form().map(FORM::avro).orElse(null));
        return r;
    }

    private static SpecificRecord record(Offer offer) {
        dk.fristvagt.event.Offer r = new dk.fristvagt.event.Offer();
        r.setOfferId(offer.offerId());
        r.setType(OFFER_TYPE.avro(offer.type()));
        r.setStatus(OFFER_STATUS.avro(offer.status()));
        r.setGrantedOn(offer.grantedOn().orElse(null));
        r.setFrom(offer.from());
        r.setTo(wireEnd(offer.to()));
        return r;
    }

    private static SpecificRecord record(Cv cv) {
        dk.fristvagt.event.Cv r = new dk.fristvagt.event.Cv();
        r.setCvId(cv.cvId());
        r.setRegisteredOn(cv.registeredOn().orElse(null));
        r.setSearchableOn(cv.searchableOn().orElse(null));
        r.setWithdrawnOn(cv.withdrawnOn().orElse(null));
        r.setApproved(cv.approved());
        return r;
    }

    private static SpecificRecord record(Exemption exemption) {
        dk.fristvagt.event.Exemption r = new dk.fristvagt.event.Exemption();
        r.setExemptionId(exemption.exemptionId());
        r.setReason(REASON.avro(exemption.reason()));
        r.setFrom(exemption.from());
        r.setTo(wireEnd(exemption.to()));
        List<dk.fristvagt.event.Obligation> covers = new ArrayList<>();
        for (Exemption.Obligation obligation : Exemption.Obligation.values()) {
            if (exemption.covers().contains(obligation)) {
                covers.add(OBLIGATION.avro(obligation));
            }
        }
        r.setCovers(covers);
        return r;
    }

    /** The last day on the wire, where an open interval has none. */
    private static LocalDate wireEnd(LocalDate to) {
        return Days.exists(to) ? to : null;
    }

    /** A field without a default that a record built in memory leaves null. */
    private static final class MissingFieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingFieldException(String field) {
            super(field + " is missing", null, false, false);
        }
    }
}
