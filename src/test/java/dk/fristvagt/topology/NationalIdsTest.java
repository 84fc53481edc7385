package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NationalIdsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0101901234",
                "010190-1234",
                "borger 010190-1234 ringede",
                "{\"citizenId\":\"0101901234\"}",
                "cpr=0101901234;",
                "\u00000101901234\u0000",
                "\n010190-1234\n",
                "0101901234kr",
                "æ0101901234æ",
                "123456 0101901234",
                "1234567-0101901234 010190-1234"
            })
    void findsOneThatStandsForItself(String text) {
        assertThat(in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "010190123",
                "010190-123",
                "010190--1234",
                "010190 1234",
                "01019-01234",
                "01019012345",
                "010190-12345",
                "00101901234",
                "x0101901234",
                "-0101901234",
                "kunde-010190-1234",
                "1646121600000",
                "{\"recordedAt\":1646121600000}",
                "2022-03-01T09:00:00.123456789Z",
                "3f0e7e54-6f0a-4f57-8f0c-012345678901",
                "012345-678901-1234567",
                "٠١٠١٩٠١٢٣٤"
            })
    void takesNothingElseForOne(String text) {
        assertThat(in(text)).isFalse();
    }

    @Test
    void findsNoneWhereThereIsNothing() {
        assertThat(NationalIds.in(Optional.empty())).isFalse();
    }

    /** The length before a text, and that of the text behind it, may be any letter or digit. */
    @Test
    void findsOneInAvroWhateverTheLengthsLookLike() {
        for (int length = 1; length < 64; length++) {
            byte[] behind = avro("e1", "0101901234", "x".repeat(length));
            assertThat(NationalIds.in(Optional.of(behind)))
                    .as("before %d", length)
                    .isTrue();
            byte[] atTheEnd = avro("e1", "ring til 010190-1234", "x".repeat(length));
            assertThat(NationalIds.in(Optional.of(atTheEnd)))
                    .as("end, before %d", length)
                    .isTrue();
        }
        for (int more = 0; more < 53; more++) {
            byte[] before = avro("c-one", "0101901234" + " ".repeat(more), "c-two");
            assertThat(NationalIds.in(Optional.of(before)))
                    .as("and %d more", more)
                    .isTrue();
        }
    }

    /** A group of eleven digits can begin with what would be the length of a text; that errs to the safe side. */
    @Test
    void takesHardlyAnyUuidInAvroForOne() {
        Random random = new Random(3);
        int pairs = 20_000;
        int taken = 0;
        for (int i = 0; i < pairs; i++) {
            byte[] value = avro("case-system", uuid(random), uuid(random), "0751");
            taken += NationalIds.in(Optional.of(value)) ? 1 : 0;
        }
        assertThat(taken).isLessThan(pairs / 50);
    }

    @Test
    void takesNoTimeInAvroForOne() {
        for (long millis = 1_646_121_600_000L; millis < 1_646_121_602_000L; millis++) {
            byte[] value = avro("event-" + millis, Long.toString(millis), "case:" + millis, "0751");
            assertThat(NationalIds.in(Optional.of(value))).as("%d", millis).isFalse();
        }
    }

    @Test
    void findsOneInTheLastBytesOfALargeValue() {
        byte[] large = new byte[2 * 1024 * 1024];
        for (byte filling : new byte[] {0, 'x', '1', ' '}) {
            Arrays.fill(large, filling);
            assertThat(NationalIds.in(Optional.of(large)))
                    .as("only %d", filling)
                    .isFalse();
            byte[] id = " 0101901234".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(id, 0, large, large.length - id.length, id.length);
            assertThat(NationalIds.in(Optional.of(large)))
                    .as("after %d", filling)
                    .isTrue();
        }
    }

    private static String uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static boolean in(String text) {
        return NationalIds.in(Optional.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Texts of at most 63 bytes as they are on the wire, a schema id before them. */
    private static byte[] avro(String... texts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0, 0, 0, 0, 7});
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(2 * bytes.length);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
