package dk.fristvagt.wire;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
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
import dk.fristvagt.monitor.Measured;
import dk.fristvagt.monitor.Published;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.DeadlineId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Citizens as they are stored: made by hand for the golden files, typical for sizes, and arbitrary. */
final class StoredCitizens {
    private StoredCitizens() {}

    /** Nothing is known: the smallest file. */
    static StoredCitizen nothing() {
        return new StoredCitizen(CitizenFile.empty("c1"), 0, 0);
    }

    /** One object of every kind, all fields set, an annulment of every kind, marks, a ledger and published rows. */
    static StoredCitizen everything() {
        LocalDate day = LocalDate.of(2022, 3, 1);
        LocalDate early = LocalDate.of(1990, 1, 1);
        String uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
        BenefitSpell spell = new BenefitSpell(
                uuid,
                Group.DAGPENGE,
                day,
                Days.NEVER,
                Optional.of(day),
                Optional.of(day.plusDays(1)),
                Optional.of(early),
                Optional.of(LocalDate.of(2019, 12, 31)),
                BenefitSpell.Insurance.PART_TIME,
                OptionalInt.of(2),
                true,
                true,
                true,
                "0751",
                Optional.of("3F"));
        PaidHours hours = new PaidHours("h-2022-03", YearMonth.of(2022, 3), 16_033);
        Meeting meeting = new Meeting(
                "m1",
                Meeting.Type.FAELLES_JOBSAMTALE,
                Meeting.Status.HELD,
                Optional.of(day),
                Optional.of(day),
                Optional.of(day),
                Meeting.Convener.AKASSE,
                Optional.of(day),
                true,
                Optional.of(Meeting.Participation.BOTH),
                Optional.of(Meeting.Form.VIDEO));
        Offer offer = new Offer(
                "o1", Offer.Type.LOENTILSKUD, Offer.Status.GRANTED, Optional.of(day), day, LocalDate.of(2100, 12, 31));
        Cv cv = new Cv("cv1", Optional.of(day), Optional.of(day), Optional.of(day.plusYears(1)), true);
        Employment work = new Employment("w1", YearMonth.of(2019, 12), 80_000);
        Exemption exemption = new Exemption(
                "x1",
                Exemption.Reason.MATERNITY,
                day,
                day.plusDays(13),
                Set.of(Exemption.Obligation.MEETINGS, Exemption.Obligation.CV));
        List<Event<?>> annulled = new ArrayList<>();
        for (Fact fact : List.of(spell, hours, meeting, offer, cv, work, exemption)) {
            annulled.add(event("a-" + fact.kind(), true, fact));
        }
        Facts facts = new Facts(
                List.of(event("e1", false, spell)),
                List.of(event("e2", false, hours)),
                List.of(event("e3", false, meeting)),
                List.of(event("e4", false, offer)),
                List.of(event("e5", false, cv)),
                List.of(event("e6", false, work)),
                List.of(event("e7", false, exemption)),
                annulled,
                List.of(
                        new Facts.Mark(Fact.Kind.OFFER, Long.MIN_VALUE, Instant.EPOCH, -1),
                        new Facts.Mark(Fact.Kind.CV, 1, Instant.parse("2022-03-01T09:00:00.123Z"), Long.MAX_VALUE)),
                LocalDate.of(2018, 1, 1));
        SortedMap<DeadlineId, Long> published = new TreeMap<>();
        published.put(new DeadlineId("dp-cv", uuid, 1), 1L);
        published.put(new DeadlineId("dp-jobsamtale", uuid + "#2", 4), -1L);
        published.put(new DeadlineId("akasse-invitation", "m1", 1), Long.MIN_VALUE);
        published.put(new DeadlineId("dp-cv", "gone", 1), Long.MAX_VALUE);
        List<Said> ledger = List.of(
                new Said(
                        new DeadlineId("dp-cv", uuid, 1),
                        1,
                        Alert.Type.WARNING,
                        7,
                        day.plusDays(14),
                        Optional.of(Basis.CONFIRMED),
                        false,
                        "akasse-3F",
                        "0751",
                        Optional.of("3F"),
                        day,
                        1234,
                        1,
                        0,
                        Optional.of(day.plusDays(3))),
                new Said(
                        new DeadlineId("fokus-tilbud", uuid + "#2", 1),
                        2,
                        Alert.Type.DUE,
                        0,
                        Days.NEVER,
                        Optional.empty(),
                        true,
                        "unrouted",
                        "0751",
                        Optional.empty(),
                        day,
                        0,
                        4,
                        3,
                        Optional.empty()));
        List<Measured> measured =
                List.of(new Measured("m1", Long.MIN_VALUE + 1), new Measured(uuid, 2L), new Measured("m2", -3L));
        CitizenFile file =
                new CitizenFile("c1", facts, ledger, 17, day.plusDays(8), true, 3, rows(published), measured);
        return new StoredCitizen(file, 1_646_694_000, 2);
    }

