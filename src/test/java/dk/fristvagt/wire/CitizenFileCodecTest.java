package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.monitor.CitizenFile;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CitizenFileCodecTest {
    private static final Schema SCHEMA = dk.fristvagt.state.CitizenFile.getClassSchema();

    /** architecture.md, state. */
    private static final int TARGET_BYTES = 1500;

    @Property
    void aStoredCitizenComesBackAsItWas(@ForAll long seed) {
        StoredCitizen citizen = StoredCitizens.arbitrary(new Random(seed));

        byte[] bytes = CitizenFileCodec.encode(citizen);

        assertThat(CitizenFileCodec.decode(bytes)).isEqualTo(citizen);
        assertThat(CitizenFileCodec.encode(CitizenFileCodec.decode(bytes))).isEqualTo(bytes);
    }

    @Property
    void whatIsWrittenIsAvroBinaryOfTheSchema(@ForAll long seed) throws Exception {
        byte[] bytes = CitizenFileCodec.encode(StoredCitizens.arbitrary(new Random(seed)));
        byte[] avro = Arrays.copyOfRange(bytes, 1, bytes.length);

        GenericData.Record read = Bytes.readGeneric(avro, SCHEMA, SCHEMA);

        assertThat(Bytes.of(read)).isEqualTo(avro);
    }

    @Test
    void aFileOfAnOlderVersionTakesTheDefaultsOfWhatItLacks() throws Exception {
        String category = "{\"name\":\"sicknessCategory\",\"type\":[\"null\",\"int\"],";
        String present = SCHEMA.toString();
        int from = present.indexOf(category);
        Schema older = SchemaParser.parseSingle(
                present.substring(0, from) + present.substring(present.indexOf("{\"name\":\"employed\"", from)));
        byte[] bytes = CitizenFileCodec.encode(StoredCitizens.everything());
        byte[] old = Bytes.of(Bytes.readGeneric(Arrays.copyOfRange(bytes, 1, bytes.length), SCHEMA, older));

        byte[] brought = CitizenFileCodec.present(DecoderFactory.get().binaryDecoder(old, null), older);

        StoredCitizen citizen = CitizenFileCodec.decode(ByteBuffer.allocate(1 + brought.length)
                .put(bytes[0])
                .put(brought)
                .array());
        Facts facts = citizen.file().facts();
        assertThat(facts.spells().get(0).fact().sicknessCategory()).isEmpty();
        assertThat(facts.meetings())
                .isEqualTo(StoredCitizens.everything().file().facts().meetings());
        assertThat(citizen.file().ledger())
                .isEqualTo(StoredCitizens.everything().file().ledger());
    }

    static Stream<Arguments> golden() {
        Map<String, StoredCitizen> citizens = Map.of(
                "nothing", StoredCitizens.nothing(),
                "everything", StoredCitizens.everything(),
                "every-rule", StoredCitizens.everyRule(),
                "typical", StoredCitizens.typical(1));
        return IntStream.rangeClosed(1, CitizenFileCodec.VERSION)
                .boxed()
                .flatMap(version -> citizens.entrySet().stream()
                        .map(entry -> Arguments.of(
                                version,
                                entry.getKey(),
                                version == 1 ? StoredCitizens.withoutMeasures(entry.getValue()) : entry.getValue())));
    }

    @ParameterizedTest
    @MethodSource("golden")
    void whatAReleasedVersionWroteIsReadForEver(int version, String name, StoredCitizen citizen) throws Exception {
        byte[] golden = resource("/golden/state/v" + version + "-" + name + ".bin");

        assertThat(CitizenFileCodec.decode(golden)).isEqualTo(citizen);
        if (version == CitizenFileCodec.VERSION) {
            assertThat(CitizenFileCodec.encode(citizen)).isEqualTo(golden);
        }
    }

    @Test
    void theSchemaThatIsWrittenIsTheReleasedOneOfItsVersion() throws Exception {
        byte[] released = resource("/schemas/released/CitizenFile.v" + CitizenFileCodec.VERSION + ".avsc");

        assertThat(SchemaNormalization.toParsingForm(SCHEMA))
                .isEqualTo(SchemaNormalization.toParsingForm(
                        new SchemaParser().parse(new String(released)).mainSchema()));
    }

    @Test
    void aMeasureOfAMeetingThatIsKeptTakesNoId() {
        CitizenFileSizes sizes = CitizenFileSizes.of(StoredCitizens.typical(1));

        // two bytes around the array, and for each of the six: branch, index and hash
        assertThat(sizes.measured()).isEqualTo(2 + 6 * (1 + 1 + Long.BYTES));
    }

    @Test
    void aCitizenWithTwentyFactsAndUuidsIsSmall() {
        assertThat(LongStream.range(0, 100)
                        .mapToObj(StoredCitizens::typical)
                        .peek(citizen ->
                                assertThat(citizen.file().facts().size()).isEqualTo(20))
                        .map(CitizenFileCodec::encode))
                .allSatisfy(bytes -> assertThat(bytes.length).isLessThanOrEqualTo(TARGET_BYTES));
    }

    @Property
    void theSizesOfThePartsAddUpToTheWhole(@ForAll long seed) {
        StoredCitizen citizen = StoredCitizens.arbitrary(new Random(seed));

        assertThat(CitizenFileSizes.of(citizen).total()).isEqualTo(CitizenFileCodec.encode(citizen).length);
    }

    @Test
    void theReportShowsMedianAnd99thPercentile() {
        List<StoredCitizen> citizens = Stream.concat(
                        Stream.generate(StoredCitizens::nothing).limit(98),
                        Stream.generate(StoredCitizens::everything).limit(2))
                .toList();
        CitizenFileSizes nothing = CitizenFileSizes.of(StoredCitizens.nothing());
        CitizenFileSizes everything = CitizenFileSizes.of(StoredCitizens.everything());

        assertThat(CitizenFileSizes.report(citizens).lines())
                .containsExactly(
                        "bytes        median      p99",
                        String.format("ids        %8d %8d", nothing.ids(), everything.ids()),
                        String.format("facts      %8d %8d", nothing.facts(), everything.facts()),
                        String.format("ledger     %8d %8d", nothing.ledger(), everything.ledger()),
                        String.format("published  %8d %8d", nothing.published(), everything.published()),
                        String.format("measured   %8d %8d", nothing.measured(), everything.measured()),
                        String.format("rest       %8d %8d", nothing.rest(), everything.rest()),
                        String.format("total      %8d %8d", nothing.total(), everything.total()));
        assertThat(CitizenFileSizes.report(List.of())).contains("total             0        0");
    }

    @Test
    void aDamagedFileIsNamedAsSuchAndNothingElseHappens() {
        byte[] bytes = CitizenFileCodec.encode(StoredCitizens.everything());

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CitizenFileCodec.decode(cut))
                    .isInstanceOf(CitizenFileCodec.UnreadableStateException.class)
                    .hasNoCause();
        }
        assertThatThrownBy(() -> CitizenFileCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(CitizenFileCodec.UnreadableStateException.class)
                .hasMessageContaining("something follows it");
    }

    @Property
    void aFileWithAWrongByteIsReadOrNamedDamaged(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = CitizenFileCodec.encode(StoredCitizens.everything());
        bytes[1 + random.nextInt(bytes.length - 1)] = (byte) random.nextInt();

        try {
            assertThat(CitizenFileCodec.decode(bytes)).isNotNull();
        } catch (CitizenFileCodec.UnreadableStateException e) {
            assertThat(e).hasMessageStartingWith("a stored citizen of version 2 is damaged");
        }
    }

    @Test
    void aFileOfANewerVersionSaysWhatToDo() {
        byte[] bytes = CitizenFileCodec.encode(StoredCitizens.nothing());
        bytes[0] = CitizenFileCodec.VERSION + 1;

        assertThatThrownBy(() -> CitizenFileCodec.decode(bytes))
                .isInstanceOf(CitizenFileCodec.UnreadableStateException.class)
                .hasMessage("a stored citizen is of version 3, this program reads up to version 2: "
                        + "run the version of the program that wrote it, or a newer one");
    }

    @Test
    void aFileHoldsNoEventOfAnotherCitizen() {
        Facts facts = StoredCitizens.everything().file().facts();
        CitizenFile empty = CitizenFile.empty("c2");
        CitizenFile mixed =
                new CitizenFile("c2", facts, List.of(), 0, empty.nextDay(), false, 0, empty.published(), List.of());

        assertThatThrownBy(() -> CitizenFileCodec.encode(new StoredCitizen(mixed, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the file of a citizen holds an event of another citizen");
    }

    @Test
    void theSerdeOfTheStoreKeepsNull() {
        try (Serde<StoredCitizen> serde = CitizenFileCodec.serde()) {
            StoredCitizen citizen = StoredCitizens.everything();
            byte[] bytes = serde.serializer().serialize("citizens", citizen);

            assertThat(serde.deserializer().deserialize("citizens", bytes)).isEqualTo(citizen);
            assertThat(serde.serializer().serialize("citizens", null)).isNull();
            assertThat(serde.deserializer().deserialize("citizens", null)).isNull();
        }
    }

    @Test
    void factsComeBackInListsThatCannotBeChanged() {
        StoredCitizen citizen = CitizenFileCodec.decode(CitizenFileCodec.encode(StoredCitizens.everything()));

        List<? extends Event<?>> spells = citizen.file().facts().spells();
        assertThatThrownBy(() -> spells.remove(0)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static byte[] resource(String name) throws Exception {
        try (InputStream in = CitizenFileCodecTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }
}
