package dk.fristvagt.monitor;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.UNKNOWN;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.meeting;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Meeting.Convener;
import dk.fristvagt.facts.Meeting.Form;
import dk.fristvagt.facts.Meeting.Participation;
import dk.fristvagt.facts.Meeting.Type;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.seniority.Seniority.Band;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The measures of meetings held (domain.md §4, seniority).
 *
 * <p>Full-time on dagpenge from 1 March 2022, nothing reported: whole months, 3 months are 480.99 hours, so d3 = 31 May and
 * d6 = 31 August 2022.
 */
class MeasuresTest {
    private static final Samples.Spell SPELL = dagpenge("s", "2022-03-01");

    private final CitizenMonitor monitor = new CitizenMonitor(
            RuleDraft.rulebook(RuleDraft.kthCv()),
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY,
            CitizenMonitor.Settings.DEFAULT);

    private CitizenFile file = CitizenFile.empty(Samples.CITIZEN);
    private int events;

    /** What is published when {@code drafts} become known on {@code day}, all at once. */
    private List<String> known(String day, Draft<?>... drafts) {
        return take(day, Stream.of(drafts).map(draft -> draft.recorded(nextId(), day + "T09:00:00Z")));
    }

    private List<String> annulled(String day, Draft<?> draft) {
        return take(day, Stream.of(draft.annulled(nextId(), day + "T09:00:00Z")));
    }

    private List<String> begin(String day) {
        Outcome outcome = monitor.beginDay(file, day(day));
        file = outcome.file();
        return rows(outcome);
    }

    private String nextId() {
        return String.format("e%03d", ++events);
    }

    private List<String> take(String day, Stream<Event<?>> all) {
        all.forEach(event -> file = monitor.merge(file, event).file());
        return begin(day);
    }

    private static List<String> rows(Outcome outcome) {
        return outcome.measures().stream()
                .map(row -> row.meetingId()
                        + row.measure()
                                .map(measure -> " " + measure.heldOn() + " " + measure.seniority())
                                .orElse(" gone"))
                .toList();
    }

    private MeetingMeasure measure(Draft<?>... drafts) {
        for (Draft<?> draft : drafts) {
            file = monitor.merge(file, draft.recorded(nextId(), "2022-12-31T09:00:00Z"))
                    .file();
        }
        List<Outcome.MeasureRow> rows =
                monitor.beginDay(file, day("2022-12-31")).measures();
        assertThat(rows).hasSize(1);
        return rows.get(0).measure().orElseThrow();
    }

    private static Samples.Sitting faelles(String id, String heldOn) {
        return held(id, Type.FAELLES_JOBSAMTALE, heldOn);
    }

    @Nested
    class Seniority {
        @Test
        void theDayOfThreeMonthsIsUnderThreeAndTheNextIsNot() {
            assertThat(known("2022-09-02", SPELL, faelles("m1", "2022-05-31"), faelles("m2", "2022-06-01")))
                    .containsExactly("m1 2022-05-31 UNDER_3", "m2 2022-06-01 FROM_3_TO_6");
        }

        @Test
        void lateHoursMoveAMeetingToAnotherGroup() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            // March to May at 120 h = 360 h: 120.99 h are wanted of June, which runs at floor(1000 · 36 000 / 48 099) =
            // 748
            // permille: 119.92 h, so d3 is the first weekday of July at the earliest
            assertThat(known("2022-06-10", paid("2022-03", 12_000), paid("2022-04", 12_000), paid("2022-05", 12_000)))
                    .containsExactly("m 2022-06-01 UNDER_3");
        }

        @Test
        void correctedHoursMoveItBack() {
            known(
                    "2022-06-10",
                    SPELL,
                    faelles("m", "2022-06-01"),
                    paid("2022-03", 12_000),
                    paid("2022-04", 12_000),
                    paid("2022-05", 12_000));

            assertThat(known("2022-06-20", paid("2022-03", 16_033), paid("2022-04", 16_033), paid("2022-05", 16_033)))
                    .containsExactly("m 2022-06-01 FROM_3_TO_6");
        }

