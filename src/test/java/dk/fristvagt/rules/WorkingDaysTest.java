package dk.fristvagt.rules;

import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {
    @ParameterizedTest
    @CsvSource({"2022-04-13, 2022-04-13", "2022-04-14, 2022-04-13", "2022-04-18, 2022-04-13", "2022-04-19, 2022-04-19"})
    void theLastWorkingDayIsTheDayItselfOrTheNextBeforeIt(LocalDate due, LocalDate last) {
        // Maundy Thursday to Easter Monday 2022
        WorkingDays easter = candidate -> !Set.of(
                        day("2022-04-14"), day("2022-04-15"), day("2022-04-16"), day("2022-04-17"), day("2022-04-18"))
                .contains(candidate);

        assertThat(easter.lastOnOrBefore(due)).isEqualTo(last);
    }
}