    /** {@code citizen} as version 1 of the state knew it: without measures. */
    static StoredCitizen withoutMeasures(StoredCitizen citizen) {
        CitizenFile file = citizen.file();
        return new StoredCitizen(
                new CitizenFile(
                        file.citizenId(),
                        file.facts(),
                        file.ledger(),
                        file.sequence(),
                        file.nextDay(),
                        file.evaluated(),
                        file.rulebookNumber(),
                        file.published(),
                        List.of()),
                citizen.wakeEpochSecond(),
                citizen.failures());
    }

    /** A published row of every rule that version 1 of the state knows, and of one that it does not. */
    static StoredCitizen everyRule() {
        SortedMap<DeadlineId, Long> published = new TreeMap<>();
        for (String rule : List.of(
                "dp-faelles-1",
                "dp-faelles-2",
                "dp-faelles-3",
                "dp-jobsamtale",
                "dp-cv-samtale",
                "dp-raadighed",
                "dp24-foerste",
                "dp24-akasse",
                "dp24-jobcenter",
                "dp24-unge",
                "dp24-16mdr",
                "dp26-foerste",
                "dp26-akasse",
                "dp26-jobcenter",
                "dp26-unge",
                "dp26-16mdr",
                "kth26-foerste",
                "kth26-tilbud",
                "akt26-tilbud",
                "jp26-jobsamtale",
                "sdp26-opfoelgning",
                "kth-foerste-samtale",
                "x-jobsamtale",
                "sdp-foerste",
                "sdp25-opfoelgning",
                "sdp-opfoelgning",
                "dp-cv",
                "kth-cv",
                "udd-cv",
                "ly-cv",
                "dp-tilbud",
                "kth-tilbud",
                "fokus-samtaler",
                "fokus-tilbud",
                "akasse-invitation",
                "dp27-ny")) {
            published.put(new DeadlineId(rule, "s1", 1), (long) rule.hashCode());
        }
        return new StoredCitizen(
                new CitizenFile(
                        "c1", Facts.NONE, List.of(), 0, CitizenFile.AT_ONCE, true, 1, rows(published), List.of()),
                0,
                0);
    }