        @Test
        void hoursThatChangeNoGroupSayNothing() {
            known("2022-04-10", SPELL, faelles("m", "2022-04-01"));

            assertThat(known("2022-05-10", paid("2022-03", 12_000))).isEmpty();
        }

        @Test
        void hoursOfAnEarlierSpellOfTheSamePeriodCount() {
            // Two months before the summer, back on 1 October: d3 = 31 October
            assertThat(known(
                            "2022-11-02",
                            dagpenge("s1", "2022-03-01").to("2022-04-30").period("2022-03-01"),
                            dagpenge("s2", "2022-10-01").period("2022-03-01"),
                            faelles("m1", "2022-10-31"),
                            faelles("m2", "2022-11-01")))
                    .containsExactly("m1 2022-10-31 UNDER_3", "m2 2022-11-01 FROM_3_TO_6");
        }

        @Test
        void elsewhereMonthsAreThoseOfTheCalendar() {
            // §4: courseStart + 3 months − 1 day = 9 April is the last day under 3
            assertThat(known(
                            "2022-05-02",
                            spell("k", KONTANTHJAELP_JOBPARAT, "2022-01-10"),
                            held("m1", Type.JOBSAMTALE, "2022-04-09"),
                            held("m2", Type.JOBSAMTALE, "2022-04-10")))
                    .containsExactly("m1 2022-04-09 UNDER_3", "m2 2022-04-10 FROM_3_TO_6");
        }

