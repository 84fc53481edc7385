package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Event;
import dk.fristvagt.topology.EventDecoder.Decoded;
import dk.fristvagt.topology.Intake.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
    private static final Instant NOW = Given.at("2022-03-01", "12:00");
    private static final int PARTITIONS = 12;

    private Event<?> event = Given.spell("e1", "citizen-1", NOW, "2022-03-01");
    private final PatientDecoder decoder =
            new PatientDecoder((topic, value) -> new Decoded.Good(event), Duration.ZERO, Duration.ofDays(1), () -> 0);
    private final Intake intake = new Intake(decoder, PARTITIONS);

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void acceptsAnEventWhoseKeyIsItsCitizenInThePartitionOfMurmur2() {
        assertThat(judge("citizen-1", "value")).isEqualTo(new Verdict.Accepted(event));
    }

    @Test
    void findsThePartitionThatKafkasOwnProducerChooses() {
        for (String key : new String[] {"", "a", "citizen-1", "borger-æøå", "3f0e7e54-6f0a-4f57-8f0c-0e5c5e9d8a11"}) {
            byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
            assertThat(Intake.partition(bytes, PARTITIONS))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(bytes, PARTITIONS));
        }
    }

    @Test
    void refusesARecordInAnotherPartition() {
        byte[] key = bytes("citizen-1");
        int other = (Intake.partition(key, PARTITIONS) + 1) % PARTITIONS;
        assertThat(judge(new Received("t", other, 0, Optional.of(key), Optional.of(bytes("value")))))
                .isEqualTo(new Verdict.Refused(Cause.WRONG_PARTITION));
    }

    @Test
    void refusesARecordWhoseKeyIsNotItsCitizen() {
        assertThat(judge("citizen-2", "value")).isEqualTo(new Verdict.Refused(Cause.KEY_MISMATCH));
    }

    @Test
    void refusesARecordWithoutAKey() {
        assertThat(judge(new Received("t", 0, 0, Optional.empty(), Optional.of(bytes("value")))))
                .isEqualTo(new Verdict.Refused(Cause.KEY_MISMATCH));
    }

    @Test
    void refusesARecordWithoutAValue() {
        assertThat(judge(new Received("t", 0, 0, Optional.of(bytes("citizen-1")), Optional.empty())))
                .isEqualTo(new Verdict.Refused(Cause.UNDECODABLE));
    }

    @Test
    void acceptsWhatWasRecordedAnHourFromNowAndRefusesWhatWasRecordedLater() {
        event = Given.spell("e1", "citizen-1", NOW.plus(Duration.ofHours(1)), "2022-03-01");
        assertThat(judge("citizen-1", "value")).isEqualTo(new Verdict.Accepted(event));
        event = Given.spell("e1", "citizen-1", NOW.plus(Duration.ofHours(1)).plusMillis(1), "2022-03-01");
        assertThat(judge("citizen-1", "value")).isEqualTo(new Verdict.Refused(Cause.FUTURE));
    }

    @Test
    void refusesARecordThatIsTooLargeBeforeItIsDecoded() {
        byte[] large = new byte[(int) Intake.MAX_EVENT_BYTES];
        assertThat(judge(new Received("t", 0, 0, Optional.of(bytes("c")), Optional.of(large))))
                .isEqualTo(new Verdict.Refused(Cause.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0101901234", "010190-1234"})
    void refusesAKeyThatLooksLikeANationalIdWhateverElseIsWrong(String key) {
        byte[] large = new byte[(int) Intake.MAX_EVENT_BYTES];
        assertThat(judge(new Received("t", 0, 0, Optional.of(bytes(key)), Optional.of(large))))
                .isEqualTo(new Verdict.Refused(Cause.CPR_LIKE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"01019012345", "x010190-1234", "010190--1234", "01019-01234"})
    void takesNothingElseForANationalId(String key) {
        assertThat(judge(key, "value")).isEqualTo(new Verdict.Refused(Cause.KEY_MISMATCH));
    }

    private Verdict judge(String key, String value) {
        byte[] bytes = bytes(key);
        return judge(new Received(
                "t", Intake.partition(bytes, PARTITIONS), 0, Optional.of(bytes), Optional.of(bytes(value))));
    }

    private Verdict judge(Received received) {
        return intake.judge(received, NOW);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