    /**
     * A citizen with 20 facts, UUIDs for all ids, eighteen published deadlines and six of them in the ledger: a year
     * and a half of dagpenge.
     */
    static StoredCitizen typical(long seed) {
        Random random = new Random(seed);
        String citizenId = uuid(random);
        LocalDate start = LocalDate.of(2022, 3, 1).plusDays(random.nextInt(1000));
        String spellId = uuid(random);
        List<Event<PaidHours>> hours = new ArrayList<>();
        for (int month = 0; month < 11; month++) {
            hours.add(typical(
                    random, citizenId, new PaidHours(uuid(random), YearMonth.from(start.plusMonths(month)), 16_033)));
        }
        List<Event<Meeting>> meetings = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            LocalDate held = start.plusDays(20 + 35L * i);
            meetings.add(typical(
                    random,
                    citizenId,
                    new Meeting(
                            uuid(random),
                            Meeting.Type.JOBSAMTALE,
                            Meeting.Status.HELD,
                            Optional.of(held.minusDays(14)),
                            Optional.of(held),
                            Optional.of(held),
                            Meeting.Convener.JOBCENTER,
                            Optional.empty(),
                            false,
                            Optional.of(Meeting.Participation.JOBCENTER_ONLY),
                            Optional.of(Meeting.Form.IN_PERSON))));
        }
        Facts facts = new Facts(
                List.of(typical(
                        random,
                        citizenId,
                        new BenefitSpell(
                                spellId,
                                Group.DAGPENGE,
                                start,
                                Days.NEVER,
                                Optional.of(start),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(start),
                                BenefitSpell.Insurance.FULL_TIME,
                                OptionalInt.empty(),
                                false,
                                false,
                                false,
                                "0751",
                                Optional.of("3F")))),
                hours,
                meetings,
                List.of(typical(
                        random,
                        citizenId,
                        new Offer(
                                uuid(random),
                                Offer.Type.VIRKSOMHEDSPRAKTIK,
                                Offer.Status.ENDED,
                                Optional.of(start.plusDays(90)),
                                start.plusDays(100),
                                start.plusDays(127)))),
                List.of(typical(
                        random,
                        citizenId,
                        new Cv(
                                uuid(random),
                                Optional.of(start.plusDays(3)),
                                Optional.of(start.plusDays(4)),
                                Optional.empty(),
                                true))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                LocalDate.MIN);
        SortedMap<DeadlineId, Long> published = new TreeMap<>();
        List<Said> ledger = new ArrayList<>();
        for (String rule : List.of(
                "dp-faelles-1",
                "dp-faelles-2",
                "dp-faelles-3",
                "dp-cv-samtale",
                "dp-cv",
                "dp-tilbud",
                "fokus-samtaler",
                "fokus-tilbud")) {
            DeadlineId id = new DeadlineId(rule, spellId, 1);
            published.put(id, random.nextLong());
            if (ledger.size() < 6) {
                ledger.add(new Said(
                        id,
                        1,
                        Alert.Type.WARNING,
                        14,
                        start.plusDays(180),
                        Optional.of(Basis.PROJECTED),
                        false,
                        "jobcenter-0751",
                        "0751",
                        Optional.of("3F"),
                        start,
                        512,
                        1,
                        0,
                        Optional.empty()));
            }
        }
        for (int k = 1; k <= 4; k++) {
            published.put(new DeadlineId("dp-jobsamtale", spellId, k), random.nextLong());
        }
        for (int k = 1; k <= 2; k++) {
            published.put(new DeadlineId("dp-raadighed", spellId, k), random.nextLong());
        }
        for (int i = 0; i < 4; i++) {
            published.put(
                    new DeadlineId("akasse-invitation", meetings.get(i).fact().meetingId(), 1), random.nextLong());
        }
        List<Measured> measured = meetings.stream()
                .map(meeting -> new Measured(meeting.fact().meetingId(), random.nextLong()))
                .toList();
        CitizenFile file =
                new CitizenFile(citizenId, facts, ledger, 23, start.plusDays(540), true, 1, rows(published), measured);
        return new StoredCitizen(file, 1_700_000_000, 0);
    }