        @Test
        void everyBandIsReached() {
            assertThat(known(
                            "2024-12-31",
                            SPELL,
                            faelles("a", "2022-05-31"),
                            faelles("b", "2022-08-31"),
                            faelles("c", "2023-02-28"),
                            faelles("d", "2023-08-31"),
                            faelles("e", "2024-02-29"),
                            faelles("f", "2024-03-01")))
                    .extracting(row -> Band.valueOf(row.substring(row.lastIndexOf(' ') + 1)))
                    .containsExactly(Band.values());
        }
    }

    @Nested
    class Fields {
        @Test
        void sayWhatAStatisticNeeds() {
            MeetingMeasure measure = measure(
                    SPELL.akasseFirst().municipality("0101"),
                    faelles("m", "2022-04-01").with(Participation.BOTH).form(Form.VIDEO));

            assertThat(measure)
                    .isEqualTo(new MeetingMeasure(
                            "m",
                            "jobcenter-0101",
                            "0101",
                            Optional.of("3F"),
                            Type.FAELLES_JOBSAMTALE,
                            day("2022-04-01"),
                            dk.fristvagt.facts.Group.DAGPENGE,
                            Band.UNDER_3,
                            Optional.of(Participation.BOTH),
                            Optional.of(Form.VIDEO),
                            true,
                            "s",
                            day("2022-03-01")));
            assertThat(MeetingMeasure.key("c1", "m")).isEqualTo("c1|m");
        }

        @Test
        void areThoseOfTheDayAndNotOfThePresent() {
            // moved to 0101 and into the trial on 1 June: the meeting of May was held in 0751 and outside it
            Samples.Spell moved = dagpenge("s2", "2022-06-01")
                    .period("2022-03-01")
                    .municipality("0101")
                    .akasseFirst();
            MeetingMeasure measure =
                    measure(SPELL.period("2022-03-01").to("2022-05-31"), moved, faelles("m", "2022-05-31"));

            assertThat(measure.municipality()).isEqualTo("0751");
            assertThat(measure.trial()).isFalse();
            assertThat(measure.courseId()).isEqualTo("s");
        }

        @Test
        void ofALaterSpellNameTheCourseOfTheFirst() {
            MeetingMeasure measure = measure(
                    SPELL.period("2022-03-01").to("2022-05-31"),
                    dagpenge("s2", "2022-06-01")
                            .period("2022-03-01")
                            .municipality("0101")
                            .akasseFirst(),
                    faelles("m", "2022-06-01"));

            assertThat(measure.municipality()).isEqualTo("0101");
            assertThat(measure.trial()).isTrue();
            assertThat(measure.courseId()).isEqualTo("s");
            assertThat(measure.courseStart()).isEqualTo(day("2022-03-01"));
        }

        @ParameterizedTest
        @CsvSource({
            "JOBSAMTALE, JOBCENTER, , jobcenter-0751",
            "JOBSAMTALE, AKASSE, , akasse-3F",
            "JOBSAMTALE, UNKNOWN, , jobcenter-0751",
            "JOBSAMTALE, JOBCENTER, AKASSE_ONLY, akasse-3F",
            "JOBSAMTALE, AKASSE, JOBCENTER_ONLY, jobcenter-0751",
            "FAELLES_JOBSAMTALE, JOBCENTER, BOTH, jobcenter-0751",
            "FAELLES_JOBSAMTALE, AKASSE, BOTH, akasse-3F",
            "FAELLES_JOBSAMTALE, AKASSE, UNKNOWN, akasse-3F",
            "CV_SAMTALE, JOBCENTER, , akasse-3F",
            "CV_SAMTALE, JOBCENTER, JOBCENTER_ONLY, jobcenter-0751",
            "RAADIGHEDSSAMTALE, UNKNOWN, BOTH, akasse-3F",
        })
        void theUnitIsTheOneThatHeldIt(Type type, Convener convener, Participation participation, String unit) {
            Samples.Sitting sitting = held("m", type, "2022-04-01").by(convener);

            assertThat(measure(SPELL, participation == null ? sitting : sitting.with(participation))
                            .unit())
                    .isEqualTo(unit);
        }

        @Test
        void anAkasseThatIsNotKnownIsUnrouted() {
            assertThat(measure(SPELL.noAkasse(), held("m", Type.CV_SAMTALE, "2022-04-01"))
                            .unit())
                    .isEqualTo("unrouted");
        }
    }

    @Nested
    class Corrections {
        @Test
        void ofTheDayItWasHeldSendItAgain() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            assertThat(known("2022-06-03", faelles("m", "2022-05-31"))).containsExactly("m 2022-05-31 UNDER_3");
        }

        @Test
        void ofAnyFieldSendItAgain() {
            Samples.Sitting sitting = faelles("m", "2022-05-02");
            known("2022-06-02", SPELL, sitting);

            for (Draft<?> corrected : List.of(
                    held("m", Type.JOBSAMTALE, "2022-05-02"),
                    sitting.with(Participation.BOTH),
                    sitting.with(Participation.UNKNOWN),
                    sitting.form(Form.PHONE),
                    sitting.by(Convener.AKASSE),
                    SPELL.municipality("0101"),
                    SPELL.akasse("HK"),
                    SPELL.akasseFirst(),
                    spell("s", KONTANTHJAELP_JOBPARAT, "2022-03-01"),
                    dagpenge("s", "2022-03-02"))) {
                assertThat(known("2022-06-03", corrected)).as("%s", corrected).containsExactly("m 2022-05-02 UNDER_3");
            }
        }

        @Test
        void thatAreNoneSayNothing() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            assertThat(known("2022-06-03", faelles("m", "2022-06-01").bookedOn("2022-05-02")))
                    .isEmpty();
        }

        @Test
        void ofTheCourseItWasHeldInSendItAgain() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            // a period of its own begins in May: another course, and less than three months of it
            assertThat(known("2022-06-03", dagpenge("s2", "2022-05-02").period("2022-05-02")))
                    .containsExactly("m 2022-06-01 UNDER_3");
        }
    }

    @Nested
    class Tombstones {
        @Test
        void followAnAnnulment() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            assertThat(annulled("2022-06-03", faelles("m", "2022-06-01"))).containsExactly("m gone");
            assertThat(file.measured()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"NO_SHOW", "CANCELLED", "BOOKED", "UNKNOWN"})
        void followACorrectionIntoAMeetingThatWasNotHeld(Meeting.Status status) {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            assertThat(known(
                            "2022-06-03",
                            meeting("m", Type.FAELLES_JOBSAMTALE, status)
                                    .plannedOn("2022-06-01")
                                    .heldOn("2022-06-01")))
                    .containsExactly("m gone");
            assertThat(begin("2022-06-30")).isEmpty();
        }

        @Test
        void followACorrectionThatLeavesTheDayWithoutBenefit() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));

            assertThat(known("2022-06-03", SPELL.to("2022-05-31"))).containsExactly("m gone");
            assertThat(known("2022-06-04", SPELL)).containsExactly("m 2022-06-01 FROM_3_TO_6");
        }

        @Test
        void comeInTheOrderOfTheMeetings() {
            known("2022-06-02", SPELL, faelles("m1", "2022-05-02"), faelles("m3", "2022-05-04"));

            annulled("2022-06-03", faelles("m3", "2022-05-04"));
            assertThat(file.measured()).extracting(Measured::meetingId).containsExactly("m1");
            file = monitor.merge(file, faelles("m1", "2022-05-02").annulled(nextId(), "2022-06-04T09:00:00Z"))
                    .file();
            assertThat(known("2022-06-04", faelles("m0", "2022-05-01"), faelles("m2", "2022-05-03")))
                    .containsExactly("m0 2022-05-01 UNDER_3", "m1 gone", "m2 2022-05-03 UNDER_3");
        }
    }

    @Nested
    class NoMeasure {
        @Test
        void forAMeetingThatIsOnlyBooked() {
            assertThat(known("2022-06-02", SPELL, Samples.booked("m", Type.FAELLES_JOBSAMTALE, "2022-06-10")))
                    .isEmpty();
        }

        @Test
        void onADayWithoutBenefit() {
            assertThat(known(
                            "2022-09-02",
                            SPELL.to("2022-05-31"),
                            dagpenge("s2", "2022-07-01"),
                            faelles("before", "2022-02-28"),
                            faelles("between", "2022-06-01")))
                    .isEmpty();
        }

        @Test
        void onADayOfAGroupThatIsNotKnown() {
            assertThat(known("2022-06-02", spell("u", UNKNOWN, "2022-03-01"), faelles("m", "2022-04-01")))
                    .isEmpty();
        }

        @Test
        void untilTheDayHasCome() {
            // An event may be recorded an hour after the clock, and so on the next day.
            assertThat(known("2022-06-01", SPELL, faelles("m", "2022-06-02"))).isEmpty();
            assertThat(file.nextDay()).isEqualTo(day("2022-06-02"));
            assertThat(begin("2022-06-02")).containsExactly("m 2022-06-02 FROM_3_TO_6");
        }
    }

    @Nested
    class Forgotten {
        /** Dropped on 1 January 2017 (closed five years and a day after its end, and gone a year later). */
        private final Samples.Spell old = dagpenge("old", "2010-01-01").to("2010-12-31");

        private final Samples.Spell present = spell("now", KONTANTHJAELP_JOBPARAT, "2022-01-10");

        @Test
        void aMeetingIsNotSpokenOf() {
            assertThat(known("2016-01-01", old, faelles("m", "2010-03-01"))).containsExactly("m 2010-03-01 UNDER_3");

            assertThat(known("2022-07-01", present)).isEmpty();
            assertThat(file.facts().meetings()).isEmpty();
            assertThat(file.measured()).isEmpty();
            assertThat(begin("2022-08-01")).isEmpty();
        }

        @Test
        void isWhatAMeetingRestsOnThatIsStillKnown() {
            // held in March 2010 and planned, it says, for 2020: the meeting stays, its spell goes
            Samples.Sitting sitting = faelles("m", "2010-03-01").plannedOn("2020-01-01");
            known("2016-01-01", old, sitting);
            known("2022-07-01", present);
            assertThat(file.facts().horizon()).isEqualTo(day("2016-07-01"));

            assertThat(known("2022-07-02", sitting.form(Form.PHONE))).isEmpty();
            assertThat(file.measured()).hasSize(1);
            assertThat(known(
                            "2022-07-03",
                            meeting("m", Type.FAELLES_JOBSAMTALE, Meeting.Status.NO_SHOW)
                                    .plannedOn("2020-01-01")))
                    .containsExactly("m gone");
        }

        @Test
        void isNothingThatAMeetingRestsOnThatWasHeldLater() {
            // 72 months before 1 July 2022 is 1 July 2016. Kontanthjælp from 2014 in two spells, long dropped: all of
            // it
            // stays for the meeting of August 2016, which would else be in a course of its second spell.
            known(
                    "2016-09-01",
                    spell("k1", KONTANTHJAELP_JOBPARAT, "2014-01-01").to("2016-06-30"),
                    spell("k2", KONTANTHJAELP_JOBPARAT, "2016-07-01").to("2016-08-31"),
                    held("m", Type.JOBSAMTALE, "2016-08-01"));

            assertThat(known("2022-07-01", present)).isEmpty();
            assertThat(file.facts().spells())
                    .extracting(event -> event.fact().spellId())
                    .containsExactly("k1", "k2", "now");
            assertThat(known(
                            "2022-07-02",
                            spell("k2", KONTANTHJAELP_JOBPARAT, "2016-07-01").to("2016-08-31")))
                    .isEmpty();
        }

        @Test
        void isNothingOfAPurgedCitizenThatWasPublished() {
            known("2014-01-01", old, faelles("m", "2010-03-01"));
            LocalDate purged = file.nextDay();
            List<String> said = new ArrayList<>();
            Outcome outcome = monitor.beginDay(file, purged);
            while (!outcome.purged() && Days.exists(outcome.file().nextDay())) {
                said.addAll(rows(outcome));
                outcome = monitor.beginDay(outcome.file(), outcome.file().nextDay());
            }

            assertThat(outcome.purged()).isTrue();
            assertThat(said).isEmpty();
            assertThat(outcome.measures()).isEmpty();
            assertThat(outcome.file().measured()).isEmpty();
        }
    }

    @Nested
    class Published {
        @Test
        void aFileOfAnOlderVersionGetsItsMeasuresAtTheNextEvaluation() {
            known("2022-06-02", SPELL, faelles("m", "2022-06-01"));
            file = new CitizenFile(
                    file.citizenId(),
                    file.facts(),
                    file.ledger(),
                    file.sequence(),
                    file.nextDay(),
                    file.evaluated(),
                    file.rulebookNumber(),
                    file.published(),
                    List.of());

            assertThat(known("2022-06-03", paid("2022-03", 16_033))).containsExactly("m 2022-06-01 FROM_3_TO_6");
        }

        @Test
        void beginningTheDayAndAnEventOfItSayBoth() {
            known("2022-06-01", SPELL, faelles("m1", "2022-06-02"));

            Outcome outcome = monitor.apply(
                    file, faelles("m0", "2022-05-02").recorded("f1", "2022-06-02T09:00:00Z"), day("2022-06-02"));

            assertThat(rows(outcome)).containsExactly("m1 2022-06-02 FROM_3_TO_6", "m0 2022-05-02 UNDER_3");
            assertThat(outcome.file().measured().stream()
                            .map(Measured::meetingId)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo("m0 m1");
        }

        @Test
        void mergingAloneChangesNothing() {
            known("2022-06-01", SPELL, faelles("m", "2022-05-02"));

            Outcome outcome = monitor.merge(file, faelles("m", "2022-05-02").annulled("f1", "2022-06-02T09:00:00Z"));

            assertThat(outcome.measures()).isEmpty();
            assertThat(outcome.file().measured()).hasSize(1);
        }
    }

    @Test
    void insuranceIsNoFieldOfAMeasure() {
        // part-time insured: 130 h a month; whole months all the same
        known("2022-06-02", SPELL, faelles("m", "2022-05-02"));

        assertThat(known("2022-06-03", SPELL.insured(BenefitSpell.Insurance.PART_TIME)))
                .isEmpty();
    }
}
