package dk.fristvagt.topology;

import static dk.fristvagt.topology.Given.at;
import static dk.fristvagt.topology.Given.cv;
import static dk.fristvagt.topology.Given.spell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.measure.SeniorityGroup;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.wire.OldState;
import dk.fristvagt.wire.StoredCitizen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one task does with events and days, from the input topics to the output topics. */
class CitizenProcessorTest {
    private static final Instant MORNING = at("2022-03-01", "09:00");
    private static final String CV_KEY = "c1|dp-cv|s-c1|1";

    private Rig rig = new Rig(MORNING);

    @AfterEach
    void close() {
        rig.close();
    }

    // ---- alerts

    @Test
    void saysAnAlertToTheUnitsTopicAtTheInstantOfTheClock() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        assertThat(rig.said()).isEmpty();

        Instant midnight = at("2022-03-08", "00:00");
        rig.advanceTo(midnight);

        Rig.Said warning = only("dp-cv");
        assertThat(warning).hasToString("2022-03-08 " + CV_KEY + " WARNING 7");
        assertThat(warning.topic()).isEqualTo("fristvagt.alerts.akasse-3F.v1");
        assertThat(warning.key()).isEqualTo("c1");
        assertThat(warning.at()).isEqualTo(midnight);
        assertThat(warning.headers())
                .containsEntry("ce_id", warning.alert().getAlertId())
                .containsEntry("ce_subject", "dp-cv")
                .containsEntry("ce_time", midnight.toString());
        assertThat(rig.status.alerts(Alert.Type.WARNING)).isGreaterThan(0);
    }

    @Test
    void saysTheAlertsOfAnUnknownUnitToTheTopicForThemAndStillNamesTheUnit() {
        BenefitSpell elsewhere = Given.spell("s-c1", "2022-03-01", "9999");
        rig.settle().pipe(Given.event("e1", "c1", MORNING, elsewhere));
        rig.advanceTo(at("2022-06-01", "00:00"));
        List<Rig.Said> said = rig.said();
        assertThat(said)
                .filteredOn(s -> s.alert().getUnit().equals("jobcenter-9999"))
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.topic()).isEqualTo("fristvagt.alerts.unrouted.v1"));
    }

    @Test
    void saysWhatAnEventCausesAtOnce() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.advanceTo(at("2022-03-08", "09:00"));
        rig.said();
        rig.pipe(cv("e2", "c1", rig.clock.instant(), "2022-03-07"));
        Rig.Said resolved = only("dp-cv");
        assertThat(resolved).hasToString("2022-03-08 " + CV_KEY + " RESOLVED MET");
        assertThat(resolved.alert().getCausedBy()).isEqualTo("e2");
    }

    @Test
    void beginsTheDayBeforeAnEventForACitizenWhoseTurnHasNotCome() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.clock.set(at("2022-03-08", "09:00"));

        rig.pipe(cv("e2", "c1", rig.clock.instant(), "2022-03-07"));

        List<Rig.Said> said = about("dp-cv", rig.said());
        assertThat(said)
                .extracting(Object::toString)
                .containsExactly("2022-03-08 " + CV_KEY + " WARNING 7", "2022-03-08 " + CV_KEY + " RESOLVED MET");
        assertThat(said).extracting(s -> s.alert().getCausedBy()).containsExactly(null, "e2");
        rig.settle();
        assertThat(rig.said()).isEmpty();
    }

    // ---- deadlines

    @Test
    void keepsTheDeadlinesTableUpToDate() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.UPCOMING);

        rig.pipe(cv("e2", "c1", MORNING.plusSeconds(1), "2022-03-01"));
        assertThat(rig.rows()).extracting(row -> row.key()).containsExactly(CV_KEY);
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);

        BenefitSpell spell = Given.spell("s-c1", "2022-03-01", "0751");
        int rows = rig.table().size();
        rig.pipe(new Event<>("e3", "c1", MORNING.plusSeconds(2), "test", true, spell));
        assertThat(rig.rows()).hasSize(rows).allSatisfy(row -> {
            assertThat(row.value()).isNull();
            assertThat(row.getRecordTime()).isEqualTo(MORNING);
        });
        assertThat(rig.table()).isEmpty();
    }

    // ---- measures

    @Test
    void keepsTheTableOfMeasuresUpToDate() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-02-01"));
        assertThat(rig.measures()).isEmpty();

        rig.pipe(Given.event("e2", "c1", MORNING.plusSeconds(1), Given.meeting("m1", "2022-02-28")));
        List<TestRecord<String, MeetingMeasure>> sent = rig.measures();
        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).key()).isEqualTo("c1|m1");
        assertThat(sent.get(0).getRecordTime()).isEqualTo(MORNING);
        assertThat(sent.get(0).value().getUnit()).isEqualTo("jobcenter-0751");
        assertThat(sent.get(0).value().getSeniorityGroup()).isEqualTo(SeniorityGroup.UNDER_3);
        assertThat(new String(sent.get(0).getHeaders().lastHeader("ce_type").value()))
                .isEqualTo("dk.fristvagt.measure.MeetingMeasure");

        rig.restart().settle().pipe(cv("e3", "c1", MORNING.plusSeconds(2), "2022-02-01"));
        assertThat(rig.measures()).isEmpty();

        rig.pipe(new Event<>("e4", "c1", MORNING.plusSeconds(3), "test", true, Given.meeting("m1", "2022-02-28")));
        assertThat(rig.measures())
                .extracting(TestRecord::value)
                .containsOnlyNulls()
                .hasSize(1);
        assertThat(rig.status.count(Count.MEASURES)).isEqualTo(1);
    }

    @Test
    void publishesTheMeasuresOfAFileThatAnOlderVersionWrote() {
        rig.settle()
                .pipe(spell("e1", "c1", MORNING, "2022-02-01"))
                .pipe(Given.event("e2", "c1", MORNING.plusSeconds(1), Given.meeting("m1", "2022-02-28")));
        rig.measures();
        rig.putCitizen("c1", OldState.version1(rig.citizen("c1").orElseThrow()));

        rig.pipe(cv("e3", "c1", MORNING.plusSeconds(2), "2022-02-01"));

        assertThat(rig.measures()).extracting(TestRecord::key).containsExactly("c1|m1");
    }

    // ---- what costs nothing

    @Test
    void aDuplicateCostsNoWriteAndSaysNothing() {
        Event<?> event = spell("e1", "c1", MORNING, "2022-03-01");
        rig.settle().pipe(event);
        rig.rows();
        rig.written();
        long evaluations = rig.status.count(Count.EVALUATIONS);

        rig.pipe(event, event);

        assertThat(rig.written()).isEqualTo(Map.of(Names.CITIZENS, 0, Names.AGENDA, 0));
        assertThat(rig.rows()).isEmpty();
        assertThat(rig.said()).isEmpty();
        assertThat(rig.status.count(Count.EVALUATIONS)).isEqualTo(evaluations);
    }

    @Test
    void aTickWithNothingDueWritesNothing() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01")).settle();
        rig.written();
        for (int minute = 1; minute <= 60; minute++) {
            rig.advanceTo(MORNING.plus(Duration.ofMinutes(minute)));
        }
        assertThat(rig.written()).isEqualTo(Map.of(Names.CITIZENS, 0, Names.AGENDA, 0));
        assertThat(rig.task().cursor()).isEqualTo(MORNING.plus(Duration.ofMinutes(60)));
    }

    @Test
    void anEventThatChangesAFileWritesItOnce() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.written();
        rig.pipe(cv("e2", "c1", MORNING.plusSeconds(1), "2022-03-01"));
        assertThat(rig.written().get(Names.CITIZENS)).isEqualTo(1);
    }

    // ---- the agenda

    @Test
    void aCitizenHasOneEntryWhichIsTheOneTheFileNames() {
        rig.settle();
        for (int i = 0; i < 5; i++) {
            rig.pipe(spell("e" + i, "c1", MORNING.plusSeconds(i), "2022-03-0" + (5 - i)));
        }
        StoredCitizen citizen = rig.citizen("c1").orElseThrow();
        assertThat(rig.agenda()).containsExactly(Instant.ofEpochSecond(citizen.wakeEpochSecond()) + " c1");
        assertThat(citizen.wakeEpochSecond())
                .isEqualTo(AgendaKeys.midnight(citizen.file().nextDay()).getEpochSecond());
    }

    @Test
    void dropsAnEntryThatNoFileNames() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        List<String> before = rig.agenda();
        long evaluations = rig.status.count(Count.EVALUATIONS);
        Instant soon = MORNING.plusSeconds(60);
        rig.putAgendaEntry(soon, "c1");
        rig.putAgendaEntry(soon, "nobody");
        rig.restart().advanceTo(soon);

        assertThat(rig.agenda()).isEqualTo(before);
        assertThat(rig.status.count(Count.STALE_ENTRIES)).isEqualTo(2);
        assertThat(evaluations).isEqualTo(1);
        assertThat(rig.status.count(Count.EVALUATIONS)).isZero();
    }

    @Test
    void worksOffNoMoreInAPassThanItsBudgetAndGoesOnAtOnce() {
        rig.close();
        rig = new Rig(MORNING, Rig.MONITOR, 1, new Pace(Duration.ofMillis(100), 2, Duration.ofDays(1)));
        rig.settle();
        for (String citizen : List.of("c1", "c2", "c3", "c4", "c5")) {
            rig.pipe(spell("e-" + citizen, citizen, MORNING, "2022-03-01"));
        }
        Instant due = at("2022-03-08", "00:00");
        rig.clock.set(due);

        rig.tick();
        assertThat(citizensOf(rig.said())).containsExactly("c1", "c2");
        assertThat(rig.task().moreDue()).isTrue();
        assertThat(rig.task().cursor()).isEqualTo(due);
        assertThat(rig.task().hasReached(due)).isFalse();
        rig.tick();
        assertThat(citizensOf(rig.said())).containsExactly("c3", "c4");
        rig.settle();
        assertThat(citizensOf(rig.said())).containsExactly("c5");
        assertThat(rig.task().hasReached(due)).isTrue();
        assertThat(rig.status.everyTaskHasReached(due, 1)).isTrue();
    }

    @Test
    void stopsAPassWhenItsTimeIsUpAndForgetsNobody() {
        rig.close();
        rig = new Rig(MORNING, Rig.MONITOR, 1, new Pace(Duration.ofMillis(100), 1_000, Duration.ZERO));
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"), spell("e2", "c2", MORNING, "2022-03-01"));
        rig.clock.set(at("2022-03-08", "00:00"));
        rig.tick();
        assertThat(citizensOf(rig.said())).containsExactly("c1");
        assertThat(rig.task().moreDue()).isTrue();
        rig.settle();
        assertThat(citizensOf(rig.said())).containsExactly("c2");
    }

    @Test
    void aPassThatWasInterruptedGoesOnWhereItStoodAfterARestart() {
        rig.close();
        rig = new Rig(MORNING, Rig.MONITOR, 1, new Pace(Duration.ofMillis(100), 1, Duration.ofDays(1)));
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"), spell("e2", "c2", MORNING, "2022-03-01"));
        rig.clock.set(at("2022-03-08", "00:00"));
        rig.tick();
        rig.said();

        rig.restart().settle();

        assertThat(citizensOf(rig.said())).containsExactly("c2");
    }

    // ---- days

    @Test
    void evaluatesOnlyThePresentDayWhenSeveralHavePassed() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.restart().advanceTo(at("2022-03-13", "10:00"));
        assertThat(about("dp-cv", rig.said()))
                .extracting(Object::toString)
                .containsExactly("2022-03-13 " + CV_KEY + " WARNING 3");
    }

    @Test
    void goesOnAfterARestartAsIfThereHadBeenNone() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        for (String day : List.of("2022-03-08", "2022-03-12", "2022-03-16")) {
            rig.restart().advanceTo(at(day, "00:00"));
        }
        assertThat(about("dp-cv", rig.said()))
                .extracting(Object::toString)
                .containsExactly("2022-03-16 " + CV_KEY + " OVERDUE");
        assertThat(rig.agenda()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNobodyWhenMidnightComesInTheMiddleOfATick(int read) {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.advanceTo(at("2022-03-07", "23:59"));
        AtomicInteger reads = new AtomicInteger();
        rig.afterReadingTheClock = () -> {
            if (reads.incrementAndGet() == read) {
                rig.clock.set(at("2022-03-08", "00:00"));
            }
        };
        rig.settle();
        rig.advanceTo(at("2022-03-08", "00:01"));
        assertThat(about("dp-cv", rig.said()))
                .extracting(Object::toString)
                .containsExactly("2022-03-08 " + CV_KEY + " WARNING 7");
    }

    @Test
    void refusesACursorOnALaterDayThanToday() {
        rig.settle();
        rig.clock.set(at("2022-02-20", "09:00"));
        rig.restart();
        assertThatThrownBy(rig::tick).hasStackTraceContaining("has begun the day 2022-03-01, but today is 2022-02-20");
    }

    @Test
    void saysNothingWhileTheClockHasJumpedAheadAndCatchesUpWhenItIsRight() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.clock.set(at("2022-03-09", "09:00"));
        rig.brokerAheadBy = Optional.of(Duration.ofDays(-7));
        rig.settle();
        rig.pipe(cv("e2", "c2", at("2022-03-02", "09:00"), "2022-03-01"));
        rig.pipe(spell("e3", "c2", at("2022-03-02", "09:00"), "2022-03-01"));
        assertThat(rig.said()).isEmpty();
        assertThat(rig.rows()).extracting(row -> row.key()).noneMatch(key -> key.startsWith("c2"));
        assertThat(rig.task().obstacles()).containsExactly(Obstacle.CLOCKS_DIFFER);

        rig.brokerAheadBy = Optional.of(Duration.ZERO);
        rig.advanceTo(at("2022-03-02", "09:05"));
        assertThat(rig.table()).containsKey("c2|dp-cv|s-c2|1");
        assertThat(rig.task().obstacles()).isEmpty();
    }

    @Test
    void deadLettersCarryTheBrokersTimeWhileTheClockIsWrong() {
        rig.settle();
        rig.clock.set(at("2022-03-09", "09:00"));
        rig.brokerAheadBy = Optional.of(Duration.ofDays(-8));
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), new byte[] {1});
        assertThat(rig.letters())
                .singleElement()
                .satisfies(l -> assertThat(l.at()).isEqualTo(MORNING));
    }

    // ---- phases

    @Test
    void mergesOnlyWhileItCatchesUpAndThenSaysWhatIsTrueAtTheEnd() {
        rig.settle().advanceTo(at("2022-03-20", "09:00"));
        rig.ends.put(new TopicPartition("fristvagt.in.benefit-changes.v1", 0), 1L);
        rig.ends.put(new TopicPartition("fristvagt.in.cvs.v1", 0), 1L);
        rig.restart();
        rig.pipe(spell("e1", "c1", MORNING, "2022-03-01")).settle();
        assertThat(rig.task().phase()).isEqualTo(Phase.CATCHING_UP);
        assertThat(rig.task().obstacles()).containsExactly(Obstacle.CATCHING_UP);
        assertThat(rig.said()).isEmpty();
        assertThat(rig.rows()).isEmpty();
        assertThat(rig.agenda()).containsExactly(rig.clock.instant() + " c1");

        rig.pipe(cv("e2", "c1", at("2022-03-10", "09:00"), "2022-03-10")).settle();

        assertThat(rig.task().phase()).isEqualTo(Phase.LIVE);
        assertThat(about("dp-cv", rig.said())).isEmpty();
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);
        assertThat(rig.status.count(Count.EVALUATIONS)).isEqualTo(1);
    }

    @Test
    void owesItsEvaluationsOverARestartInTheMiddleOfCatchingUpEvenUnderAClockThatStands() {
        rig.settle();
        rig.ends.put(new TopicPartition("fristvagt.in.benefit-changes.v1", 0), 2L);
        rig.restart().pipe(spell("e1", "c1", MORNING, "2022-03-01")).settle();
        assertThat(rig.rows()).isEmpty();
        rig.ends.clear();
        rig.restart().settle();
        assertThat(rig.table()).containsKey(CV_KEY);

        rig.ends.put(new TopicPartition("fristvagt.in.benefit-changes.v1", 0), 1L);
        rig.restart().pipe(spell("e2", "a0", MORNING, "2022-03-01")).settle();
        assertThat(rig.table()).containsKey("a0|dp-cv|s-a0|1");
    }

    @Test
    void anEventFromBeforeTodayIsMergedAndItsCitizenEvaluatedOnceTheBacklogIsRead() {
        rig.settle().advanceTo(at("2022-03-20", "09:00"));
        rig.pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        assertThat(rig.rows()).isEmpty();
        rig.pipe(cv("e2", "c1", at("2022-03-10", "09:00"), "2022-03-10"));
        assertThat(rig.said()).isEmpty();

        rig.pipe(spell("e3", "c2", rig.clock.instant(), "2022-03-20"));
        assertThat(rig.rows()).extracting(row -> row.key()).contains("c2|dp-cv|s-c2|1");

        rig.tick();
        rig.settle();
        assertThat(rig.task().phase()).isEqualTo(Phase.LIVE);
        assertThat(about("dp-cv", rig.said())).isEmpty();
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);
    }

    // ---- failures

    @Test
    void aCitizenWhoseEvaluationFailsIsMergedAndQuarantinedAndTheOthersGoOn() {
        rig.core.failingToEvaluate.add("c1");
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"), spell("e2", "c2", MORNING, "2022-03-01"));

        StoredCitizen first = rig.citizen("c1").orElseThrow();
        assertThat(first.failures()).isEqualTo(1);
        assertThat(first.file().facts().spells()).hasSize(1);
        assertThat(rig.agenda()).contains(MORNING.plus(Duration.ofHours(1)) + " c1");
        assertThat(rig.table()).containsKey("c2|dp-cv|s-c2|1").doesNotContainKey(CV_KEY);

        rig.advanceTo(MORNING.plus(Duration.ofHours(1)));
        assertThat(rig.citizen("c1").orElseThrow().failures()).isEqualTo(2);
        assertThat(rig.agenda()).contains(MORNING.plus(Duration.ofHours(3)) + " c1");
        assertThat(rig.status.count(Count.QUARANTINED)).isEqualTo(2);

        rig.core.failingToEvaluate.clear();
        rig.advanceTo(MORNING.plus(Duration.ofHours(3)));
        assertThat(rig.citizen("c1").orElseThrow().failures()).isZero();
        assertThat(rig.table()).containsKey(CV_KEY);
        assertThat(rig.letters()).isEmpty();
    }

    @Test
    void anEventInQuarantineIsAnotherTry() {
        rig.core.failingToEvaluate.add("c1");
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.core.failingToEvaluate.clear();
        rig.pipe(cv("e2", "c1", MORNING.plusSeconds(5), "2022-03-01"));
        assertThat(rig.citizen("c1").orElseThrow().failures()).isZero();
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);
        assertThat(rig.agenda()).hasSize(1);
    }

    @Test
    void aDuplicateInQuarantineChangesNothing() {
        Event<?> event = spell("e1", "c1", MORNING, "2022-03-01");
        rig.core.failingToEvaluate.add("c1");
        rig.settle().pipe(event);
        rig.written();
        rig.pipe(event);
        assertThat(rig.written()).isEqualTo(Map.of(Names.CITIZENS, 0, Names.AGENDA, 0));
    }

    @Test
    void aFileThatCannotBeReadIsPutOffAndItsEventsAreKept() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.putCitizen("c1", new byte[] {99, 1, 2, 3});
        rig.pipe(cv("e2", "c1", MORNING.plusSeconds(5), "2022-03-01"));
        assertThat(rig.letters()).extracting(Rig.Letter::code).containsExactly("FAILED");

        rig.advanceTo(at("2022-03-08", "00:00"));
        assertThat(rig.status.count(Count.UNREADABLE_FILES)).isEqualTo(1);
        assertThat(rig.agenda()).containsExactly(at("2022-03-08", "01:00") + " c1");
    }

    @Test
    void aCitizenEvaluatedWithANewerRulebookIsLeftToThePrograms() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.core.rulebookNumber = 0;
        rig.advanceTo(at("2022-03-08", "00:00"));
        rig.pipe(cv("e2", "c1", rig.clock.instant(), "2022-03-07"));
        assertThat(rig.said()).isEmpty();
        assertThat(rig.settle().task().obstacles()).containsExactly(Obstacle.NEWER_RULEBOOK);

        rig.core.rulebookNumber = Rig.MONITOR.rulebook().number();
        rig.advanceTo(at("2022-03-08", "00:30"));
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);
    }

    @Test
    void aRegistryThatIsAwayWhenAnAlertIsToBeSaidOnlyDelaysIt() {
        rig.settle();
        rig.serdes.away(dk.fristvagt.alert.Deadline.class);
        rig.pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        assertThat(rig.citizen("c1").orElseThrow().failures()).isZero();
        assertThat(rig.agenda()).containsExactly(MORNING.plusSeconds(60) + " c1");
        rig.serdes.back();
        rig.advanceTo(MORNING.plusSeconds(60));
        assertThat(rig.table()).containsKey(CV_KEY);
    }

    // ---- records whose schema cannot be had

    @Test
    void recordsWhoseSchemaCannotBeHadWaitOverARestartAndNothingIsLost() {
        rig.settle();
        rig.serdes.away(dk.fristvagt.event.Cv.class);
        rig.restart().settle();
        byte[] record = encodedCv();
        rig.pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), record);
        rig.settle();
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.UPCOMING);
        assertThat(rig.task().parked()).isEqualTo(1);
        assertThat(rig.task().obstacles()).containsExactly(Obstacle.SCHEMA_AWAITED);

        rig.restart().settle();
        assertThat(rig.task().parked()).isEqualTo(1);
        assertThat(rig.task().phase()).isEqualTo(Phase.CATCHING_UP);

        rig.serdes.back();
        await().until(() -> rig.tick().task().parked() == 0);
        rig.settle();
        assertThat(rig.table().get(CV_KEY).getStatus()).isEqualTo(DeadlineStatus.MET);
        assertThat(rig.letters()).isEmpty();
        assertThat(rig.task().obstacles()).isEmpty();
    }

    // ---- forgetting

    @Test
    void aCitizenOfWhomNothingIsLeftIsForgottenAltogether() {
        rig.settle().pipe(Given.event("e1", "c1", MORNING, Given.spell("s-c1", "2022-03-01", "2022-04-30", "0751")));
        rig.said();
        for (int year = 2023; year <= 2030; year++) {
            rig.advanceTo(at(year + "-01-01", "00:00"));
        }
        assertThat(rig.citizen("c1")).isEmpty();
        assertThat(rig.agenda()).isEmpty();
        assertThat(rig.table()).isEmpty();
        assertThat(rig.status.count(Count.PURGED)).isEqualTo(1);
    }

    private byte[] encodedCv() {
        rig.serdes.back();
        byte[] bytes = rig.encode(cv("e2", "c1", MORNING, "2022-03-01"));
        rig.serdes.away(dk.fristvagt.event.Cv.class);
        return bytes;
    }

    private Rig.Said only(String ruleId) {
        List<Rig.Said> said = about(ruleId, rig.said());
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    private static List<Rig.Said> about(String ruleId, List<Rig.Said> said) {
        return said.stream().filter(s -> s.alert().getRuleId().equals(ruleId)).toList();
    }

    private static List<String> citizensOf(List<Rig.Said> said) {
        return said.stream().map(s -> s.alert().getCitizenId()).distinct().toList();
    }
}
