package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.event.Meeting;
import dk.fristvagt.event.PaidHours;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluentSerdeTest {
    private static final Topics TOPICS = new Topics("test-");
    private static final String HOURS_TOPIC = TOPICS.input(Fact.Kind.PAID_HOURS);
    private static final PaidHours HOURS = new PaidHours(
            "e1", "c1", Instant.parse("2022-03-01T09:00:00Z"), "case", false, "h1", LocalDate.of(2022, 2, 1), 16_033);

    private final FakeRegistry fake = new FakeRegistry();
    private final Registry registry = new Registry(fake.settings());

    @BeforeEach
    void setup() {
        TOPICS.subjects().forEach(registry::register);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyInputRecordComesBackAsItWas(Fact.Kind kind) {
        Event<?> event = new Arbitrary(new Random(kind.ordinal())).event(kind);
        roundTrip(AvroEvents.recordClass(kind), TOPICS.input(kind), AvroEvents.toAvro(event));
    }

    @Test
    void theFormatIsConfluents() throws Exception {
        byte[] bytes = serde(PaidHours.class).serializer().serialize(HOURS_TOPIC, HOURS);

        int id = registry.id(HOURS_TOPIC + "-value", TOPICS.subjects().get(HOURS_TOPIC + "-value"));
        byte[] avro = Bytes.of(HOURS);
        assertThat(bytes)
                .isEqualTo(ByteBuffer.allocate(5 + avro.length)
                        .put((byte) 0)
                        .putInt(id)
                        .put(avro)
                        .array());
        assertThat(ConfluentSerde.schemaId(bytes)).hasValue(id);
    }

    @Test
    void whatIsRegisteredHoldsNothingOfJava() {
        assertThat(TOPICS.subjects())
                .hasSize(10)
                .allSatisfy((subject, schema) -> assertThat(schema.toString())
                        .doesNotContain("avro.java")
                        .contains("\"doc\":"));
        assertThat(TOPICS.subjects()
                        .get(HOURS_TOPIC + "-value")
                        .getField("eventId")
                        .schema())
                .isEqualTo(Schema.create(Schema.Type.STRING));
    }

    @Test
    void allAlertTopicsShareOneSubject() {
        assertThat(TOPICS.subjects().keySet())
                .contains("dk.fristvagt.alert.Alert", "test-fristvagt.deadlines.v1-value");
        dk.fristvagt.alert.Alert alert = dk.fristvagt.alert.Alert.newBuilder()
                .setAlertId("a")
                .setSequence(1)
                .setSaidOn(LocalDate.EPOCH)
                .setDeadlineKey("k")
                .setCitizenId("c")
                .setRuleId("r")
                .setRuleVersion(1)
                .setUnit("u")
                .setMunicipality("0751")
                .setEffectiveOn(LocalDate.EPOCH)
                .setCourseStart(LocalDate.EPOCH)
                .setSeniorityMonths(1.25)
                .setRequired(1)
                .setAchieved(0)
                .setCitation("§")
                .setTitle("t")
                .build();
        Serde<dk.fristvagt.alert.Alert> serde = serde(dk.fristvagt.alert.Alert.class);

        byte[] one = serde.serializer().serialize(TOPICS.alerts("jobcenter-0751"), alert);
        byte[] other = serde.serializer().serialize(TOPICS.alerts("unrouted"), alert);

        assertThat(one).isEqualTo(other);
        assertThat(serde.deserializer().deserialize("any", one)).isEqualTo(alert);
    }

    @Test
    void theSerializerRegistersNothing() {
        assertThatThrownBy(() -> serde(PaidHours.class).serializer().serialize("unknown-topic", HOURS))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("the schema dk.fristvagt.event.PaidHours is not registered under unknown-topic-value:"
                        + " run setup to register it");
        assertThat(registry.subjects()).doesNotContain("unknown-topic-value");
    }

    @Test
    void aProducerOneVersionAheadIsRead() throws Exception {
        String newer = PaidHours.getClassSchema()
                .toString()
                .replace("\"fields\":[", "\"fields\":[{\"name\":\"added\",\"type\":\"string\",\"default\":\"\"},");
        int id = fake.put(HOURS_TOPIC + "-value", newer);
        byte[] old = Bytes.of(HOURS);
        byte[] bytes = ByteBuffer.allocate(7 + old.length)
                .put((byte) 0)
                .putInt(id)
                .put((byte) 2)
                .put((byte) 'x')
                .put(old)
                .array();

        assertThat(serde(PaidHours.class).deserializer().deserialize(HOURS_TOPIC, bytes))
                .isEqualTo(HOURS);
    }

    @Test
    void nullIsNull() {
        Serde<PaidHours> serde = serde(PaidHours.class);

        assertThat(serde.serializer().serialize(HOURS_TOPIC, null)).isNull();
        assertThat(serde.deserializer().deserialize(HOURS_TOPIC, null)).isNull();
        assertThat(ConfluentSerde.schemaId(null)).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00000000", "0100000001", "7b7d"})
    void bytesOfAnotherFormatAreUndecodable(String hex) {
        assertUndecodable(
                java.util.HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex),
                "the value is not in Confluent wire format");
    }

    @Test
    void anIdThatTheRegistryDoesNotHaveIsUndecodable() {
        assertUndecodable(
                new byte[] {0, 0, 0, 3, 9, 0}, "schema id 777: the schema registry has no schema with id 777");
    }

    @Test
    void aRecordOfAnotherKindIsUndecodable() {
        byte[] meeting = serde(Meeting.class).serializer().serialize(TOPICS.input(Fact.Kind.MEETING), (Meeting)
                AvroEvents.toAvro(new Arbitrary(new Random(1)).event(Fact.Kind.MEETING)));

        int id = ConfluentSerde.schemaId(meeting).getAsInt();
        assertUndecodable(meeting, "schema id " + id + " is not of the record dk.fristvagt.event.PaidHours");
        int primitive = fake.put("s", "\"string\"");
        assertUndecodable(
                ByteBuffer.allocate(6).put((byte) 0).putInt(primitive).array(),
                "schema id " + primitive + " is not of the record dk.fristvagt.event.PaidHours");
    }

    @Test
    void aSchemaThatCannotBeResolvedIsUndecodable() {
        Schema other = SchemaParser.parseSingle("{\"type\":\"record\",\"name\":\"PaidHours\","
                + "\"namespace\":\"dk.fristvagt.event\",\"fields\":[{\"name\":\"eventId\",\"type\":\"int\"}]}");
        int id = fake.put("s", other.toString());

        assertUndecodable(
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).array(),
                "schema id " + id + ": the Avro binary cannot be read (AvroTypeException)");
    }

    @Test
    void damagedBytesAreUndecodableAndCostNothing() throws Exception {
        byte[] bytes = serde(PaidHours.class).serializer().serialize(HOURS_TOPIC, HOURS);
        for (int length = 5; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serde(PaidHours.class).deserializer().deserialize(HOURS_TOPIC, cut))
                    .isInstanceOf(UndecodableException.class)
                    .hasNoCause();
        }
        int id = ConfluentSerde.schemaId(bytes).getAsInt();
        assertUndecodable(
                Arrays.copyOf(bytes, bytes.length + 1),
                "schema id " + id + ": the Avro binary is followed by something else");
        assertUndecodable(
                withText(id, 2_000_000_000L), "schema id " + id + ": the Avro binary cannot be read (EOFException)");
    }

    @Test
    void aRegistryThatIsAwayIsNotTheRecordsFault() {
        byte[] bytes = serde(PaidHours.class).serializer().serialize(HOURS_TOPIC, HOURS);
        Registry fresh = new Registry(fake.settings());
        fake.close();

        assertThatThrownBy(() -> new ConfluentSerde<>(fresh, PaidHours.class)
                        .deserializer()
                        .deserialize(HOURS_TOPIC, bytes))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> new ConfluentSerde<>(fresh, PaidHours.class)
                        .serializer()
                        .serialize(HOURS_TOPIC, HOURS))
                .isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void aRecordThatCannotBeWrittenSaysWhichFieldAndNoValue() {
        PaidHours unfinished = new PaidHours();
        unfinished.setCitizenId("secret");

        assertThatThrownBy(() -> serde(PaidHours.class).serializer().serialize(HOURS_TOPIC, unfinished))
                .isInstanceOf(SerializationException.class)
                .hasMessage("a dk.fristvagt.event.PaidHours cannot be written (it lacks eventId, recordedAt, source,"
                        + " hoursId, month)")
                .hasNoCause();
    }

    private byte[] withText(int id, long length) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(length);
        encoder.flush();
        return out.toByteArray();
    }

    private void assertUndecodable(byte[] bytes, String message) {
        assertThatThrownBy(() -> serde(PaidHours.class).deserializer().deserialize(HOURS_TOPIC, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(message);
    }

    private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        return new ConfluentSerde<>(registry, type);
    }

    private <T extends SpecificRecord> void roundTrip(Class<T> type, String topic, SpecificRecord record) {
        Serde<T> serde = serde(type);
        byte[] bytes = serde.serializer().serialize(topic, type.cast(record));
        assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(record);
    }
}
