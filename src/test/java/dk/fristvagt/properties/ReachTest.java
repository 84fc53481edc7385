package dk.fristvagt.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.testing.Play;
import dk.fristvagt.testing.RandomHistories;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * That the random histories mean something: what a thousand of them reach (architecture.md, tests 4), printed and
 * asserted.
 */
class ReachTest {
    private static final int LEAST_OF_A_STATUS = 50;
    private static final int LEAST_OF_A_RULE = 30;
    private static final int LEAST_OF_A_TRANSITION = 10;

    private static final Reach REACH = new Reach();

    @BeforeAll
    static void play() {
        RandomHistories.first(Thousand.HISTORIES).forEach(REACH::play);
        print("statuses (histories)", REACH.statuses());
        print("rules (histories)", REACH.rules());
        print("ledger transitions", REACH.transitions());
    }

    @Test
    void every_status_occurs_in_50_histories() {
        assertThat(counted(Status.values(), REACH.statuses()))
                .allSatisfy((status, count) -> assertThat(count).as(status).isGreaterThanOrEqualTo(LEAST_OF_A_STATUS));
    }

    @Test
    void every_rule_occurs_in_30_histories() {
        String[] rules = Play.MONITOR.rulebook().rules().stream()
                .map(Rule::id)
                .distinct()
                .toArray(String[]::new);
        assertThat(counted(rules, REACH.rules()))
                .allSatisfy((rule, count) -> assertThat(count).as(rule).isGreaterThanOrEqualTo(LEAST_OF_A_RULE));
    }

    @Test
    void every_ledger_transition_happens_10_times_and_no_other_does() {
        Map<String, Integer> counts = counted(LedgerTransition.values(), REACH.transitions());
        assertThat(counts.remove(LedgerTransition.NOT_OF_SECTION_9.name()))
                .as("transitions that domain.md section 9 does not know, the first in history "
                        + REACH.firstHistory(LedgerTransition.NOT_OF_SECTION_9))
                .isZero();
        assertThat(counts)
                .allSatisfy((transition, count) ->
                        assertThat(count).as(transition).isGreaterThanOrEqualTo(LEAST_OF_A_TRANSITION));
    }

    /** The counts of {@code all}, 0 for what was not met. */
    private static <T> Map<String, Integer> counted(T[] all, Map<T, Integer> counts) {
        Map<String, Integer> counted = new TreeMap<>();
        Arrays.stream(all).forEach(each -> counted.put(each.toString(), counts.getOrDefault(each, 0)));
        return counted;
    }

    private static void print(String title, Map<?, Integer> counts) {
        int greatest =
                counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        StringBuilder text = new StringBuilder("Reach of " + Thousand.HISTORIES + " random histories: " + title + '\n');
        counts.forEach((what, count) -> text.append(String.format(
                "  %-40s %6d %s%n", what, count, "#".repeat((int) Math.ceil(40.0 * count / greatest)))));
        System.out.print(text);
    }
}
