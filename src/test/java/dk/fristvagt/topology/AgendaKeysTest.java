package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgendaKeysTest {
    @Test
    void entriesAreInTheOrderOfTimeAndThenOfCitizen() {
        List<byte[]> inOrder = List.of(
                AgendaKeys.entry(0, "a"),
                AgendaKeys.beginningOf(1),
                AgendaKeys.entry(1, "a"),
                AgendaKeys.entry(1, "aa"),
                AgendaKeys.entry(1, "b"),
                AgendaKeys.entry(1, "æ"),
                AgendaKeys.entry(256, "a"),
                AgendaKeys.entry(4_102_444_800L, "a"),
                AgendaKeys.entry(Long.MAX_VALUE, "a"));
        for (int i = 1; i < inOrder.size(); i++) {
            assertThat(Arrays.compareUnsigned(inOrder.get(i - 1), inOrder.get(i)))
                    .isNegative();
        }
    }

    @Test
    void whatIsNoEntryLiesBehindAllEntries() {
        for (byte[] key : List.of(AgendaKeys.CURSOR, AgendaKeys.parked("t", 0, 0))) {
            assertThat(Arrays.compareUnsigned(key, AgendaKeys.END_OF_ENTRIES)).isPositive();
        }
        assertThat(Arrays.compareUnsigned(AgendaKeys.entry(Long.MAX_VALUE, "z"), AgendaKeys.END_OF_ENTRIES))
                .isNegative();
        assertThat(Arrays.compareUnsigned(AgendaKeys.CURSOR, AgendaKeys.FIRST_PARKED))
                .isNegative();
    }

    @Test
    void anEntryTellsItsTimeAndItsCitizen() {
        byte[] entry = AgendaKeys.entry(1_646_089_200L, "borger-æ|x");
        assertThat(AgendaKeys.epochSecond(entry)).isEqualTo(1_646_089_200L);
        assertThat(AgendaKeys.citizenId(entry)).isEqualTo("borger-æ|x");
    }

    @Test
    void theKeyAfterAKeyIsTheNextThereIs() {
        byte[] key = AgendaKeys.entry(1, "a");
        assertThat(Arrays.compareUnsigned(key, AgendaKeys.after(key))).isNegative();
        assertThat(Arrays.compareUnsigned(AgendaKeys.after(key), AgendaKeys.entry(1, "a\u0000\u0000")))
                .isNegative();
    }

    @Test
    void aParkedRecordComesBackAsItWasReceived() {
        Received received =
                new Received("in.v1", 11, 1L << 40, Optional.of(new byte[] {1, 0}), Optional.of(new byte[] {0, 9}));
        Received back = AgendaKeys.unpark(
                AgendaKeys.parked(received.topic(), received.partition(), received.offset()),
                AgendaKeys.parkedBody(received));
        assertThat(back.topic()).isEqualTo("in.v1");
        assertThat(back.partition()).isEqualTo(11);
        assertThat(back.offset()).isEqualTo(1L << 40);
        assertThat(back.key().orElseThrow()).isEqualTo(new byte[] {1, 0});
        assertThat(back.value().orElseThrow()).isEqualTo(new byte[] {0, 9});
    }

    @Test
    void parkedRecordsOfAPartitionStayInTheirOrder() {
        assertThat(Arrays.compareUnsigned(AgendaKeys.parked("t", 0, 255), AgendaKeys.parked("t", 0, 256)))
                .isNegative();
    }

    @Test
    void aDayBeginsAtMidnightInCopenhagenInSummerAndWinter() {
        assertThat(AgendaKeys.midnight(Given.day("2022-07-01"))).hasToString("2022-06-30T22:00:00Z");
        assertThat(AgendaKeys.midnight(Given.day("2022-12-01"))).hasToString("2022-11-30T23:00:00Z");
    }
}
