package dk.fristvagt.wire;

import static dk.fristvagt.wire.StateValues.day;
import static dk.fristvagt.wire.StateValues.maybeDay;
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.avro.io.BinaryDecoder;

/**
 * Reads one citizen from Avro binary of the state schema, field by field in the order of the schema: the counterpart of
 * {@link StateEncoding}.
 *
 * <p>Damaged bytes end in an exception of some kind; none of them quotes a value.
 */
final class StateDecoding {
    /** A damaged count must not reserve memory for what is not there. */
    private static final int MOST_RESERVED = 64;

    private final BinaryDecoder in;
    private final byte[] uuid = new byte[StateValues.UUID_BYTES];
    private final byte[] hash = new byte[Long.BYTES];
    private String citizenId;
    private StateTexts texts;
    private List<String> subjects;

    StateDecoding(BinaryDecoder in) {
        this.in = in;
    }

    StoredCitizen citizen() throws IOException {
        citizenId = id();
        long wakeEpochSecond = in.readLong();
        int failures = in.readInt();
        long sequence = in.readLong();
        LocalDate nextDay = day(in.readLong());
        boolean evaluated = in.readBoolean();
        int rulebookNumber = in.readInt();
        texts = new StateTexts(array(in::readString));
        Facts facts = facts();
        subjects = array(() -> subject(facts));
        List<Said> ledger = array(this::said);
        List<Published> published = array(() -> new Published(deadline(), hash()));
        List<Measured> measured = array(() -> new Measured(meeting(facts), hash()));
        CitizenFile file = new CitizenFile(
                citizenId, facts, ledger, sequence, nextDay, evaluated, rulebookNumber, published, measured);
        return new StoredCitizen(file, wakeEpochSecond, failures);
    }

    private Facts facts() throws IOException {
        return new Facts(
                array(() -> spell(false)),
                array(() -> hours(false)),
                array(() -> meeting(false)),
                array(() -> offer(false)),
                array(() -> cv(false)),
                array(() -> employment(false)),
                array(() -> exemption(false)),
                array(this::annulled),
                array(this::mark),
                day(in.readLong()));
    }

    /** The branches of the union are in the order of {@link Fact.Kind}. */
    private Event<?> annulled() throws IOException {
        return switch (Fact.Kind.values()[in.readIndex()]) {
            case BENEFIT_SPELL -> spell(true);
            case PAID_HOURS -> hours(true);
            case MEETING -> meeting(true);
            case OFFER -> offer(true);
            case CV -> cv(true);
            case EMPLOYMENT -> employment(true);
            case EXEMPTION -> exemption(true);
        };
    }

    private Stamp stamp() throws IOException {
        return new Stamp(id(), Instant.ofEpochMilli(in.readLong()), texts.at(in.readInt()));
    }

    private <F extends Fact> Event<F> event(Stamp stamp, boolean annulled, F fact) {
        return new Event<>(stamp.eventId, citizenId, stamp.recordedAt, stamp.source, annulled, fact);
    }

    // Arguments are evaluated from left to right, which is the order of the schema.

