package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
    private static final String ENVELOPE =
            "'eventId':'e1','citizenId':'c1','recordedAt':'2022-03-01T09:00:00Z','source':'case',";

    @Property
    void anEventComesBackFromItsLineAsItWas(@ForAll long seed) throws Exception {
        Event<?> event = new Arbitrary(new Random(seed)).event();

        String line = EventJson.write(event);

        assertThat(line).doesNotContain("\n");
        assertThat(EventJson.read(line).checked()).isEqualTo(new CheckedEvent.Accepted(event));
    }

    @Property
    void theRecordToPublishIsTheSameAsThatOfTheEvent(@ForAll long seed) throws Exception {
        Event<?> event = new Arbitrary(new Random(seed)).event();

        assertThat(EventJson.read(EventJson.write(event)).record()).contains(AvroEvents.toAvro(event));
    }

    @Test
    void whatIsAbsentOrNullTakesItsDefault() throws Exception {
        BenefitSpell spell = (BenefitSpell) accepted("{'record':'BenefitSpell'," + ENVELOPE
                        + "'spellId':'s1','from':'2022-03-01','to':null,'municipality':'0751','employed':null}")
                .fact();

        assertThat(spell.group()).isEqualTo(Group.UNKNOWN);
        assertThat(spell.insurance()).isEqualTo(BenefitSpell.Insurance.FULL_TIME);
        assertThat(spell.to()).isEqualTo(Days.NEVER);
        assertThat(spell.registeredOn()).isEmpty();
        assertThat(spell.employed()).isFalse();
        Exemption exemption =
                (Exemption) accepted("{'record':'Exemption'," + ENVELOPE + "'exemptionId':'x1','from':'2022-03-01'}")
                        .fact();
        assertThat(exemption.reason()).isEqualTo(Exemption.Reason.UNKNOWN);
        assertThat(exemption.covers()).isEmpty();
    }

    @Test
    void aSymbolThatIsNotKnownIsUnknown() throws Exception {
        Meeting meeting = (Meeting) accepted("{'record':'Meeting'," + ENVELOPE
                        + "'meetingId':'m1','type':'NY_SAMTALE','status':'held','form':'HOLOGRAM'}")
                .fact();

        assertThat(meeting.type()).isEqualTo(Meeting.Type.UNKNOWN);
        assertThat(meeting.status()).isEqualTo(Meeting.Status.UNKNOWN);
        assertThat(meeting.form()).contains(Meeting.Form.UNKNOWN);
        assertThat(meeting.participation()).isEmpty();
        Exemption exemption = (Exemption) accepted("{'record':'Exemption'," + ENVELOPE
                        + "'exemptionId':'x1','from':'2022-03-01','covers':['CV','WEEKENDS']}")
                .fact();
        assertThat(exemption.covers()).containsExactlyInAnyOrder(Exemption.Obligation.CV, Exemption.Obligation.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "nonsense; ``; is not JSON",
                "``; ``; is not a JSON object",
                "[]; ``; is not a JSON object",
                "{'record':'Cv'} {}; ``; is not JSON",
                "{'record':'Cv','record':'Cv'}; ``; is not JSON",
                "{'eventId':'e1'}; record; is missing",
                "{'record':7}; record; is not a string",
                "{'record':'Secret'}; record; is none of BenefitSpell, PaidHours, Meeting, Offer, Cv, Employment, Exemption",
                "{'record':'Cv','citizenId':'c1','recordedAt':'2022-03-01T09:00:00Z'}; eventId; is missing",
                "{'record':'Cv','eventId':null,'citizenId':'c1','recordedAt':'2022-03-01T09:00:00Z'}; eventId; is missing",
                "{'record':'Cv','eventId':'e1','recordedAt':'2022-03-01T09:00:00Z'}; citizenId; is missing",
                "{'record':'Cv','eventId':'e1','citizenId':'c1'}; recordedAt; is missing",
                "{'record':'Cv','eventId':1,'citizenId':'c1','recordedAt':'2022-03-01T09:00:00Z'}; eventId; is not a string",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'yesterday'}; recordedAt; is not an instant",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'2022-03-01'}; recordedAt; is not an instant",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':1646125200000}; recordedAt; is not a string",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'2022-03-01T09:00:00.0001Z'}; recordedAt;"
                        + " is finer than a millisecond",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'+12022-03-01T09:00:00Z'}; recordedAt;"
                        + " is not in the years 1 to 9999",
            })
    void aLineThatIsNoEventIsUnreadable(String line, String field, String problem) {
        assertUnreadable(line, field, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Cv; 'cvId':7; cvId; is not a string",
                "Cv; 'cvId':'v','approved':'true'; approved; is not true or false",
                "Cv; 'cvId':'v','registeredOn':20220301; registeredOn; is not a string",
                "PaidHours; 'hundredths':'16033'; hundredths; is not a whole number",
                "PaidHours; 'hundredths':160.33; hundredths; is not a whole number",
                "Meeting; 'type':3; type; is not a string",
                "Exemption; 'covers':'CV'; covers; is not an array",
                "Exemption; 'covers':[null]; covers; is not a string",
                "BenefitSpell; 'sicknessCategory':{}; sicknessCategory; is not a whole number",
            })
    void aWrongJsonTypeIsUnreadable(String record, String fields, String field, String problem) {
        assertUnreadable("{'record':'" + record + "'," + ENVELOPE + fields + "}", field, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Offer; 'offerId':'o1'; from is missing",
                "Offer; 'offerId':'o1','from':'1.3.2022'; from is not a date written as 2022-03-01",
                "Offer; 'offerId':'o1','from':'2022-02-30'; from is not a date written as 2022-03-01",
                "Offer; 'offerId':'o1','from':'2022-03-01','to':'+999999999-12-31'; to is not a date written as 2022-03-01",
                "PaidHours; 'hoursId':'h1','month':'2022-02-01'; hundredths is missing",
                "PaidHours; 'hoursId':'h1','hundredths':1; month is missing",
                "PaidHours; 'hoursId':'h1','month':'2022-02-01','hundredths':99999999999; hundredths is out of range",
            })
    void whatCannotBeARecordAtAllIsInvalidAndHasNothingToPublish(String record, String fields, String sentence)
            throws Exception {
        EventJson.Read read = read("{'record':'" + record + "'," + ENVELOPE + fields + "}");

        assertThat(read.checked()).isEqualTo(new CheckedEvent.Rejected(new Invalid(Invalid.Code.INVALID, sentence)));
        assertThat(read.record()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Offer; 'from':'2022-03-01'; offerId is missing or blank",
                "PaidHours; 'hoursId':'h1','month':'2022-02-02','hundredths':1; month is not the first day of a month",
                "BenefitSpell; 'spellId':'s1','from':'2022-03-01'; municipality is not four digits",
            })
    void whatIsInvalidCanStillBePublishedOnPurpose(String record, String fields, String sentence) throws Exception {
        EventJson.Read read = read("{'record':'" + record + "'," + ENVELOPE + fields + "}");

        assertThat(read.checked()).isEqualTo(new CheckedEvent.Rejected(new Invalid(Invalid.Code.INVALID, sentence)));
        assertThat(read.record()).isPresent();
    }

    @Test
    void aNationalIdIsNamedAlsoWhenTheRecordIsUnusable() throws Exception {
        EventJson.Read read = read("{'record':'Offer','eventId':'e1','citizenId':'0101801234',"
                + "'recordedAt':'2022-03-01T09:00:00Z','offerId':'o1','from':'soon'}");

        assertThat(((CheckedEvent.Rejected) read.checked()).why().code()).isEqualTo(Invalid.Code.CPR_LIKE);
    }

    @Test
    void anInstantMayHaveAnOffset() throws Exception {
        assertThat(accepted("{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'2022-03-01T10:00:00+01:00',"
                        + "'cvId':'v','registeredOn':'2022-03-01'}"))
                .satisfies(event -> assertThat(event.recordedAt()).isEqualTo(Instant.parse("2022-03-01T09:00:00Z")))
                .satisfies(event -> assertThat(((dk.fristvagt.facts.Cv) event.fact()).registeredOn())
                        .contains(LocalDate.of(2022, 3, 1)));
    }

    @Test
    void aFieldThatIsNotKnownIsIgnoredAndReported() throws Exception {
        EventJson.Read read =
                read("{'record':'Cv'," + ENVELOPE + "'cvId':'v1','registredOn':'2022-03-01','010180-1234':1,'a b':2}");

        assertThat(read.checked()).isInstanceOf(CheckedEvent.Accepted.class);
        assertThat(read.unknownFields())
                .containsExactly("registredOn", "(a name that cannot be shown)", "(a name that cannot be shown)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'record':'Cv','eventId':'0101801234",
                "{'record':'0101801234'}",
                "{'record':'Cv','eventId':'e','citizenId':'c','recordedAt':'0101801234'}"
            })
    void noMessageQuotesTheLine(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(EventJson.UnreadableEventException.class)
                .hasMessageNotContaining("0101801234")
                .hasNoCause();
    }

    private static void assertUnreadable(String line, String field, String problem) {
        assertThatThrownBy(() -> read(line)).isInstanceOfSatisfying(EventJson.UnreadableEventException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.problem()).startsWith(problem);
        });
    }

    private static Event<?> accepted(String line) throws EventJson.UnreadableEventException {
        return ((CheckedEvent.Accepted) read(line).checked()).event();
    }

    private static EventJson.Read read(String line) throws EventJson.UnreadableEventException {
        return EventJson.read(line.replace('\'', '"'));
    }
}
