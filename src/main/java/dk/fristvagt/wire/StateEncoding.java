package dk.fristvagt.wire;

import static dk.fristvagt.wire.StateValues.day;
import static dk.fristvagt.wire.StateValues.each;
import static dk.fristvagt.wire.StateValues.hash;
import static dk.fristvagt.wire.StateValues.id;
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
import dk.fristvagt.monitor.Published;
import dk.fristvagt.rules.DeadlineId;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way from a citizen to the record that is stored. */
final class StateEncoding {
    private final StoredCitizen citizen;
    private final CitizenFile file;
    private final StateTexts texts = new StateTexts();
    private final Map<String, Integer> objects = new HashMap<>();
    private final Map<String, Integer> subjects = new HashMap<>();
    private final List<Subject> subjectList = new ArrayList<>();

    StateEncoding(StoredCitizen citizen) {
        this.citizen = citizen;
        this.file = citizen.file();
    }

    dk.fristvagt.state.CitizenFile record() {
        Facts facts = file.facts();
        dk.fristvagt.state.CitizenFile r = new dk.fristvagt.state.CitizenFile();
        r.setCitizenId(id(file.citizenId()));
        r.setWakeEpochSecond(citizen.wakeEpochSecond());
        r.setFailures(citizen.failures());
        r.setSequence(file.sequence());
        r.setNextDay(day(file.nextDay()));
        r.setEvaluated(file.evaluated());
        r.setRulebookNumber(file.rulebookNumber());
        r.setSpells(each(facts.spells(), this::spell));
        r.setHours(each(facts.hours(), this::hours));
        r.setMeetings(each(facts.meetings(), this::meeting));
        r.setOffers(each(facts.offers(), this::offer));
        r.setCvs(each(facts.cvs(), this::cv));
        r.setEmployments(each(facts.employments(), this::employment));
        r.setExemptions(each(facts.exemptions(), this::exemption));
        r.setAnnulled(each(facts.annulled(), this::any));
        r.setForgotten(each(facts.forgotten(), StateEncoding::mark));
        r.setHorizon(day(facts.horizon()));
        int position = 0;
        for (Event<BenefitSpell> event : facts.spells()) {
            objects.putIfAbsent(event.fact().spellId(), position++);
        }
        for (Event<Meeting> event : facts.meetings()) {
            objects.putIfAbsent(event.fact().meetingId(), position++);
        }
        r.setLedger(each(file.ledger(), this::said));
        r.setPublished(each(file.published(), this::published));
        r.setTexts(texts.list());
        r.setSubjects(subjectList);
        return r;
    }

    private StoredRow published(Published row) {
        DeadlineId id = row.id();
        return new StoredRow(
                texts.index(id.ruleId()), subject(id.subjectId()), id.occurrence(), hash(row.hash()));
    }

    private Stamp stamp(Event<?> event) {
        if (!event.citizenId().equals(file.citizenId())) {
            throw new IllegalArgumentException("the file of a citizen holds an event of another citizen");
        }
        return new Stamp(id(event.eventId()), event.recordedAt().toEpochMilli(), texts.index(event.source()));
    }

