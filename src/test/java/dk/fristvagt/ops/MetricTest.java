package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The names of the metrics follow Prometheus' customs, and the page about them is as they are. */
class MetricTest {
    private static final Path PAGE = Path.of("src/docs/metrics.md");

    /** Set to write the page instead of comparing it. */
    private static final String WRITE = "metrics.write";

    /** Every label there is: each has few values that are known beforehand. */
    private static final Set<String> BOUNDED = Set.of(
            "unit",
            "rule",
            "status",
            "stage",
            "advisory",
            "month",
            "outcome",
            "week_ahead",
            "booked",
            "municipality",
            "akasse",
            "seniority_group",
            "participation",
            "period",
            "table",
            "name",
            "kind",
            "title",
            "age",
            "input",
            "type",
            "cause",
            "store",
            "phase",
            "role",
            "obstacle",
            "version");

    @Test
    void thePageIsGenerated() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(PAGE, Metric.markdown());
        }

        assertThat(Files.readString(PAGE))
                .as("%s differs from Metric.markdown(): mvn -q test -Dtest=MetricTest -D%s=true writes it", PAGE, WRITE)
                .isEqualTo(Metric.markdown());
    }

    @Test
    void noNameIsGivenTwice() {
        assertThat(Arrays.stream(Metric.values()).map(Metric::metricName)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aNameSaysTypeAndUnit(Metric metric) {
        String name = metric.metricName();

        assertThat(name).matches("fristvagt(_[a-z0-9]+)+");
        assertThat(name.endsWith("_total")).isEqualTo(metric.type() == Metric.Type.COUNTER);
        assertThat(name.endsWith("_info")).isEqualTo(metric.type() == Metric.Type.INFO);
        assertThat(name.endsWith("_seconds")).isEqualTo(metric.unit().equals("seconds"));
        assertThat(name.endsWith("_ratio")).isEqualTo(metric.unit().equals("ratio"));
    }

    @ParameterizedTest
    @EnumSource
    void labelsAreBoundedAndTheHelpIsASentence(Metric metric) {
        assertThat(BOUNDED).containsAll(metric.labels());
        assertThat(metric.labels()).doesNotHaveDuplicates();
        assertThat(metric.help()).matches("(?s)[A-Z1].*\\.").doesNotContain("|", "\n");
    }
}
