package dk.fristvagt.wire;

import static dk.fristvagt.wire.StateValues.day;
import static dk.fristvagt.wire.StateValues.fixed;
import static dk.fristvagt.wire.StateValues.hash;
import static dk.fristvagt.wire.StateValues.id;
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
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.Published;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.state.Convener;
import dk.fristvagt.state.Insurance;
import dk.fristvagt.state.Obligation;
import dk.fristvagt.state.Stamp;
import dk.fristvagt.state.StoredCv;
import dk.fristvagt.state.StoredEmployment;
import dk.fristvagt.state.StoredExemption;
import dk.fristvagt.state.StoredHours;
import dk.fristvagt.state.StoredMark;
import dk.fristvagt.state.StoredMeeting;
import dk.fristvagt.state.StoredOffer;
import dk.fristvagt.state.StoredRow;
import dk.fristvagt.state.StoredSaid;
import dk.fristvagt.state.StoredSpell;
import dk.fristvagt.state.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The way from the record that is stored to the citizen. */
final class StateDecoding {
    private final dk.fristvagt.state.CitizenFile r;
    private final String citizenId;
    private final StateTexts texts;
    private final List<String> subjects = new ArrayList<>();

    StateDecoding(dk.fristvagt.state.CitizenFile r) {
        this.r = r;
        this.citizenId = id(r.getCitizenId());
        this.texts = new StateTexts(r.getTexts());
    }

    StoredCitizen citizen() {
        List<Event<BenefitSpell>> spells = fixed(r.getSpells(), s -> event(s.getStamp(), false, fact(s)));
        List<Event<Meeting>> meetings = fixed(r.getMeetings(), s -> event(s.getStamp(), false, fact(s)));
        Facts facts = new Facts(
                spells,
                fixed(r.getHours(), s -> event(s.getStamp(), false, fact(s))),
                meetings,
                fixed(r.getOffers(), s -> event(s.getStamp(), false, fact(s))),
                fixed(r.getCvs(), s -> event(s.getStamp(), false, fact(s))),
                fixed(r.getEmployments(), s -> event(s.getStamp(), false, fact(s))),
                fixed(r.getExemptions(), s -> event(s.getStamp(), false, fact(s))),
                fixed(r.getAnnulled(), this::annulled),
                fixed(r.getForgotten(), StateDecoding::mark),
                day(r.getHorizon()));
        for (Subject subject : r.getSubjects()) {
            String of = subject.getOf() instanceof Integer object
                    ? object < spells.size()
                            ? spells.get(object).fact().spellId()
                            : meetings.get(object - spells.size()).fact().meetingId()
                    : id(subject.getOf());
            subjects.add(subject.getNth() == 0 ? of : of + StateValues.NTH + subject.getNth());
        }
        CitizenFile file = new CitizenFile(
                citizenId,
                facts,
                fixed(r.getLedger(), this::said),
                r.getSequence(),
                day(r.getNextDay()),
                r.getEvaluated(),
                r.getRulebookNumber(),
                fixed(r.getPublished(), this::published));
        return new StoredCitizen(file, r.getWakeEpochSecond(), r.getFailures());
    }

    private <F extends Fact> Event<F> event(Stamp stamp, boolean annulled, F fact) {
        return new Event<>(
                id(stamp.getEventId()),
                citizenId,
                Instant.ofEpochMilli(stamp.getRecordedAt()),
                texts.at(stamp.getSource()),
                annulled,
                fact);
    }

    private DeadlineId deadline(int rule, int subject, int occurrence) {
        return new DeadlineId(texts.at(rule), subjects.get(subject), occurrence);
    }

    private Published published(StoredRow row) {
        return new Published(deadline(row.getRule(), row.getSubject(), row.getOccurrence()), hash(row.getHash()));
    }

    private Event<?> annulled(Object stored) {
        if (stored instanceof StoredSpell s) {
            return event(s.getStamp(), true, fact(s));
        }
        if (stored instanceof StoredHours s) {
            return event(s.getStamp(), true, fact(s));
        }
        if (stored instanceof StoredMeeting s) {
            return event(s.getStamp(), true, fact(s));
        }
        if (stored instanceof StoredOffer s) {
            return event(s.getStamp(), true, fact(s));
        }
        if (stored instanceof StoredCv s) {
            return event(s.getStamp(), true, fact(s));
        }
        if (stored instanceof StoredEmployment s) {
            return event(s.getStamp(), true, fact(s));
        }
        StoredExemption s = (StoredExemption) stored;
        return event(s.getStamp(), true, fact(s));
    }

