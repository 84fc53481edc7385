package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLettersTest {
    private static final Instant NOW = Instant.parse("2022-03-01T11:00:00.123Z");
    private static final byte[] KEY = {1, 2, 3};
    private static final byte[] VALUE = {0, 0, 0, 1, 2, 9, 9};

    @Test
    void keepsKeyAndValueAsReceivedAndSaysWhereTheyCameFrom() {
        Record<byte[], byte[]> letter = DeadLetters.of(received(KEY, VALUE), Cause.INVALID, NOW);
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(VALUE);
        assertThat(letter.timestamp()).isEqualTo(NOW.toEpochMilli());
        assertThat(headers(letter).toString())
                .isEqualTo("{code=INVALID, offset=42, partition=3, schema-id=258, time=2022-03-01T11:00:00.123Z,"
                        + " topic=in}");
    }

    @Test
    void saysNoSchemaIdWhenTheValueIsNotInWireFormat() {
        assertThat(headers(DeadLetters.of(received(KEY, new byte[] {7}), Cause.UNDECODABLE, NOW)))
                .doesNotContainKey("schema-id");
        assertThat(headers(DeadLetters.of(
                        new Received("in", 0, 0, Optional.empty(), Optional.empty()), Cause.UNDECODABLE, NOW)))
                .doesNotContainKey("schema-id");
    }

    @Test
    void keepsOfARecordWithANationalIdOnlyLengthAndHash() throws Exception {
        Record<byte[], byte[]> letter = DeadLetters.of(received(KEY, VALUE), Cause.CPR_LIKE, NOW);
        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
        assertThat(headers(letter)).containsEntry("length", "7").containsEntry("sha256", sha256(VALUE));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void keepsNothingOfARecordInWhichANationalIdIsFoundWhateverTheCause(Cause cause) throws Exception {
        byte[] id = "borger 010190-1234".getBytes(StandardCharsets.UTF_8);
        for (Record<byte[], byte[]> letter : List.of(
                DeadLetters.of(received(id, VALUE), cause, NOW), DeadLetters.of(received(KEY, id), cause, NOW))) {
            assertThat(letter.key()).isNull();
            assertThat(letter.value()).isNull();
            assertThat(headers(letter)).containsEntry("code", cause.name()).containsKeys("length", "sha256");
        }
        assertThat(headers(DeadLetters.of(received(KEY, id), cause, NOW)))
                .containsEntry("length", Integer.toString(id.length))
                .containsEntry("sha256", sha256(id));
    }

    @Test
    void keepsTheBeginningOfARecordThatIsTooLarge() throws Exception {
        byte[] value = new byte[3 * 1024 * 1024];
        Arrays.fill(value, (byte) 5);
        byte[] key = new byte[100_000];
        Record<byte[], byte[]> letter = DeadLetters.of(received(key, value), Cause.TOO_LARGE, NOW);
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(value, 64 * 1024));
        assertThat(letter.key()).hasSize(1024);
        assertThat(headers(letter)).containsEntry("length", "3145728").containsEntry("sha256", sha256(value));
    }

    private static Received received(byte[] key, byte[] value) {
        return new Received("in", 3, 42, Optional.of(key), Optional.of(value));
    }

    private static TreeMap<String, String> headers(Record<?, ?> letter) {
        TreeMap<String, String> headers = new TreeMap<>();
        for (Header header : letter.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
