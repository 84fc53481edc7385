package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.seniority.Seniority;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;

/** The measure of a meeting on its topic and in a file. */
class MeasureJsonTest {
    private static final Schema SCHEMA = dk.fristvagt.measure.MeetingMeasure.getClassSchema();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property
    void aLineHasTheFieldsOfTheSchemaInItsOrder(@ForAll long seed) throws Exception {
        dk.fristvagt.measure.MeetingMeasure avro = AvroMeasures.toAvro("c1", arbitrary(new Random(seed)));

        JsonNode line = JSON.readTree(MeasureJson.line(avro));

        List<String> names = new ArrayList<>();
        line.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactlyElementsOf(
                        SCHEMA.getFields().stream().map(Schema.Field::name).toList());
        for (Schema.Field field : SCHEMA.getFields()) {
            Object value = avro.get(field.pos());
            assertThat(line.get(field.name()).asText()).isEqualTo(String.valueOf(value));
        }
    }

    @Property
    void whatIsReadBackFromATopicIsTheSameMeasure(@ForAll long seed) {
        dk.fristvagt.measure.MeetingMeasure avro = AvroMeasures.toAvro("c1", arbitrary(new Random(seed)));

        assertThat(Bytes.read(Bytes.of(avro), SCHEMA, dk.fristvagt.measure.MeetingMeasure.class))
                .isEqualTo(avro);
    }

    private static MeetingMeasure arbitrary(Random random) {
        Arbitrary any = new Arbitrary(random);
        return new MeetingMeasure(
                any.id(),
                any.text(),
                any.text(),
                any.maybe(any::text),
                any.one(Meeting.Type.values()),
                any.day(),
                any.one(Group.values()),
                any.one(Seniority.Band.values()),
                any.maybe(() -> any.one(Meeting.Participation.values())),
                any.maybe(() -> any.one(Meeting.Form.values())),
                random.nextBoolean(),
                any.id(),
                any.day());
    }
}
