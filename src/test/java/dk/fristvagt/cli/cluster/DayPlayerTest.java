package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.PaidHours;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayPlayerTest {
    private static final YearMonth MONTH = YearMonth.of(2024, 1);

    private static Event<?> hours(String citizenId, String eventId) {
        return event(citizenId, eventId, new PaidHours("h", MONTH, 0));
    }

    private static Event<?> work(String citizenId, String eventId) {
        return event(citizenId, eventId, new Employment("w", MONTH, 0));
    }

    private static Event<?> event(String citizenId, String eventId, Fact fact) {
        return new Event<>(eventId, citizenId, Instant.parse("2024-02-01T10:00:00Z"), "test", false, fact);
    }

    @Test
    void events_of_different_citizens_go_together() {
        Event<?> first = hours("a", "1");
        Event<?> second = work("b", "2");

        assertThat(DayPlayer.waves(List.of(first, second))).containsExactly(List.of(first, second));
    }

    @Test
    void events_of_one_citizen_on_one_topic_go_together_in_their_order() {
        Event<?> first = hours("a", "1");
        Event<?> second = hours("a", "2");

        assertThat(DayPlayer.waves(List.of(first, second))).containsExactly(List.of(first, second));
    }

    @Test
    void an_event_of_another_kind_waits_for_those_before_it() {
        Event<?> first = hours("a", "1");
        Event<?> second = work("a", "2");
        Event<?> third = work("a", "3");
        Event<?> fourth = hours("a", "4");

        assertThat(DayPlayer.waves(List.of(first, second, third, fourth)))
                .containsExactly(List.of(first), List.of(second, third), List.of(fourth));
    }

    @Test
    void nobody_waits_for_another_citizen() {
        Event<?> first = hours("a", "1");
        Event<?> second = work("a", "2");
        Event<?> other = work("b", "3");

        assertThat(DayPlayer.waves(List.of(first, second, other)))
                .containsExactly(List.of(first, other), List.of(second));
    }

    @Test
    void a_day_without_events_has_no_wave() {
        assertThat(DayPlayer.waves(List.of())).isEmpty();
    }
}
