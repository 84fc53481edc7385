package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BusinessDayTest {
    private final SettableClock clock = new SettableClock(Given.at("2022-03-01", "09:00"));
    private Optional<Instant> broker = Optional.of(clock.instant());
    private final TrustedTime time = new TrustedTime(clock, () -> broker);
    private final BusinessDay day = new BusinessDay("0_0", time);

    @Test
    void beginsANewDayWhenTheBrokerAgrees() {
        day.open(Given.at("2022-02-28", "00:00"));
        broker = Optional.of(clock.instant().minus(Duration.ofMinutes(10)));
        assertThat(day.today()).contains(Given.day("2022-03-01"));
    }

    @Test
    void beginsNoNewDayBeforeTheBrokersTimeIsKnown() {
        day.open(Given.at("2022-02-28", "00:00"));
        broker = Optional.empty();
        assertThat(day.today()).isEmpty();
        assertThat(day.doubt()).contains(Obstacle.DAY_UNCONFIRMED);
        broker = Optional.of(clock.instant());
        assertThat(day.today()).isPresent();
    }

    @Test
    void staysOnADayThatHasBegunWithoutTheBroker() {
        day.open(Given.at("2022-03-01", "00:00"));
        broker = Optional.empty();
        assertThat(day.today()).contains(Given.day("2022-03-01"));
    }

    @Test
    void evaluatesOnNoDayWhileTheClockHasJumpedAhead() {
        day.open(Given.at("2022-03-01", "00:00"));
        clock.set(Given.at("2022-03-05", "09:00"));
        assertThat(day.today()).isEmpty();
        assertThat(day.doubt()).contains(Obstacle.CLOCKS_DIFFER);
        clock.set(Given.at("2022-03-01", "09:05"));
        assertThat(day.today()).contains(Given.day("2022-03-01"));
    }

    @Test
    void waitsWhenAClockIsAFewMinutesBehindADayThatHasBegun() {
        clock.set(Given.at("2022-02-28", "23:58"));
        broker = Optional.of(Given.at("2022-03-01", "00:01"));
        day.open(Given.at("2022-03-01", "00:01"));
        assertThat(day.today()).isEmpty();
        assertThat(day.doubt()).contains(Obstacle.DAY_HAS_NOT_COME);
        clock.set(Given.at("2022-03-01", "00:00"));
        assertThat(day.today()).contains(Given.day("2022-03-01"));
    }

    @Test
    void refusesACursorOnALaterDayAndNamesBothDays() {
        assertThatThrownBy(() -> day.open(Given.at("2022-03-05", "00:00")))
                .isInstanceOf(BusinessDay.CursorAheadException.class)
                .hasMessageContaining("2022-03-05")
                .hasMessageContaining("2022-03-01")
                .hasMessageContaining("0_0");
    }

    @Test
    void waitsForAClockThatTheBrokerContradictsInsteadOfBlamingTheCursor() {
        broker = Optional.of(Given.at("2022-03-05", "09:00"));
        day.open(Given.at("2022-03-05", "00:00"));
        assertThat(day.today()).isEmpty();
    }

    @Test
    void outputCarriesTheBrokersTimeWhenTheClocksDiffer() {
        assertThat(time.forOutput()).isEqualTo(clock.instant());
        clock.set(Given.at("2022-03-05", "09:00"));
        assertThat(time.forOutput()).isEqualTo(broker.orElseThrow());
        assertThat(time.latest()).isEqualTo(clock.instant());
        clock.set(Given.at("2022-02-05", "09:00"));
        assertThat(time.latest()).isEqualTo(broker.orElseThrow());
    }
}
