package dk.fristvagt.topology;

import static dk.fristvagt.topology.Given.at;
import static dk.fristvagt.topology.Given.cv;
import static dk.fristvagt.topology.Given.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.topology.MonitorStatus.AlertKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a task reports of itself, from which metrics are made. */
class MonitorStatusTest {
    private static final Instant MORNING = at("2022-03-01", "09:00");

    private Rig rig = new Rig(MORNING);

    @AfterEach
    void close() {
        rig.close();
    }

    // ---- alerts

    @Test
    void alertsAreCountedByTypeUnitAndRule() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"), spell("e2", "c2", MORNING, "2022-03-01"));
        rig.advanceTo(at("2022-03-08", "00:00"));

        assertThat(rig.status.alerts()).containsEntry(new AlertKind(Alert.Type.WARNING, "akasse-3F", "dp-cv"), 2L);
        assertThat(rig.status.alerts(Alert.Type.WARNING))
                .isEqualTo(rig.said().stream()
                        .filter(said -> said.alert().getType().name().equals("WARNING"))
                        .count());
    }

    @Test
    void unitsThatAreNotKnownAreOneWhateverTheyAreCalled() {
        rig.settle();
        for (int i = 0; i < 50; i++) {
            rig.pipe(Given.event("e" + i, "c" + i, MORNING, Given.spell("s" + i, "2021-03-01", "99" + (10 + i))));
        }
        rig.settle();

        assertThat(rig.said()).extracting(said -> said.alert().getUnit()).contains("jobcenter-9910", "jobcenter-9959");
        assertThat(rig.status.alerts().keySet()).extracting(AlertKind::unit).containsOnly("unrouted", "akasse-3F");
    }

    @Test
    void aRuleThatIsNotInTheRulebookIsUnknown() {
        MonitorStatus status = new MonitorStatus(Rig.UNITS, java.util.Set.of("dp-cv"), rig.nanos::get);
        rig.close();
        rig = new Rig(MORNING, status);
        rig.settle().pipe(spell("e1", "c1", MORNING, "2021-03-01"));

        assertThat(status.alerts().keySet()).extracting(AlertKind::rule).containsOnly("dp-cv", "unknown");
    }

    // ---- from event to alert

    @Test
    void theWayFromEventToAlertIsMeasuredWhereAnEventCausesOneAtOnce() {
        rig.settle().pipe(spell("e1", "c1", MORNING, "2022-03-01"));
        assertThat(observed()).isEmpty();

        rig.advanceTo(at("2022-03-08", "09:00"));
        assertThat(rig.said()).isNotEmpty();
        assertThat(observed()).as("what the day says was caused by no event").isEmpty();

        rig.clock.set(at("2022-03-08", "09:00").plusSeconds(20));
        rig.pipe(cv("e2", "c1", at("2022-03-08", "09:00"), "2022-03-07"));
        assertThat(rig.said()).hasSize(1);
        assertThat(observed()).containsExactly(Map.entry(30.0, 1L));
        assertThat(rig.status.eventToAlert().sum()).isEqualTo(20);
    }

    @Test
    void whatIsReadWhileCatchingUpIsNotMeasured() {
        rig.ends.put(new TopicPartition(Rig.TOPICS.input(Fact.Kind.BENEFIT_SPELL), 0), 1L);
        rig.restart().tick();
        assertThat(rig.task().phase()).isEqualTo(Phase.CATCHING_UP);
        rig.pipe(spell("e1", "c1", MORNING, "2021-03-01"));
        rig.settle();

        assertThat(rig.said()).isNotEmpty();
        assertThat(observed()).isEmpty();
    }

    @Test
    void aLatencyFallsIntoTheFirstBucketThatIsNotTooSmall() {
        Latency latency = new Latency();
        latency.add(Duration.ofMillis(-5), 1);
        latency.add(Duration.ofMillis(100), 2);
        latency.add(Duration.ofMillis(101), 1);
        latency.add(Duration.ofDays(1), 1);
        latency.add(Duration.ofDays(1).plusMillis(1), 3);

        Latency.Counted counted = latency.counted();
        assertThat(counted.bounds())
                .containsExactly(
                        0.1,
                        0.25,
                        0.5,
                        1.0,
                        2.5,
                        5.0,
                        10.0,
                        30.0,
                        60.0,
                        300.0,
                        900.0,
                        3600.0,
                        86_400.0,
                        Double.POSITIVE_INFINITY);
        assertThat(counted.counts()).containsExactly(3L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 3L);
        assertThat(counted.sum()).isEqualTo(0.2 + 0.101 + 4 * 86_400 + 0.003);
    }

    /** The buckets that hold something. */
    private List<Map.Entry<Double, Long>> observed() {
        Latency.Counted counted = rig.status.eventToAlert();
        return IntStream.range(0, counted.bounds().size())
                .filter(i -> counted.counts().get(i) > 0)
                .mapToObj(
                        i -> Map.entry(counted.bounds().get(i), counted.counts().get(i)))
                .toList();
    }

    // ---- inputs

    @Test
    void anInputIsAsFreshAsItsLastRecordAndItsNewestEvent() {
        rig.settle();
        assertThat(rig.status.lastRecord(Fact.Kind.CV)).isEmpty();

        rig.pipe(cv("e1", "c1", MORNING.minusSeconds(60), "2022-02-01"));
        rig.clock.set(MORNING.plusSeconds(10));
        rig.pipe(cv("e2", "c1", MORNING.minusSeconds(90), "2022-02-01"));
        rig.clock.set(MORNING.plusSeconds(20));
        rig.pipe(Fact.Kind.CV, Rig.bytes("c1"), new byte[] {1});

        assertThat(rig.status.lastRecord(Fact.Kind.CV)).contains(MORNING.plusSeconds(20));
        assertThat(rig.status.newestRecorded(Fact.Kind.CV)).contains(MORNING.minusSeconds(60));
        assertThat(rig.status.events(Fact.Kind.CV)).isEqualTo(2);
        assertThat(rig.status.lastRecord(Fact.Kind.OFFER)).isEmpty();
        assertThat(rig.status.events(Fact.Kind.OFFER)).isZero();
    }

    // ---- agenda

    @Test
    void whoIsDueAndNotWorkedOffIsCounted() {
        rig.close();
        rig = new Rig(MORNING, Rig.MONITOR, 1, new Pace(Duration.ofMillis(100), 10, Duration.ofSeconds(100)));
        rig.settle();
        for (int i = 0; i < 45; i++) {
            rig.pipe(spell("e" + i, "c" + i, MORNING, "2022-03-01"));
        }
        rig.settle();
        assertThat(rig.task().backlog()).isZero();

        rig.clock.set(at("2022-03-08", "00:00"));
        rig.tick();
        assertThat(rig.task().backlog()).isEqualTo(35);
        rig.tick();
        assertThat(rig.task().backlog())
                .as("less those who have been worked off")
                .isEqualTo(25);
        rig.settle();
        assertThat(rig.task().backlog()).isZero();
    }

    @Test
    void countingEndsWhereItIsEnoughAndTakesAFiftiethOfTheTime() {
        for (int i = 0; i < 20; i++) {
            rig.putAgendaEntry(MORNING.plusSeconds(i), "c" + i);
        }
        CitizenStores stores = rig.stores();
        stores.open(MORNING.minusSeconds(1));
        assertThat(stores.countDue(MORNING.plusSeconds(9).getEpochSecond(), 100))
                .isEqualTo(10);
        assertThat(stores.countDue(MORNING.plusSeconds(9).getEpochSecond(), 7)).isEqualTo(7);

        long second = MORNING.plusSeconds(9).getEpochSecond();
        long[] now = {0};
        Backlog.Turns turns = new Backlog.Turns(0);
        // The clock is read before and after: a count takes a second.
        Backlog first = new Backlog(stores, turns, () -> now[0] += 500_000_000);
        Backlog other = new Backlog(stores, turns, () -> now[0] += 500_000_000);
        assertThat(first.at(second)).isEqualTo(10);
        assertThat(other.at(second)).as("it is not its turn yet").isZero();
        now[0] += Duration.ofSeconds(30).toNanos();
        assertThat(other.at(second)).isEqualTo(10);
    }

    // ---- watchdog

    @Test
    void aTaskThatDoesNotTickIsSeen() {
        rig.settle();
        assertThat(rig.status.sinceTick()).isZero();

        rig.nanos.addAndGet(Duration.ofSeconds(70).toNanos());
        assertThat(rig.status.sinceTick()).isEqualTo(Duration.ofSeconds(70));

        rig.tick();
        assertThat(rig.status.sinceTick()).isZero();
    }

    // ---- restores

    @Test
    void whatIsLeftOfRestoresIsAddedUpByStore() {
        RestoreProgress restores = new RestoreProgress(List.of("agenda", "citizens"));
        TopicPartition zero = new TopicPartition("a-citizens-changelog", 0);
        TopicPartition one = new TopicPartition("a-citizens-changelog", 1);
        assertThat(restores.left()).isEqualTo(Map.of("agenda", 0L, "citizens", 0L));

        restores.onRestoreStart(zero, "citizens", 100, 1100);
        restores.onRestoreStart(one, "citizens", 0, 50);
        assertThat(restores.left()).containsEntry("citizens", 1050L);

        restores.onBatchRestored(zero, "citizens", 599, 480);
        assertThat(restores.left()).containsEntry("citizens", 550L);

        restores.onRestoreSuspended(one, "citizens", 0);
        restores.onBatchRestored(one, "citizens", 10, 10);
        assertThat(restores.left()).containsEntry("citizens", 500L);

        restores.onBatchRestored(zero, "citizens", 1099, 500);
        assertThat(restores.left()).containsEntry("citizens", 0L);
        restores.onRestoreEnd(zero, "citizens", 980);
        assertThat(restores.left()).isEqualTo(Map.of("agenda", 0L, "citizens", 0L));
    }
}