    private int subject(String subjectId) {
        return subjects.computeIfAbsent(subjectId, s -> {
            int nth = nth(s);
            String of = nth == 0 ? s : s.substring(0, s.lastIndexOf(StateValues.NTH));
            Integer object = objects.get(of);
            subjectList.add(new Subject(object == null ? id(of) : object, nth));
            return subjectList.size() - 1;
        });
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

    private Object any(Event<?> event) {
        Fact fact = event.fact();
        if (fact instanceof BenefitSpell spell) {
            return stored(event, spell);
        }
        if (fact instanceof PaidHours hours) {
            return stored(event, hours);
        }
        if (fact instanceof Meeting meeting) {
            return stored(event, meeting);
        }
        if (fact instanceof Offer offer) {
            return stored(event, offer);
        }
        if (fact instanceof Cv cv) {
            return stored(event, cv);
        }
        if (fact instanceof Employment employment) {
            return stored(event, employment);
        }
        return stored(event, (Exemption) fact);
    }

    private StoredSpell spell(Event<BenefitSpell> event) {
        return stored(event, event.fact());
    }

    private StoredHours hours(Event<PaidHours> event) {
        return stored(event, event.fact());
    }

    private StoredMeeting meeting(Event<Meeting> event) {
        return stored(event, event.fact());
    }

    private StoredOffer offer(Event<Offer> event) {
        return stored(event, event.fact());
    }

    private StoredCv cv(Event<Cv> event) {
        return stored(event, event.fact());
    }

    private StoredEmployment employment(Event<Employment> event) {
        return stored(event, event.fact());
    }

    private StoredExemption exemption(Event<Exemption> event) {
        return stored(event, event.fact());
    }

    private StoredSpell stored(Event<?> event, BenefitSpell spell) {
        StoredSpell r = new StoredSpell();
        r.setStamp(stamp(event));
        r.setSpellId(id(spell.spellId()));
        r.setGroup(StateValues.GROUP.avro(spell.group()));
        r.setFrom(day(spell.from()));
        r.setTo(day(spell.to()));
        r.setRegisteredOn(day(spell.registeredOn()));
        r.setContactedOn(day(spell.contactedOn()));
        r.setFirstAbsenceOn(day(spell.firstAbsenceOn()));
        r.setBenefitPeriodStart(day(spell.benefitPeriodStart()));
        r.setInsurance(StateValues.INSURANCE.avro(spell.insurance()));
        r.setSicknessCategory(
                spell.sicknessCategory().isPresent() ? spell.sicknessCategory().getAsInt() : null);
        r.setEmployed(spell.employed());
        r.setYoungWithoutEducation(spell.youngWithoutEducation());
        r.setAkasseFirst(spell.akasseFirst());
        r.setMunicipality(texts.index(spell.municipality()));
        r.setAkasse(texts.index(spell.akasse()));
        return r;
    }

    private StoredHours stored(Event<?> event, PaidHours hours) {
        return new StoredHours(stamp(event), id(hours.hoursId()), month(hours.month()), hours.hundredths());
    }

    private StoredMeeting stored(Event<?> event, Meeting meeting) {
        StoredMeeting r = new StoredMeeting();
        r.setStamp(stamp(event));
        r.setMeetingId(id(meeting.meetingId()));
        r.setType(StateValues.MEETING_TYPE.avro(meeting.type()));
        r.setStatus(StateValues.MEETING_STATUS.avro(meeting.status()));
        r.setBookedOn(day(meeting.bookedOn()));
        r.setPlannedOn(day(meeting.plannedOn()));
        r.setHeldOn(day(meeting.heldOn()));
        r.setConvenedBy(StateValues.CONVENER.avro(meeting.convenedBy()));
        r.setAkasseInvitedOn(day(meeting.akasseInvitedOn()));
        r.setCitizenDeclinedAkasse(meeting.citizenDeclinedAkasse());
        r.setParticipation(meeting.participation().map(StateValues.PARTICIPATION::avro).orElse(null));
        r.setForm(meeting.form().map(StateValues.FORM::avro).orElse(null));
        return r;
    }

    private StoredOffer stored(Event<?> event, Offer offer) {
        return new StoredOffer(
                stamp(event),
                id(offer.offerId()),
                StateValues.OFFER_TYPE.avro(offer.type()),
                StateValues.OFFER_STATUS.avro(offer.status()),
                day(offer.grantedOn()),
                day(offer.from()),
                day(offer.to()));
    }

    private StoredCv stored(Event<?> event, Cv cv) {
        return new StoredCv(
                stamp(event),
                id(cv.cvId()),
                day(cv.registeredOn()),
                day(cv.searchableOn()),
                day(cv.withdrawnOn()),
                cv.approved());
    }

    private StoredEmployment stored(Event<?> event, Employment employment) {
        return new StoredEmployment(
                stamp(event), id(employment.employmentId()), month(employment.month()), employment.hundredths());
    }

    private StoredExemption stored(Event<?> event, Exemption exemption) {
        List<Obligation> covers = new ArrayList<>();
        for (Exemption.Obligation obligation : Exemption.Obligation.values()) {
            if (exemption.covers().contains(obligation)) {
                covers.add(StateValues.OBLIGATION.avro(obligation));
            }
        }
        return new StoredExemption(
                stamp(event),
                id(exemption.exemptionId()),
                StateValues.REASON.avro(exemption.reason()),
                day(exemption.from()),
                day(exemption.to()),
                covers);
    }

    private static StoredMark mark(Facts.Mark mark) {
        return new StoredMark(
                StateValues.KIND.avro(mark.kind()),
                hash(mark.idHash()),
                mark.recordedAt().toEpochMilli(),
                hash(mark.eventIdHash()));
    }

    private StoredSaid said(Said said) {
        StoredSaid r = new StoredSaid();
        r.setRule(texts.index(said.deadline().ruleId()));
        r.setSubject(subject(said.deadline().subjectId()));
        r.setOccurrence(said.deadline().occurrence());
        r.setRuleVersion(said.ruleVersion());
        r.setType(StateValues.ALERT_TYPE.avro(said.type()));
        r.setStage(said.stage());
        r.setDue(day(said.due()));
        r.setBasis(said.basis().map(StateValues.BASIS::avro).orElse(null));
        r.setAdvisory(said.advisory());
        r.setUnit(texts.index(said.unit()));
        r.setMunicipality(texts.index(said.municipality()));
        r.setAkasse(texts.index(said.akasse()));
        r.setCourseStart(day(said.courseStart()));
        r.setSeniorityHundredths(said.seniorityHundredths());
        r.setRequired(said.required());
        r.setAchieved(said.achieved());
        r.setNextBookedOn(day(said.nextBookedOn()));
        return r;
    }
}
