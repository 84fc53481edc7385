package dk.fristvagt.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The target of issue 4 at the number of citizens that it names, with the default seed. */
class CalibrationTest {
    static final List<String> PROFILES = ProfileYaml.BUILT_IN;

    private static final double SHARE_NEAR = 0.9;

    private static CalibrationReport report(Profile profile, long citizens) {
        return CalibrationReport.of(
                new Population(profile, citizens, profile.firstDay(), profile.lastDay(), 1), Population.Progress.NONE);
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void at_least_nine_of_ten_figures_are_within_5_pct_and_none_is_beyond_20(String name) {
        CalibrationReport report = report(ProfileYaml.load(name), 100_000);
        String text = String.join("\n", report.text());

        assertThat(report.lines()).hasSizeGreaterThan(15);
        assertThat(report.within(CalibrationReport.NEAR)).as(text).isGreaterThanOrEqualTo((long)
                Math.ceil(SHARE_NEAR * report.lines().size()));
        assertThat(report.within(CalibrationReport.FAR))
                .as(text)
                .isEqualTo(report.lines().size());
    }

    @Test
    void a_population_that_behaves_otherwise_misses_the_target() throws Exception {
        try (InputStream in = ProfileYaml.class.getResourceAsStream("/profiles/denmark-2019.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("figures: denmark-2019", "figures: denmark-2022");
            Profile misplaced = ProfileYaml.read("misplaced", text, ProfileYaml::resourceFields);

            CalibrationReport report = report(misplaced, 20_000);

            assertThat(report.within(CalibrationReport.NEAR))
                    .isLessThan((long) (SHARE_NEAR * report.lines().size()));
            assertThat(report.within(CalibrationReport.FAR))
                    .isLessThan(report.lines().size());
        }
    }
}
