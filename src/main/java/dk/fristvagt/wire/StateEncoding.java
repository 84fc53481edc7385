package dk.fristvagt.wire;

import static dk.fristvagt.wire.StateValues.day;
import static dk.fristvagt.wire.StateValues.month;

import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.Measured;
import dk.fristvagt.monitor.Published;
import dk.fristvagt.rules.DeadlineId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes one citizen as Avro binary of the state schema, field by field in the order of the schema.
 *
 * <p>Written by hand because every event reads and writes a citizen: going through generated classes costs several
 * times as much. A test reads what is written here with Avro's own reader and the schema.
 */
final class StateEncoding {
    /** Branches of a union of an index, a UUID and a text. */
    private static final int INDEX = 0;

    private static final int AFTER_INDEX = 1;

    private static final int TYPICAL_SIZE = 1024;
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(512);

    private final CitizenFile file;
    private final StateTexts texts = new StateTexts();
    private final Map<String, Integer> objects = new HashMap<>();
    private final Map<String, Integer> subjects = new HashMap<>();
    private final List<String> subjectIds = new ArrayList<>();
    private int nextMeeting;
    private final byte[] uuid = new byte[StateValues.UUID_BYTES];
    private final byte[] hash = new byte[Long.BYTES];

    private StateEncoding(CitizenFile file) {
        this.file = file;
    }

    /** {@code version} followed by the Avro binary of {@code citizen}. */
    static byte[] encode(byte version, StoredCitizen citizen) throws IOException {
        return new StateEncoding(citizen.file()).encode(version, citizen.wakeEpochSecond(), citizen.failures());
    }

    /** The tables come before what refers to them, so the parts are made first and put together at the end. */
    private byte[] encode(byte version, long wakeEpochSecond, int failures) throws IOException {
        ByteArrayOutputStream facts = new ByteArrayOutputStream(TYPICAL_SIZE);
        BinaryEncoder out = ENCODERS.binaryEncoder(facts, null);
        facts(out);
        out.flush();

        ByteArrayOutputStream alerts = new ByteArrayOutputStream(TYPICAL_SIZE);
        out = ENCODERS.binaryEncoder(alerts, out);
        array(out, file.ledger(), this::said);
        array(out, file.published(), this::row);
        array(out, file.measured(), this::measured);
        out.flush();

        ByteArrayOutputStream whole = new ByteArrayOutputStream(facts.size() + alerts.size() + TYPICAL_SIZE);
        whole.write(version);
        out = ENCODERS.binaryEncoder(whole, out);
        id(out, file.citizenId());
        out.writeLong(wakeEpochSecond);
        out.writeInt(failures);
        out.writeLong(file.sequence());
        out.writeLong(day(file.nextDay()));
        out.writeBoolean(file.evaluated());
        out.writeInt(file.rulebookNumber());
        array(out, texts.list(), BinaryEncoder::writeString);
        out.flush();
        facts.writeTo(whole);
        array(out, subjectIds, this::subject);
        out.flush();
        alerts.writeTo(whole);
        return whole.toByteArray();
    }

    private void facts(BinaryEncoder out) throws IOException {
        Facts facts = file.facts();
        array(out, facts.spells(), this::spell);
        array(out, facts.hours(), this::hours);
        array(out, facts.meetings(), this::meeting);
        array(out, facts.offers(), this::offer);
        array(out, facts.cvs(), this::cv);
        array(out, facts.employments(), this::employment);
        array(out, facts.exemptions(), this::exemption);
        array(out, facts.annulled(), this::annulled);
        array(out, facts.forgotten(), this::mark);
        out.writeLong(day(facts.horizon()));
        int position = 0;
        for (Event<BenefitSpell> event : facts.spells()) {
            objects.putIfAbsent(event.fact().spellId(), position++);
        }
        for (Event<Meeting> event : facts.meetings()) {
            objects.putIfAbsent(event.fact().meetingId(), position++);
        }
    }

    private void stamp(BinaryEncoder out, Event<?> event) throws IOException {
        if (!event.citizenId().equals(file.citizenId())) {
            throw new IllegalArgumentException("the file of a citizen holds an event of another citizen");
        }
        id(out, event.eventId());
        out.writeLong(event.recordedAt().toEpochMilli());
        out.writeInt(texts.index(event.source()));
    }

