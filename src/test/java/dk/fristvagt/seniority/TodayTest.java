package dk.fristvagt.seniority;

import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import org.junit.jupiter.api.Test;

class TodayTest {
    private final Today today = new Today(day("2022-03-10"));

    @Test
    void nothingChangesByItselfWhenNothingWasAsked() {
        assertThat(today.next()).isEqualTo(Days.NEVER);
        assertThat(today.day()).isEqualTo(day("2022-03-10"));
    }

    @Test
    void whatHasComeWillNotChange() {
        assertThat(today.reached(day("2022-03-09"))).isTrue();
        assertThat(today.reached(day("2022-03-10"))).isTrue();
        assertThat(today.passed(day("2022-03-09"))).isTrue();
        assertThat(today.next()).isEqualTo(Days.NEVER);
    }

    @Test
    void aDayThatHasNotComeIsTheNextDay() {
        assertThat(today.reached(day("2022-03-11"))).isFalse();
        assertThat(today.next()).isEqualTo(day("2022-03-11"));
    }

    @Test
    void aDayThatIsNotOverIsOverTheDayAfter() {
        assertThat(today.passed(day("2022-03-10"))).isFalse();
        assertThat(today.next()).isEqualTo(day("2022-03-11"));
        assertThat(today.passed(day("2022-03-15"))).isFalse();
        assertThat(today.next()).isEqualTo(day("2022-03-11"));
    }

    @Test
    void theEarliestOfTheDaysAskedForIsNext() {
        today.reached(day("2022-03-20"));
        today.passed(day("2022-03-15"));
        assertThat(today.next()).isEqualTo(day("2022-03-16"));
        today.reached(day("2022-03-17"));
        assertThat(today.next()).isEqualTo(day("2022-03-16"));
        today.reached(day("2022-03-12"));
        assertThat(today.next()).isEqualTo(day("2022-03-12"));
        today.passed(day("2022-03-12"));
        assertThat(today.next()).isEqualTo(day("2022-03-12"));
        today.passed(day("2022-03-11"));
        assertThat(today.next()).isEqualTo(day("2022-03-12"));
    }

    @Test
    void neverDoesNotCome() {
        assertThat(today.reached(Days.NEVER)).isFalse();
        assertThat(today.passed(Days.NEVER)).isFalse();
        assertThat(today.next()).isEqualTo(Days.NEVER);
    }

    @Test
    void aStretchContainsBothItsEnds() {
        assertThat(today.within(day("2022-03-10"), day("2022-03-10"))).isTrue();
        assertThat(today.within(day("2022-03-01"), day("2022-03-09"))).isFalse();
        assertThat(today.within(day("2022-03-01"), Days.NEVER)).isTrue();
        // it begins to be outside on the day after the end
        assertThat(today.next()).isEqualTo(day("2022-03-11"));
    }

    @Test
    void aStretchToComeIsWaitedForFromItsFirstDay() {
        assertThat(today.within(day("2022-03-20"), day("2022-03-31"))).isFalse();
        assertThat(today.next()).isEqualTo(day("2022-03-20"));
    }
}
