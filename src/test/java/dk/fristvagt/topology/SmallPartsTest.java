package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
    @Test
    void aQuarantineIsAnHourAndDoublesToADay() {
        assertThat(List.of(1, 2, 3, 4, 5, 6, 100, Integer.MAX_VALUE).stream().map(Quarantine::after))
                .containsExactly(
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(8),
                        Duration.ofHours(16),
                        Duration.ofDays(1),
                        Duration.ofDays(1),
                        Duration.ofDays(1));
    }

    @Test
    void manyEqualOccurrencesGetFewLines() {
        Seldom seldom = new Seldom();
        List<Long> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (seldom.isWorthALine()) {
                lines.add(seldom.times());
            }
        }
        assertThat(lines).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 16L, 32L, 64L);
    }

    @Test
    void aRecordWithoutATimestampIsAsOldAsCanBe() {
        ConsumerRecord<Object, Object> record = new ConsumerRecord<>("t", 0, 0, null, null);
        assertThat(record.timestamp()).isEqualTo(ConsumerRecord.NO_TIMESTAMP);
        assertThat(new ReceivedTime().extract(record, 77)).isZero();
    }

    @Test
    void aDeadlineRowAndAMeasureLieInThePartitionOfTheirCitizen() {
        String citizen = "borger-æ";
        int expected = BuiltInPartitioner.partitionForKey(citizen.getBytes(StandardCharsets.UTF_8), 12);
        assertThat(List.of(citizen + "|dp-cv|s1|1", citizen + "|m1"))
                .allSatisfy(key -> assertThat(new ByCitizen()
                                .partitions("t", key, new byte[0], 12)
                                .orElseThrow())
                        .containsExactly(expected));
    }

    @Test
    void aFailureIsDescribedWithoutItsMessage() {
        Throwable failure = new IllegalStateException("secret", new ArithmeticException("secret too"));
        assertThat(Faults.describe(failure))
                .contains("java.lang.IllegalStateException at dk.fristvagt.topology.SmallPartsTest")
                .contains("caused by java.lang.ArithmeticException")
                .doesNotContain("secret");
    }

    /** An ordinary day, and those on which the clocks are changed and the ones before them. */
    @ParameterizedTest
    @ValueSource(strings = {"2024-06-15", "2024-03-30", "2024-03-31", "2024-10-26", "2024-10-27", "2024-12-31"})
    void aClockThatStandsOnADayTakesTheLastEventOfItAndNoneOfTheNext(String text) {
        LocalDate day = LocalDate.parse(text);
        Instant latest = SettableClock.standingOn(day).plus(Intake.FUTURE_TOLERANCE);

        assertThat(Days.civil(latest)).isEqualTo(day);
        assertThat(Days.civil(latest.plusMillis(1))).isEqualTo(day.plusDays(1));
        assertThat(Days.civil(SettableClock.standingOn(day))).isEqualTo(day);
    }
}