    /** The branches of the union are in the order of {@link Fact.Kind}. */
    @SuppressWarnings("unchecked")
    private void annulled(BinaryEncoder out, Event<?> event) throws IOException {
        Fact.Kind kind = event.fact().kind();
        out.writeIndex(kind.ordinal());
        switch (kind) {
            case BENEFIT_SPELL -> spell(out, (Event<BenefitSpell>) event);
            case PAID_HOURS -> hours(out, (Event<PaidHours>) event);
            case MEETING -> meeting(out, (Event<Meeting>) event);
            case OFFER -> offer(out, (Event<Offer>) event);
            case CV -> cv(out, (Event<Cv>) event);
            case EMPLOYMENT -> employment(out, (Event<Employment>) event);
            case EXEMPTION -> exemption(out, (Event<Exemption>) event);
        }
    }

    private void spell(BinaryEncoder out, Event<BenefitSpell> event) throws IOException {
        BenefitSpell spell = event.fact();
        stamp(out, event);
        id(out, spell.spellId());
        out.writeEnum(StateValues.GROUP.position(spell.group()));
        out.writeLong(day(spell.from()));
        out.writeLong(day(spell.to()));
        out.writeLong(day(spell.registeredOn()));
        out.writeLong(day(spell.contactedOn()));
        out.writeLong(day(spell.firstAbsenceOn()));
        out.writeLong(day(spell.benefitPeriodStart()));
        out.writeEnum(StateValues.INSURANCE.position(spell.insurance()));
        nullable(out, spell.sicknessCategory());
        out.writeBoolean(spell.employed());
        out.writeBoolean(spell.youngWithoutEducation());
        out.writeBoolean(spell.akasseFirst());
        out.writeInt(texts.index(spell.municipality()));
        out.writeInt(texts.index(spell.akasse()));
    }

    private void hours(BinaryEncoder out, Event<PaidHours> event) throws IOException {
        PaidHours hours = event.fact();
        stamp(out, event);
        id(out, hours.hoursId());
        out.writeInt(month(hours.month()));
        out.writeInt(hours.hundredths());
    }

    private void meeting(BinaryEncoder out, Event<Meeting> event) throws IOException {
        Meeting meeting = event.fact();
        stamp(out, event);
        id(out, meeting.meetingId());
        out.writeEnum(StateValues.MEETING_TYPE.position(meeting.type()));
        out.writeEnum(StateValues.MEETING_STATUS.position(meeting.status()));
        out.writeLong(day(meeting.bookedOn()));
        out.writeLong(day(meeting.plannedOn()));
        out.writeLong(day(meeting.heldOn()));
        out.writeEnum(StateValues.CONVENER.position(meeting.convenedBy()));
        out.writeLong(day(meeting.akasseInvitedOn()));
        out.writeBoolean(meeting.citizenDeclinedAkasse());
        nullable(out, StateValues.PARTICIPATION, meeting.participation());
        nullable(out, StateValues.FORM, meeting.form());
    }

    private void offer(BinaryEncoder out, Event<Offer> event) throws IOException {
        Offer offer = event.fact();
        stamp(out, event);
        id(out, offer.offerId());
        out.writeEnum(StateValues.OFFER_TYPE.position(offer.type()));
        out.writeEnum(StateValues.OFFER_STATUS.position(offer.status()));
        out.writeLong(day(offer.grantedOn()));
        out.writeLong(day(offer.from()));
        out.writeLong(day(offer.to()));
    }

    private void cv(BinaryEncoder out, Event<Cv> event) throws IOException {
        Cv cv = event.fact();
        stamp(out, event);
        id(out, cv.cvId());
        out.writeLong(day(cv.registeredOn()));
        out.writeLong(day(cv.searchableOn()));
        out.writeLong(day(cv.withdrawnOn()));
        out.writeBoolean(cv.approved());
    }

    private void employment(BinaryEncoder out, Event<Employment> event) throws IOException {
        Employment employment = event.fact();
        stamp(out, event);
        id(out, employment.employmentId());
        out.writeInt(month(employment.month()));
        out.writeInt(employment.hundredths());
    }

    private void exemption(BinaryEncoder out, Event<Exemption> event) throws IOException {
        Exemption exemption = event.fact();
        stamp(out, event);
        id(out, exemption.exemptionId());
        out.writeEnum(StateValues.REASON.position(exemption.reason()));
        out.writeLong(day(exemption.from()));
        out.writeLong(day(exemption.to()));
        List<Exemption.Obligation> covers = exemption.covers().stream().sorted().toList();
        array(out, covers, (o, obligation) -> o.writeEnum(StateValues.OBLIGATION.position(obligation)));
    }

    private void mark(BinaryEncoder out, Facts.Mark mark) throws IOException {
        out.writeEnum(StateValues.KIND.position(mark.kind()));
        hash(out, mark.idHash());
        out.writeLong(mark.recordedAt().toEpochMilli());
        hash(out, mark.eventIdHash());
    }

