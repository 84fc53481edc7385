package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadingTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);

    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(A, 0L, B, 0L));
    private final Map<TopicPartition, Positions.Position> positions = new HashMap<>();
    private CompletableFuture<Map<TopicPartition, Long>> answer;
    private int asked;
    private long nanos;

    private final Reading reading = new Reading("0_0", Set.of(A, B), this::ends, known(), () -> nanos);

    @Test
    void isLiveAtOnceWhenNothingWasWaiting() {
        reading.begin();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void isLiveOnlyWhenEveryPartitionHasBeenReadToItsEnd() {
        ends.put(A, 3L);
        ends.put(B, 1L);
        reading.begin();
        reading.processed(A, 2);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.CATCHING_UP);
        reading.processed(B, 0);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void whatComesAfterTheAssignmentIsNotWaitedFor() {
        ends.put(A, 1L);
        reading.begin();
        ends.put(A, 1_000L);
        reading.processed(A, 0);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void theLastOffsetsMayBeTransactionMarkersThatNobodyProcesses() {
        ends.put(A, 5L);
        reading.begin();
        reading.processed(A, 3);
        positions.put(A, new Positions.Position(5, 3));
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void aRecordThatTheConsumerHasButTheTaskHasNotProcessedIsWaitedFor() {
        ends.put(A, 5L);
        reading.begin();
        reading.processed(A, 2);
        positions.put(A, new Positions.Position(5, 3));
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.CATCHING_UP);
    }

    @Test
    void aRecordThatIsParkedHasNotBeenReadYet() {
        reading.begin();
        reading.look(false);
        assertThat(reading.phase()).isEqualTo(Phase.CATCHING_UP);
    }

    @Test
    void asksAgainWhenTheBrokerDoesNotAnswer() {
        answer = CompletableFuture.failedFuture(new IllegalStateException());
        reading.begin();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.CATCHING_UP);
        assertThat(asked).isEqualTo(2);
        answer = null;
        reading.look(true);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void waitsForTheAnswerWithoutBlocking() {
        answer = new CompletableFuture<>();
        reading.begin();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.CATCHING_UP);
        answer.complete(ends);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void reportsAPartitionThatDoesNotMoveForAMinuteUntilItMoves() {
        ends.put(A, 5L);
        reading.begin();
        reading.look(true);
        nanos += Reading.STALLED_AFTER.toNanos() - 1;
        reading.look(true);
        assertThat(reading.stalled()).isEmpty();
        nanos++;
        reading.look(true);
        assertThat(reading.stalled()).containsExactly(A);
        reading.processed(A, 0);
        reading.look(true);
        assertThat(reading.stalled()).isEmpty();
    }

    /** A task takes the oldest of its records first: in a backfill those of a quiet topic wait for minutes. */
    @Test
    void aPartitionWhoseRecordsWaitInATaskThatGoesOnDoesNotStandStill() {
        ends.put(A, 9L);
        ends.put(B, 1_000L);
        reading.begin();
        positions.put(A, new Positions.Position(5, 4));
        reading.look(true);
        for (int record = 0; record < 5; record++) {
            nanos += Reading.STALLED_AFTER.toNanos() / 2;
            reading.processed(B, record);
            reading.look(true);
            assertThat(reading.stalled()).isEmpty();
        }
        nanos += Reading.STALLED_AFTER.toNanos();
        reading.look(true);
        assertThat(reading.stalled()).as("now the task itself stands still").contains(A);
    }

    @Test
    void aLateEventBeginsABacklogThatEndsWhenWhatWasWaitingWithItHasBeenRead() {
        live();
        ends.put(A, 10L);
        reading.processed(A, 4);
        reading.late();
        assertThat(reading.phase()).isEqualTo(Phase.BACKLOG);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.BACKLOG);
        reading.processed(A, 9);
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void aBacklogGoesOnWhileLateEventsComeButNotForever() {
        live();
        ends.put(A, 1L);
        reading.processed(A, 0);
        reading.late();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.BACKLOG);
        nanos += Reading.LONGEST_BACKLOG.toNanos();
        reading.late();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    @Test
    void aRegistryThatStaysAwayDoesNotHoldTheAgendaUpForever() {
        live();
        ends.put(A, 1L);
        reading.processed(A, 0);
        reading.late();
        reading.look(false);
        assertThat(reading.phase()).isEqualTo(Phase.BACKLOG);
        nanos += Reading.LONGEST_BACKLOG.toNanos();
        reading.look(false);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    private void live() {
        reading.begin();
        reading.look(true);
        assertThat(reading.phase()).isEqualTo(Phase.LIVE);
    }

    private CompletableFuture<Map<TopicPartition, Long>> ends(Set<TopicPartition> partitions) {
        asked++;
        assertThat(partitions).containsExactlyInAnyOrder(A, B);
        return answer != null ? answer : CompletableFuture.completedFuture(Map.copyOf(ends));
    }

    private Positions known() {
        return new Positions() {
            @Override
            public void begin(TopicPartition partition) {
                // Always known.
            }

            @Override
            public void watch(TopicPartition partition) {
                // Always known.
            }

            @Override
            public void unwatch(TopicPartition partition) {
                // Always known.
            }

            @Override
            public Optional<Position> of(TopicPartition partition) {
                return Optional.ofNullable(positions.get(partition));
            }
        };
    }
}
