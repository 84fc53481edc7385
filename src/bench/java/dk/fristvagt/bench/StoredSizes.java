package dk.fristvagt.bench;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.CitizenFileSizes;
import dk.fristvagt.wire.StoredCitizen;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Prints how many bytes the stored file of a citizen with about 20 facts takes when every id is a UUID. */
public final class StoredSizes {
    private static final int HISTORIES = 10_000;
    private static final int LEAST_FACTS = 19;
    private static final int MOST_FACTS = 21;

    private StoredSizes() {}

    public static void main(String[] args) {
        List<StoredCitizen> citizens = new ArrayList<>();
        RandomHistories.first(HISTORIES).forEach(history -> {
            CitizenFile file = new Play().play(withUuids(history)).file();
            int facts = file.facts().size();
            if (facts >= LEAST_FACTS && facts <= MOST_FACTS) {
                citizens.add(new StoredCitizen(file, 0, 0));
            }
        });
        System.out.printf(
                "%d of %d random histories end with %d to %d facts%n%s",
                citizens.size(), HISTORIES, LEAST_FACTS, MOST_FACTS, CitizenFileSizes.report(citizens));
    }

    private static History withUuids(History history) {
        String citizenId = uuid(history.citizenId());
        List<Event<?>> events = new ArrayList<>();
        for (Event<?> event : history.events()) {
            events.add(new Event<>(
                    uuid(event.eventId()),
                    citizenId,
                    event.recordedAt(),
                    event.source(),
                    event.annulled(),
                    withUuid(event.fact())));
        }
        return new History(history.number(), citizenId, events, history.until());
    }

    private static Fact withUuid(Fact fact) {
        if (fact instanceof BenefitSpell s) {
            return new BenefitSpell(
                    uuid(s.spellId()),
                    s.group(),
                    s.from(),
                    s.to(),
                    s.registeredOn(),
                    s.contactedOn(),
                    s.firstAbsenceOn(),
                    s.benefitPeriodStart(),
                    s.insurance(),
                    s.sicknessCategory(),
                    s.employed(),
                    s.youngWithoutEducation(),
                    s.akasseFirst(),
                    s.municipality(),
                    s.akasse());
        } else if (fact instanceof PaidHours h) {
            return new PaidHours(uuid(h.hoursId()), h.month(), h.hundredths());
        } else if (fact instanceof Meeting m) {
            return new Meeting(
                    uuid(m.meetingId()),
                    m.type(),
                    m.status(),
                    m.bookedOn(),
                    m.plannedOn(),
                    m.heldOn(),
                    m.convenedBy(),
                    m.akasseInvitedOn(),
                    m.citizenDeclinedAkasse(),
                    m.participation(),
                    m.form());
        } else if (fact instanceof Offer o) {
            return new Offer(uuid(o.offerId()), o.type(), o.status(), o.grantedOn(), o.from(), o.to());
        } else if (fact instanceof Cv c) {
            return new Cv(uuid(c.cvId()), c.registeredOn(), c.searchableOn(), c.withdrawnOn(), c.approved());
        } else if (fact instanceof Employment e) {
            return new Employment(uuid(e.employmentId()), e.month(), e.hundredths());
        } else if (fact instanceof Exemption x) {
            return new Exemption(uuid(x.exemptionId()), x.reason(), x.from(), x.to(), x.covers());
        }
        throw new IllegalArgumentException("no such kind of fact: " + fact.kind());
    }

    private static String uuid(String id) {
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