    private void said(BinaryEncoder out, Said said) throws IOException {
        deadline(out, said.deadline());
        out.writeInt(said.ruleVersion());
        out.writeEnum(StateValues.ALERT_TYPE.position(said.type()));
        out.writeInt(said.stage());
        out.writeLong(day(said.due()));
        nullable(out, StateValues.BASIS, said.basis());
        out.writeBoolean(said.advisory());
        out.writeInt(texts.index(said.unit()));
        out.writeInt(texts.index(said.municipality()));
        out.writeInt(texts.index(said.akasse()));
        out.writeLong(day(said.courseStart()));
        out.writeInt(said.seniorityHundredths());
        out.writeInt(said.required());
        out.writeInt(said.achieved());
        out.writeLong(day(said.nextBookedOn()));
    }

    private void row(BinaryEncoder out, Published row) throws IOException {
        deadline(out, row.id());
        hash(out, row.hash());
    }

    private void measured(BinaryEncoder out, Measured measured) throws IOException {
        int index = meeting(measured.meetingId());
        if (index < 0) {
            id(out, measured.meetingId(), AFTER_INDEX);
        } else {
            out.writeIndex(INDEX);
            out.writeInt(index);
            nextMeeting = index + 1;
        }
        hash(out, measured.hash());
    }

    /** The place of a meeting, from that after the last one asked for, as they come in one order; -1 when not found. */
    private int meeting(String meetingId) {
        List<Event<Meeting>> meetings = file.facts().meetings();
        for (int i = nextMeeting; i < meetings.size(); i++) {
            if (meetings.get(i).fact().meetingId().equals(meetingId)) {
                return i;
            }
        }
        return -1;
    }

    private void deadline(BinaryEncoder out, DeadlineId id) throws IOException {
        out.writeInt(texts.index(id.ruleId()));
        out.writeInt(subjects.computeIfAbsent(id.subjectId(), subjectId -> {
            subjectIds.add(subjectId);
            return subjectIds.size() - 1;
        }));
        out.writeInt(id.occurrence());
    }

    private void subject(BinaryEncoder out, String subjectId) throws IOException {
        int nth = nth(subjectId);
        String of = nth == 0 ? subjectId : subjectId.substring(0, subjectId.lastIndexOf(StateValues.NTH));
        Integer object = objects.get(of);
        if (object == null) {
            id(out, of, AFTER_INDEX);
        } else {
            out.writeIndex(INDEX);
            out.writeInt(object);
        }
        out.writeInt(nth);
    }

    /** n of {@code spellId#n}; 0 when it is not of that form or would not come back as it was. */
    private static int nth(String subjectId) {
        int at = subjectId.lastIndexOf(StateValues.NTH);
        int digits = subjectId.length() - at - 1;
        if (at < 0 || digits < 1 || digits > 9 || subjectId.charAt(at + 1) == '0') {
            return 0;
        }
        int nth = 0;
        for (int i = at + 1; i < subjectId.length(); i++) {
            char c = subjectId.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            nth = nth * 10 + c - '0';
        }
        return nth;
    }

    private void id(BinaryEncoder out, String id) throws IOException {
        id(out, id, 0);
    }

    /** A UUID or text, whose branches in their union begin at {@code firstBranch}. */
    private void id(BinaryEncoder out, String id, int firstBranch) throws IOException {
        if (StateValues.uuid(id, uuid)) {
            out.writeIndex(firstBranch + StateValues.UUID);
            out.writeFixed(uuid);
        } else {
            out.writeIndex(firstBranch + StateValues.TEXT);
            out.writeString(id);
        }
    }

    private void hash(BinaryEncoder out, long value) throws IOException {
        ByteBuffer.wrap(hash).putLong(value);
        out.writeFixed(hash);
    }

    private static void nullable(BinaryEncoder out, OptionalInt value) throws IOException {
        out.writeIndex(value.isPresent() ? 1 : 0);
        if (value.isPresent()) {
            out.writeInt(value.getAsInt());
        }
    }

    private static <C extends Enum<C>> void nullable(BinaryEncoder out, SameNames<C, ?> names, Optional<C> symbol)
            throws IOException {
        out.writeIndex(symbol.isPresent() ? 1 : 0);
        if (symbol.isPresent()) {
            out.writeEnum(names.position(symbol.get()));
        }
    }

    private static <T> void array(BinaryEncoder out, List<T> items, Item<T> write) throws IOException {
        out.writeArrayStart();
        out.setItemCount(items.size());
        for (T item : items) {
            out.startItem();
            write.to(out, item);
        }
        out.writeArrayEnd();
    }

    /** Writes one item of an array. */
    @FunctionalInterface
    private interface Item<T> {
        void to(BinaryEncoder out, T item) throws IOException;
    }
}
