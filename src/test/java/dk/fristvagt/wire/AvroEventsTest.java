package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.event.Meeting;
import dk.fristvagt.event.PaidHours;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class AvroEventsTest {
    private static final Instant AT = Instant.parse("2022-03-01T09:00:00Z");

    @Property
    void anEventComesBackFromTheWireAsItWas(@ForAll long seed) {
        Event<?> event = new Arbitrary(new Random(seed)).event();

        SpecificRecord sent = AvroEvents.toAvro(event);
        SpecificRecord received = Bytes.read(Bytes.of(sent), sent.getSchema(), sent.getClass());

        assertThat(AvroEvents.check(received)).isEqualTo(new CheckedEvent.Accepted(event));
    }

    @Test
    void everyKindHasItsRecord() {
        for (Fact.Kind kind : Fact.Kind.values()) {
            assertThat(AvroEvents.newRecord(kind)).isExactlyInstanceOf(AvroEvents.recordClass(kind));
            assertThat(AvroEvents.toAvro(new Arbitrary(new Random(kind.ordinal())).event(kind)))
                    .isExactlyInstanceOf(AvroEvents.recordClass(kind));
        }
    }

    @Test
    void aSymbolOfANewerProducerIsUnknown() {
        String present = Meeting.getClassSchema().toString();
        Schema newer = SchemaParser.parseSingle(present.replace("\"VIDEO\",", "\"VIDEO\",\"HOLOGRAM\",")
                .replace("\"NO_SHOW\",", "\"NO_SHOW\",\"POSTPONED\",")
                .replace("\"CV_SAMTALE\",", "\"CV_SAMTALE\",\"NY_SAMTALE\","));
        GenericData.Record sent = new GenericData.Record(newer);
        newer.getFields()
                .forEach(field -> sent.put(
                        field.pos(),
                        field.hasDefaultValue() && !field.schema().isUnion()
                                ? GenericData.get().getDefaultValue(field)
                                : null));
        sent.put("eventId", "e1");
        sent.put("citizenId", "c1");
        sent.put("recordedAt", AT.toEpochMilli());
        sent.put("source", "case");
        sent.put("meetingId", "m1");
        sent.put("type", symbol(newer, "type", "NY_SAMTALE"));
        sent.put("status", symbol(newer, "status", "POSTPONED"));
        Schema form = newer.getField("form").schema().getTypes().get(1);
        sent.put("form", new GenericData.EnumSymbol(form, "HOLOGRAM"));

        Meeting received = Bytes.read(Bytes.of(sent), newer, Meeting.class);

        assertThat(AvroEvents.check(received)).isInstanceOfSatisfying(CheckedEvent.Accepted.class, accepted -> {
            var meeting = (dk.fristvagt.facts.Meeting) accepted.event().fact();
            assertThat(meeting.type()).isEqualTo(dk.fristvagt.facts.Meeting.Type.UNKNOWN);
            assertThat(meeting.status()).isEqualTo(dk.fristvagt.facts.Meeting.Status.UNKNOWN);
            assertThat(meeting.form()).contains(dk.fristvagt.facts.Meeting.Form.UNKNOWN);
            assertThat(meeting.convenedBy()).isEqualTo(dk.fristvagt.facts.Meeting.Convener.UNKNOWN);
        });
    }

    @Test
    void whatIsLeftNullTakesItsDefault() {
        var spell = new dk.fristvagt.event.BenefitSpell();
        spell.setEventId("e1");
        spell.setCitizenId("c1");
        spell.setRecordedAt(AT);
        spell.setSpellId("s1");
        spell.setFrom(LocalDate.of(2022, 3, 1));
        spell.setMunicipality("0751");

        assertThat(AvroEvents.check(spell)).isInstanceOfSatisfying(CheckedEvent.Accepted.class, accepted -> {
            BenefitSpell fact = (BenefitSpell) accepted.event().fact();
            assertThat(fact.group()).isEqualTo(Group.UNKNOWN);
            assertThat(fact.insurance()).isEqualTo(BenefitSpell.Insurance.FULL_TIME);
        });
        var meeting = new Meeting();
        meeting.setEventId("e1");
        meeting.setCitizenId("c1");
        meeting.setRecordedAt(AT);
        meeting.setMeetingId("m1");
        assertThat(AvroEvents.check(meeting)).isInstanceOf(CheckedEvent.Accepted.class);
    }

    @Test
    void aMonthIsItsFirstDay() {
        PaidHours hours = new PaidHours("e1", "c1", AT, "case", false, "h1", LocalDate.of(2022, 2, 2), 100);

        assertThat(AvroEvents.check(hours))
                .isEqualTo(new CheckedEvent.Rejected(
                        new Invalid(Invalid.Code.INVALID, "month is not the first day of a month")));
    }

    @Test
    void aNationalIdIsNamedBeforeAnythingElseThatIsWrong() {
        PaidHours late = new PaidHours("e1", "0101801234", AT, "case", false, "h1", LocalDate.of(2022, 2, 2), -1);
        var unfinished = new dk.fristvagt.event.Offer();
        unfinished.setOfferId("010180-1234");

        assertThat(code(late)).isEqualTo(Invalid.Code.CPR_LIKE);
        assertThat(code(unfinished)).isEqualTo(Invalid.Code.CPR_LIKE);
    }

    /** A unit is named in every alert. */
    @Test
    void aUnitThatLooksLikeANationalIdIsOne() {
        for (String field : List.of("municipality", "akasse")) {
            var spell = new dk.fristvagt.event.BenefitSpell();
            spell.setEventId("e1");
            spell.setCitizenId("c1");
            spell.setRecordedAt(AT);
            spell.setSpellId("s1");
            spell.setFrom(LocalDate.of(2022, 3, 1));
            spell.setMunicipality("0751");
            spell.put(spell.getSchema().getField(field).pos(), "010180-1234");

            assertThat(AvroEvents.check(spell))
                    .isEqualTo(new CheckedEvent.Rejected(new Invalid(
                            Invalid.Code.CPR_LIKE, field + " looks like a CPR number; send the unit's code")));
        }
    }

    @Test
    void aRecordThatIsNoEventIsRefused() {
        assertThatThrownBy(() -> AvroEvents.check(new dk.fristvagt.alert.Alert()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dk.fristvagt.alert.Alert is not an event record");
    }

    private static Invalid.Code code(SpecificRecord record) {
        return ((CheckedEvent.Rejected) AvroEvents.check(record)).why().code();
    }

    private static GenericData.EnumSymbol symbol(Schema record, String field, String symbol) {
        return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
    }
}