    private Event<BenefitSpell> spell(boolean annulled) throws IOException {
        return event(
                stamp(),
                annulled,
                new BenefitSpell(
                        id(),
                        StateValues.GROUP.at(in.readEnum()),
                        day(in.readLong()),
                        day(in.readLong()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        StateValues.INSURANCE.at(in.readEnum()),
                        present() ? OptionalInt.of(in.readInt()) : OptionalInt.empty(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readBoolean(),
                        texts.at(in.readInt()),
                        texts.maybeAt(in.readInt())));
    }

    private Event<PaidHours> hours(boolean annulled) throws IOException {
        return event(stamp(), annulled, new PaidHours(id(), month(in.readInt()), in.readInt()));
    }

    private Event<Meeting> meeting(boolean annulled) throws IOException {
        return event(
                stamp(),
                annulled,
                new Meeting(
                        id(),
                        StateValues.MEETING_TYPE.at(in.readEnum()),
                        StateValues.MEETING_STATUS.at(in.readEnum()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        StateValues.CONVENER.at(in.readEnum()),
                        maybeDay(in.readLong()),
                        in.readBoolean(),
                        maybe(StateValues.PARTICIPATION),
                        maybe(StateValues.FORM)));
    }

    private Event<Offer> offer(boolean annulled) throws IOException {
        return event(
                stamp(),
                annulled,
                new Offer(
                        id(),
                        StateValues.OFFER_TYPE.at(in.readEnum()),
                        StateValues.OFFER_STATUS.at(in.readEnum()),
                        maybeDay(in.readLong()),
                        day(in.readLong()),
                        day(in.readLong())));
    }

    private Event<Cv> cv(boolean annulled) throws IOException {
        return event(
                stamp(),
                annulled,
                new Cv(
                        id(),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        maybeDay(in.readLong()),
                        in.readBoolean()));
    }

    private Event<Employment> employment(boolean annulled) throws IOException {
        return event(stamp(), annulled, new Employment(id(), month(in.readInt()), in.readInt()));
    }

    private Event<Exemption> exemption(boolean annulled) throws IOException {
        return event(
                stamp(),
                annulled,
                new Exemption(
                        id(),
                        StateValues.REASON.at(in.readEnum()),
                        day(in.readLong()),
                        day(in.readLong()),
                        obligations()));
    }

    private Set<Exemption.Obligation> obligations() throws IOException {
        EnumSet<Exemption.Obligation> obligations = EnumSet.noneOf(Exemption.Obligation.class);
        obligations.addAll(array(() -> StateValues.OBLIGATION.at(in.readEnum())));
        return Collections.unmodifiableSet(obligations);
    }

    private Facts.Mark mark() throws IOException {
        return new Facts.Mark(StateValues.KIND.at(in.readEnum()), hash(), Instant.ofEpochMilli(in.readLong()), hash());
    }

    private String subject(Facts facts) throws IOException {
        int branch = in.readIndex();
        String of = branch == 0 ? object(facts, in.readInt()) : id(branch - 1);
        int nth = in.readInt();
        return nth == 0 ? of : of + StateValues.NTH + nth;
    }

    private static String object(Facts facts, int index) {
        int spells = facts.spells().size();
        return index < spells
                ? facts.spells().get(index).fact().spellId()
                : facts.meetings().get(index - spells).fact().meetingId();
    }

    private String meeting(Facts facts) throws IOException {
        int branch = in.readIndex();
        return branch == 0 ? facts.meetings().get(in.readInt()).fact().meetingId() : id(branch - 1);
    }

    private Said said() throws IOException {
        return new Said(
                deadline(),
                in.readInt(),
                StateValues.ALERT_TYPE.at(in.readEnum()),
                in.readInt(),
                day(in.readLong()),
                maybe(StateValues.BASIS),
                in.readBoolean(),
                texts.at(in.readInt()),
                texts.at(in.readInt()),
                texts.maybeAt(in.readInt()),
                day(in.readLong()),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                maybeDay(in.readLong()));
    }

    private DeadlineId deadline() throws IOException {
        return new DeadlineId(texts.at(in.readInt()), subjects.get(in.readInt()), in.readInt());
    }

    private String id() throws IOException {
        return id(in.readIndex());
    }

    private String id(int branch) throws IOException {
        if (branch == StateValues.TEXT) {
            return in.readString();
        }
        if (branch != StateValues.UUID) {
            throw new IllegalArgumentException("neither a UUID nor a text");
        }
        in.readFixed(uuid);
        return StateValues.uuid(uuid);
    }

    private long hash() throws IOException {
        in.readFixed(hash);
        return ByteBuffer.wrap(hash).getLong();
    }

    private boolean present() throws IOException {
        return in.readIndex() != 0;
    }

    private <C extends Enum<C>> Optional<C> maybe(SameNames<C, ?> names) throws IOException {
        return present() ? Optional.of(names.at(in.readEnum())) : Optional.empty();
    }

    private <T> List<T> array(Item<T> read) throws IOException {
        long left = in.readArrayStart();
        if (left == 0) {
            return List.of();
        }
        List<T> items = new ArrayList<>((int) Math.min(left, MOST_RESERVED));
        for (; left > 0; left = in.arrayNext()) {
            for (; left > 0; left--) {
                items.add(read.next());
            }
        }
        return Collections.unmodifiableList(items);
    }

    /** Reads one item of an array. */
    @FunctionalInterface
    private interface Item<T> {
        T next() throws IOException;
    }

    private record Stamp(String eventId, Instant recordedAt, String source) {}
}
