package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dk.fristvagt.topology.EventDecoder.Decoded;
import dk.fristvagt.wire.RegistryUnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatientDecoderTest {
    private static final Decoded GOOD =
            new Decoded.Good(Given.spell("e", "c", Given.at("2022-03-01", "09:00"), "2022-03-01"));
    private static final OptionalInt SEVEN = OptionalInt.of(7);

    private final AtomicInteger attempts = new AtomicInteger();
    private volatile boolean away;
    private volatile RuntimeException failure;
    private PatientDecoder decoder = decoder(Duration.ofSeconds(30));

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void waitsForANewSchemaThatTheRegistryHas() {
        assertThat(decode(SEVEN)).contains(GOOD);
        assertThat(decoder.waiting()).isFalse();
    }

    @Test
    void looksAKnownSchemaUpNoMore() {
        decode(SEVEN);
        int before = attempts.get();
        decode(SEVEN);
        assertThat(attempts.get()).isEqualTo(before + 1);
    }

    @Test
    void doesNotWaitWhereThereIsNoSchemaToLookUp() {
        decoder.close();
        decoder = decoder(Duration.ZERO);
        assertThat(decode(OptionalInt.empty())).contains(GOOD);
    }

    @Test
    void givesUpForNowWhenTheRegistryIsAwayAndGoesOnWhenItIsBack() {
        away = true;
        assertThat(decode(SEVEN)).isEmpty();
        assertThat(decode(SEVEN)).isEmpty();
        assertThat(decoder.waiting()).isTrue();

        away = false;
        await().until(() -> !decoder.waiting());
        assertThat(decode(SEVEN)).contains(GOOD);
    }

    @Test
    void waitsNoLongerThanItsPatienceForARegistryThatIsSlow() {
        CountDownLatch slow = new CountDownLatch(1);
        decoder.close();
        decoder = new PatientDecoder(
                (topic, value) -> {
                    awaitUninterruptibly(slow);
                    return GOOD;
                },
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                System::nanoTime);
        assertThat(decode(SEVEN)).isEmpty();
        slow.countDown();
        await().until(() -> !decoder.waiting());
        assertThat(decode(SEVEN)).contains(GOOD);
    }

    @Test
    @Timeout(30)
    void whatIsKnownDoesNotQueueBehindWhatIsLookedUpInVain() {
        CountDownLatch hanging = new CountDownLatch(1);
        decoder.close();
        decoder = new PatientDecoder(
                new EventDecoder() {
                    @Override
                    public Decoded decode(String topic, byte[] value) {
                        if (value.length == 0) {
                            awaitUninterruptibly(hanging);
                        }
                        return GOOD;
                    }

                    @Override
                    public boolean knows(int id) {
                        return id == 3;
                    }
                },
                Duration.ofMillis(1),
                Duration.ofMillis(5),
                System::nanoTime);
        assertThat(decoder.decode("t", new byte[0], SEVEN)).isEmpty();

        assertThat(decoder.decode("t", new byte[1], OptionalInt.of(3))).contains(GOOD);
        assertThat(decoder.decode("t", new byte[1], OptionalInt.of(4))).isEmpty();
        hanging.countDown();
    }

    @Test
    @Timeout(30)
    void waitsForNoOtherSchemaWhileItWaitsForOneInVain() {
        CountDownLatch hanging = new CountDownLatch(1);
        decoder.close();
        decoder = new PatientDecoder(
                (topic, value) -> {
                    if (topic.equals("away")) {
                        throw new RegistryUnavailableException("away", new IOException());
                    }
                    awaitUninterruptibly(hanging);
                    return GOOD;
                },
                Duration.ofHours(1),
                Duration.ofHours(1),
                System::nanoTime);
        assertThat(decoder.decode("away", new byte[0], SEVEN)).isEmpty();
        assertThat(decoder.decode("hanging", new byte[0], OptionalInt.of(8))).isEmpty();
        hanging.countDown();
    }

    @Test
    void givesUpForNowWhenTheRegistryGoesAwayAfterTheSchemaWasKnown() {
        decode(SEVEN);
        away = true;
        assertThat(decode(SEVEN)).isEmpty();
    }

    @Test
    void takesAnUnexpectedFailureForBadData() {
        failure = new ArithmeticException("never said");
        assertThat(decode(SEVEN)).contains(new Decoded.Bad(Cause.UNDECODABLE));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Decoded> decode(OptionalInt schemaId) {
        return decoder.decode("topic", new byte[0], schemaId);
    }

    private PatientDecoder decoder(Duration patience) {
        return new PatientDecoder(
                (topic, value) -> {
                    attempts.incrementAndGet();
                    if (away) {
                        throw new RegistryUnavailableException("away", new IOException());
                    }
                    if (failure != null) {
                        throw failure;
                    }
                    return GOOD;
                },
                patience,
                Duration.ofMillis(5),
                System::nanoTime);
    }
}
