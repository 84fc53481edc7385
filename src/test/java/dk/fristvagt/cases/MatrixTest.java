package dk.fristvagt.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.RulebookYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code cases/matrix.yaml} names, for every rule and every status, a case that reaches it, or says {@code n/a:} with the
 * sentence of domain.md that makes it unreachable.
 */
class MatrixTest {
    private static final Path MATRIX = Path.of("src/test/resources/cases/matrix.yaml");
    private static final String NOT_APPLICABLE = "n/a: ";
    private static final int HISTORIES = 1_000;

    private static final Map<String, CaseFile> CASES = CaseFile.all();
    private static Map<String, String> matrix;

    @BeforeAll
    static void read() throws IOException {
        matrix = new TreeMap<>();
        JsonNode yaml = new YAMLMapper().readTree(Files.readString(MATRIX));
        yaml.get("rules")
                .fields()
                .forEachRemaining(rule -> rule.getValue()
                        .fields()
                        .forEachRemaining(cell -> matrix.put(
                                rule.getKey() + "/" + cell.getKey(),
                                cell.getValue().asText())));
    }

    @Test
    void the_matrix_has_exactly_one_cell_for_each_rule_and_status_and_none_is_empty() {
        Set<String> expected = new TreeSet<>();
        for (Rule rule : RulebookYaml.builtIn().rules()) {
            Arrays.stream(Status.values()).forEach(status -> expected.add(rule.id() + "/" + status));
        }
        assertThat(matrix.keySet()).isEqualTo(expected);
        assertThat(matrix).allSatisfy((cell, content) -> assertThat(content).isNotBlank());
    }

    @Test
    void every_case_that_the_matrix_names_reaches_its_cell() {
        Map<String, Set<String>> reached = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        matrix.forEach((cell, content) -> {
            if (content.startsWith(NOT_APPLICABLE)) {
                return;
            }
            CaseFile one = CASES.get(content);
            if (one == null) {
                wrong.add(cell + " names " + content + ", which is no case");
            } else if (!reached.computeIfAbsent(content, name -> Cells.reachedBy(one))
                    .contains(cell)) {
                wrong.add(cell + " is not reached by " + content);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_case_and_no_random_history_reaches_a_cell_that_is_said_to_be_unreachable() {
        Set<String> reached = new TreeSet<>();
        CASES.values().forEach(one -> reached.addAll(Cells.reachedBy(one)));
        RandomHistories.first(HISTORIES).forEach(history -> Cells.reach(history, reached));
        Set<String> unreachable = new TreeSet<>();
        matrix.forEach((cell, content) -> {
            if (content.startsWith(NOT_APPLICABLE)) {
                unreachable.add(cell);
            }
        });
        assertThat(reached).doesNotContainAnyElementsOf(unreachable);
        assertThat(unreachable).isNotEmpty();
    }

    @Test
    void every_cell_that_does_not_apply_quotes_a_sentence() {
        matrix.forEach((cell, content) -> {
            if (content.startsWith("n/a")) {
                assertThat(content).as(cell).matches("n/a: §\\d+ \".+\".*");
            }
        });
    }
}
