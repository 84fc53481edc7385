package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

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
}
