package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.topology.GroupProgress.Member;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * When an instance that drains may leave. An incident: of two instances one gave a task away, the other had not got it yet,
 * both had nothing left to do, and both left; its citizens had no deadlines until the next run.
 */
class GroupProgressTest {
    private static final TopicPartition ZERO = new TopicPartition("in", 0);
    private static final TopicPartition ONE = new TopicPartition("in", 1);
    private static final Set<TopicPartition> INPUTS = Set.of(ZERO, ONE);

    @Test
    void whoHasAllThatIsTheirsMayLeaveOthersWithTheRest() {
        List<Member> members = List.of(new Member("here", Set.of(ZERO)), new Member("there", Set.of(ONE)));

        assertThat(settled(GroupState.STABLE, members, Set.of("here"), Set.of(0)))
                .isTrue();
    }

    @Test
    void aTaskThatIsOnItsWayIsNobodys() {
        List<Member> members = List.of(new Member("here", Set.of(ZERO)), new Member("there", Set.of()));

        assertThat(settled(GroupState.STABLE, members, Set.of("here"), Set.of(0)))
                .isFalse();
        assertThat(settled(GroupState.STABLE, members, Set.of("there"), Set.of()))
                .isFalse();
    }

    @Test
    void aTaskThatIsOursAndHasNotBegunIsWaitedFor() {
        List<Member> members = List.of(new Member("here", Set.of(ZERO, ONE)));

        assertThat(settled(GroupState.STABLE, members, Set.of("here"), Set.of(0)))
                .isFalse();
        assertThat(settled(GroupState.STABLE, members, Set.of("here"), Set.of(0, 1)))
                .isTrue();
    }

    @Test
    void aTaskThatIsNoLongerOursIsWaitedFor() {
        List<Member> members = List.of(new Member("here", Set.of(ZERO)), new Member("there", Set.of(ONE)));

        assertThat(settled(GroupState.STABLE, members, Set.of("here"), Set.of(0, 1)))
                .isFalse();
    }

    @Test
    void threadsOfOneInstanceCountTogether() {
        List<Member> members = List.of(new Member("first", Set.of(ZERO)), new Member("second", Set.of(ONE)));

        assertThat(settled(GroupState.STABLE, members, Set.of("first", "second"), Set.of(0, 1)))
                .isTrue();
    }

    @Test
    void aGroupThatIsBeingRebalancedIsWaitedFor() {
        List<Member> members = List.of(new Member("here", Set.of(ZERO, ONE)));

        for (GroupState state : GroupState.values()) {
            assertThat(settled(state, members, Set.of("here"), Set.of(0, 1)))
                    .as(state.toString())
                    .isEqualTo(state == GroupState.STABLE);
        }
    }

    private static boolean settled(GroupState state, List<Member> members, Set<String> ours, Set<Integer> worked) {
        return GroupProgress.isSettled(state, members, INPUTS, ours, worked);
    }
}