    /** Any citizen at all, in no particular order. */
    static StoredCitizen arbitrary(RandomGenerator random) {
        Arbitrary any = new Arbitrary(random);
        Facts facts = new Facts(
                any.upTo(3, () -> event(any, Fact.Kind.BENEFIT_SPELL, false)),
                any.upTo(3, () -> event(any, Fact.Kind.PAID_HOURS, false)),
                any.upTo(3, () -> event(any, Fact.Kind.MEETING, false)),
                any.upTo(3, () -> event(any, Fact.Kind.OFFER, false)),
                any.upTo(3, () -> event(any, Fact.Kind.CV, false)),
                any.upTo(3, () -> event(any, Fact.Kind.EMPLOYMENT, false)),
                any.upTo(3, () -> event(any, Fact.Kind.EXEMPTION, false)),
                any.upTo(5, () -> event(any, any.one(Fact.Kind.values()), true)),
                any.upTo(
                        5,
                        () -> new Facts.Mark(
                                any.one(Fact.Kind.values()), random.nextLong(),
                                Instant.ofEpochMilli(random.nextLong(1L << 42)), random.nextLong())),
                any.one(new LocalDate[] {LocalDate.MIN, any.day()}));
        List<String> subjects = new ArrayList<>();
        facts.spells().forEach(event -> subjects.add(event.fact().spellId()));
        facts.meetings().forEach(event -> subjects.add(event.fact().meetingId()));
        subjects.addAll(List.of(any.id(), "", "#", "#2", "a#0", "a#1", "a#02", "a#b#3", "a#1234567890", "a#2x"));
        SortedMap<DeadlineId, Long> published = new TreeMap<>();
        any.upTo(20, () -> published.put(deadline(any, subjects, random), random.nextLong()));
        CitizenFile file = new CitizenFile(
                any.citizenId(),
                facts,
                any.upTo(8, () -> said(any, subjects, random)),
                random.nextLong(Long.MAX_VALUE),
                any.one(new LocalDate[] {CitizenFile.AT_ONCE, Days.NEVER, any.day()}),
                random.nextBoolean(),
                random.nextInt(),
                rows(published),
                any.upTo(5, () -> new Measured(subjects.get(random.nextInt(subjects.size())), random.nextLong())));
        return new StoredCitizen(file, random.nextLong(), random.nextInt());
    }

    private static Said said(Arbitrary any, List<String> subjects, RandomGenerator random) {
        return new Said(
                deadline(any, subjects, random),
                random.nextInt(),
                any.one(Alert.Type.values()),
                random.nextInt(),
                any.one(new LocalDate[] {Days.NEVER, any.day()}),
                any.maybe(() -> any.one(Basis.values())),
                random.nextBoolean(),
                any.text(),
                any.text(),
                any.maybe(any::text),
                any.day(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                any.maybe(any::day));
    }

    private static DeadlineId deadline(Arbitrary any, List<String> subjects, RandomGenerator random) {
        String subject = subjects.get(random.nextInt(subjects.size()));
        String nth = random.nextInt(3) == 0 ? "#" + random.nextInt(1, 12) : "";
        return new DeadlineId("rule-" + random.nextInt(6), subject + nth, random.nextInt());
    }

    @SuppressWarnings("unchecked")
    private static <F extends Fact> Event<F> event(Arbitrary any, Fact.Kind kind, boolean annulled) {
        Event<?> event = any.event(kind);
        return (Event<F>) new Event<>(
                event.eventId(), event.citizenId(), event.recordedAt(), event.source(), annulled, event.fact());
    }

    private static <F extends Fact> Event<F> event(String eventId, boolean annulled, F fact) {
        return new Event<>(eventId, "c1", Instant.parse("2022-03-01T09:00:00Z"), "case", annulled, fact);
    }

    private static <F extends Fact> Event<F> typical(Random random, String citizenId, F fact) {
        return new Event<>(
                uuid(random),
                citizenId,
                Instant.ofEpochMilli(1_650_000_000_000L + random.nextInt()),
                "fagsystem",
                false,
                fact);
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static List<Published> rows(SortedMap<DeadlineId, Long> published) {
        return published.entrySet().stream()
                .map(row -> new Published(row.getKey(), row.getValue()))
                .toList();
    }
}
