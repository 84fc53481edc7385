package dk.fristvagt.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineIdTest {
    @Test
    void aKeyNamesCitizenRuleSubjectAndOccurrence() {
        // §8: citizenId|ruleId|courseId|occurrence
        assertThat(new DeadlineId("dp-cv", "s1#2", 1).key("c1")).isEqualTo("c1|dp-cv|s1#2|1");
    }

    @Test
    void idsComeInTheOrderOfTheirKeys() {
        // '-' (2D) and 'z' (7A) are before the separator '|' (7C), '~' (7E) and everything beyond ASCII after it
        List<String> parts = List.of(
                "",
                "a",
                "a-b",
                "a#2",
                "az",
                "a~",
                "aé",
                "a\uFF21",
                "a\uD835\uDD38",
                "ab",
                "b",
                "dp-cv",
                "dp-cv-samtale",
                "dp-cv2",
                "~",
                "é",
                "éa",
                "\uFF21",
                "\uD835\uDD38");
        List<DeadlineId> ids = new ArrayList<>();
        for (String rule : parts) {
            for (String subject : parts) {
                ids.add(new DeadlineId(rule, subject, 1));
                ids.add(new DeadlineId(rule, subject, 2));
            }
        }
        List<String> wrong = new ArrayList<>();
        for (DeadlineId a : ids) {
            for (DeadlineId b : ids) {
                int keys = Days.UTF8.compare(a.key("c"), b.key("c"));
                if (Integer.signum(a.compareTo(b)) != Integer.signum(keys)) {
                    wrong.add(a + " and " + b);
                }
            }
        }

        assertThat(ids).hasSize(722);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aLongerRuleIdMayComeFirst() {
        assertThat(new DeadlineId("dp-cv-samtale", "z", 9)).isLessThan(new DeadlineId("dp-cv", "a", 1));
    }
}