    private BenefitSpell fact(StoredSpell s) {
        Integer category = s.getSicknessCategory();
        return new BenefitSpell(
                id(s.getSpellId()),
                StateValues.GROUP.core(s.getGroup(), Group.UNKNOWN),
                day(s.getFrom()),
                day(s.getTo()),
                maybeDay(s.getRegisteredOn()),
                maybeDay(s.getContactedOn()),
                maybeDay(s.getFirstAbsenceOn()),
                maybeDay(s.getBenefitPeriodStart()),
                StateValues.INSURANCE.core(s.getInsurance(), BenefitSpell.Insurance.UNKNOWN),
                category == null ? OptionalInt.empty() : OptionalInt.of(category),
                s.getEmployed(),
                s.getYoungWithoutEducation(),
                s.getAkasseFirst(),
                texts.at(s.getMunicipality()),
                texts.maybeAt(s.getAkasse()));
    }

    private static PaidHours fact(StoredHours s) {
        return new PaidHours(id(s.getHoursId()), month(s.getMonth()), s.getHundredths());
    }

    private static Meeting fact(StoredMeeting s) {
        return new Meeting(
                id(s.getMeetingId()),
                StateValues.MEETING_TYPE.core(s.getType(), Meeting.Type.UNKNOWN),
                StateValues.MEETING_STATUS.core(s.getStatus(), Meeting.Status.UNKNOWN),
                maybeDay(s.getBookedOn()),
                maybeDay(s.getPlannedOn()),
                maybeDay(s.getHeldOn()),
                StateValues.CONVENER.core(s.getConvenedBy(), Meeting.Convener.UNKNOWN),
                maybeDay(s.getAkasseInvitedOn()),
                s.getCitizenDeclinedAkasse(),
                Optional.ofNullable(StateValues.PARTICIPATION.core(s.getParticipation(), null)),
                Optional.ofNullable(StateValues.FORM.core(s.getForm(), null)));
    }

    private static Offer fact(StoredOffer s) {
        return new Offer(
                id(s.getOfferId()),
                StateValues.OFFER_TYPE.core(s.getType(), Offer.Type.UNKNOWN),
                StateValues.OFFER_STATUS.core(s.getStatus(), Offer.Status.UNKNOWN),
                maybeDay(s.getGrantedOn()),
                day(s.getFrom()),
                day(s.getTo()));
    }

    private static Cv fact(StoredCv s) {
        return new Cv(
                id(s.getCvId()),
                maybeDay(s.getRegisteredOn()),
                maybeDay(s.getSearchableOn()),
                maybeDay(s.getWithdrawnOn()),
                s.getApproved());
    }

    private static Employment fact(StoredEmployment s) {
        return new Employment(id(s.getEmploymentId()), month(s.getMonth()), s.getHundredths());
    }

    private static Exemption fact(StoredExemption s) {
        EnumSet<Exemption.Obligation> covers = EnumSet.noneOf(Exemption.Obligation.class);
        s.getCovers().forEach(each -> covers.add(StateValues.OBLIGATION.core(each, Exemption.Obligation.UNKNOWN)));
        return new Exemption(
                id(s.getExemptionId()),
                StateValues.REASON.core(s.getReason(), Exemption.Reason.UNKNOWN),
                day(s.getFrom()),
                day(s.getTo()),
                Collections.unmodifiableSet(covers));
    }

    private static Facts.Mark mark(StoredMark s) {
        return new Facts.Mark(
                known(StateValues.KIND.core(s.getKind(), null)),
                hash(s.getIdHash()),
                Instant.ofEpochMilli(s.getRecordedAt()),
                hash(s.getEventIdHash()));
    }

    private Said said(StoredSaid s) {
        return new Said(
                deadline(s.getRule(), s.getSubject(), s.getOccurrence()),
                s.getRuleVersion(),
                known(StateValues.ALERT_TYPE.core(s.getType(), null)),
                s.getStage(),
                day(s.getDue()),
                Optional.ofNullable(s.getBasis()).map(basis -> known(StateValues.BASIS.core(basis, null))),
                s.getAdvisory(),
                texts.at(s.getUnit()),
                texts.at(s.getMunicipality()),
                texts.maybeAt(s.getAkasse()),
                day(s.getCourseStart()),
                s.getSeniorityHundredths(),
                s.getRequired(),
                s.getAchieved(),
                maybeDay(s.getNextBookedOn()));
    }

    private static <T> T known(T symbol) {
        if (symbol == null) {
            throw new IllegalArgumentException("a symbol without a counterpart");
        }
        return symbol;
    }
}
