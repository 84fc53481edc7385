package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.event.PaidHours;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SerdeFactoriesTest {
    private static final PaidHours HOURS = new PaidHours(
            "e1", "c1", Instant.parse("2022-03-01T09:00:00Z"), "case", false, "h1", LocalDate.of(2022, 2, 1), 16_033);
    private static final Map<String, Object> NOWHERE = Map.of(RegistryConfig.URL, "http://localhost:1");

    @Test
    void theDefaultIsOurs() {
        try (FakeRegistry fake = new FakeRegistry()) {
            Registry registry = new Registry(fake.settings());
            Topics.UNPREFIXED.subjects().forEach(registry::register);
            SerdeFactory factory = SerdeFactories.named(
                    RegistrySerdeFactory.class.getName(),
                    Map.of(RegistryConfig.URL, fake.url().toString()));

            factory.prepare(Topics.UNPREFIXED);
            Serde<PaidHours> serde = factory.serde(PaidHours.class);
            fake.close();

            byte[] bytes = serde.serializer().serialize("fristvagt.in.benefit-hours.v1", HOURS);
            assertThat(serde.deserializer().deserialize("fristvagt.in.benefit-hours.v1", bytes))
                    .isEqualTo(HOURS);
        }
    }

    @Test
    void preparingSaysWhatSetupHasNotDone() {
        try (FakeRegistry fake = new FakeRegistry()) {
            SerdeFactory factory = new RegistrySerdeFactory(new Registry(fake.settings()));

            assertThatThrownBy(() -> factory.prepare(Topics.UNPREFIXED))
                    .isInstanceOf(UnknownSchemaException.class)
                    .hasMessageEndingWith("run setup to register it");
        }
    }

    @Test
    void aSerializerOfSomebodyElseIsUsedAsConfluentsIsConfigured() {
        SerdeFactory factory = SerdeFactories.named(LikeConfluentSerializer.class.getName(), NOWHERE);

        Serde<PaidHours> serde = factory.serde(PaidHours.class);
        byte[] bytes = serde.serializer().serialize("t", HOURS);

        assertThat(serde.deserializer().deserialize("t", bytes)).isEqualTo(HOURS);
        assertThat(serde.serializer().serialize("t", null)).isNull();
        assertThat(serde.deserializer().deserialize("t", null)).isNull();
        Map<String, Object> expected = new HashMap<>(NOWHERE);
        expected.put("auto.register.schemas", false);
        expected.put("use.latest.version", false);
        expected.put("avro.remove.java.properties", true);
        expected.put("specific.avro.reader", true);
        assertThat(LikeConfluentSerializer.configured).isEqualTo(expected);
        factory.serde(dk.fristvagt.alert.Alert.class);
        expected.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        assertThat(LikeConfluentSerializer.configured).isEqualTo(expected);
    }

    static Stream<Arguments> foreignFailures() {
        return Stream.of(
                Arguments.of(new IOException("c1"), RegistryUnavailableException.class),
                Arguments.of(new RestClientException(503), RegistryUnavailableException.class),
                Arguments.of(new RestClientException(401), RegistryUnavailableException.class),
                Arguments.of(new RestClientException(404), UndecodableException.class),
                Arguments.of(new EOFException("c1"), UndecodableException.class),
                Arguments.of(new IllegalStateException("c1"), UndecodableException.class));
    }

    @ParameterizedTest
    @MethodSource("foreignFailures")
    void aFailureOfSomebodyElsesIsToldApart(Exception cause, Class<? extends Exception> expected) {
        Serde<PaidHours> serde = SerdeFactories.named(LikeConfluentSerializer.class.getName(), NOWHERE)
                .serde(PaidHours.class);
        LikeConfluentDeserializer.failure = cause;
        try {
            assertThatThrownBy(() -> serde.deserializer().deserialize("t", new byte[0]))
                    .isInstanceOf(expected)
                    .hasMessageNotContaining("c1")
                    .hasNoCause();
        } finally {
            LikeConfluentDeserializer.failure = null;
        }
    }

    @Test
    void aWriteErrorOfSomebodyElsesQuotesNothing() {
        Serde<PaidHours> serde = SerdeFactories.named(LikeConfluentSerializer.class.getName(), NOWHERE)
                .serde(PaidHours.class);
        PaidHours unfinished = new PaidHours();
        unfinished.setCitizenId("c1");

        assertThatThrownBy(() -> serde.serializer().serialize("t", unfinished))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a dk.fristvagt.event.PaidHours cannot be written by the configured serializer"
                        + " (NullPointerException)")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Class", "java.lang.String", "java.util.List"})
    void aClassThatMakesNoSerdesIsRefused(String name) {
        assertThatThrownBy(() -> SerdeFactories.named(name, NOWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("value.serde: ")
                .hasMessageContaining(name);
    }

    @Test
    void aSerializerWithoutItsDeserializerIsRefused() {
        assertThatThrownBy(() -> SerdeFactories.named(LonelySerializer.class.getName(), NOWHERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LonelyDeserializer is not on the class path");
    }

    /** Has no deserializer beside it. */
    public static final class LonelySerializer implements Serializer<Object> {
        @Override
        public byte[] serialize(String topic, Object value) {
            return new byte[0];
        }
    }

    /** Behaves as Confluent's: takes any record, throws with the registry's error as cause. */
    public static final class LikeConfluentSerializer implements Serializer<Object> {
        private static Map<String, Object> configured;

        @Override
        public void configure(Map<String, ?> configuration, boolean isKey) {
            configured = new HashMap<>(configuration);
        }

        @Override
        public byte[] serialize(String topic, Object value) {
            return Bytes.of((PaidHours) value);
        }
    }

    /** Found beside {@link LikeConfluentSerializer} by its name. */
    public static final class LikeConfluentDeserializer implements Deserializer<Object> {
        private static Exception failure;

        @Override
        public Object deserialize(String topic, byte[] bytes) {
            if (failure != null) {
                throw new SerializationException("c1", failure);
            }
            return Bytes.read(bytes, PaidHours.getClassSchema(), PaidHours.class);
        }
    }

    /** Has the name and the method by which Confluent's is told. */
    public static final class RestClientException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        RestClientException(int status) {
            this.status = status;
        }

        public int getStatus() {
            return status;
        }
    }
}
