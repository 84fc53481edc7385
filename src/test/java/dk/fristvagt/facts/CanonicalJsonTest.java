package dk.fristvagt.facts;

import static dk.fristvagt.facts.Samples.booked;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.exemption;
import static dk.fristvagt.facts.Samples.held;
import static dk.fristvagt.facts.Samples.offer;
import static dk.fristvagt.facts.Samples.paid;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.facts.Samples.worked;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {
    private static final String AT = "2022-03-01T09:00:00Z";

    /** Keys in the order of their bytes; what has its default (contract.md, input records) is left out. */
    static Arguments[] events() {
        return new Arguments[] {
            Arguments.of(
                    "a spell with every field",
                    dagpenge("s1", "2022-03-01")
                            .to("2022-08-31")
                            .registeredOn("2022-03-02")
                            .contactedOn("2022-03-03")
                            .firstAbsenceOn("2022-03-04")
                            .period("2022-02-01")
                            .partTime()
                            .category(2)
                            .employed()
                            .young()
                            .akasseFirst()
                            .recorded("e1", AT),
                    """
                    {"akasse":"3F","akasseFirst":true,"benefitPeriodStart":"2022-02-01","citizenId":"c1",\
                    "contactedOn":"2022-03-03","employed":true,"eventId":"e1","firstAbsenceOn":"2022-03-04",\
                    "from":"2022-03-01","group":"DAGPENGE","insurance":"PART_TIME","municipality":"0751",\
                    "record":"BenefitSpell","recordedAt":"2022-03-01T09:00:00Z","registeredOn":"2022-03-02",\
                    "sicknessCategory":2,"source":"test","spellId":"s1","to":"2022-08-31",\
                    "youngWithoutEducation":true}"""),
            Arguments.of(
                    "a spell with defaults",
                    spell("s1", Group.UNKNOWN, "2022-03-01").recorded("e1", AT),
                    """
                    {"citizenId":"c1","eventId":"e1","from":"2022-03-01","municipality":"0751",\
                    "record":"BenefitSpell","recordedAt":"2022-03-01T09:00:00Z","source":"test","spellId":"s1"}"""),
            Arguments.of(
                    "an unknown insurance is not the default",
                    spell("s1", Group.UNKNOWN, "2022-03-01")
                            .insured(BenefitSpell.Insurance.UNKNOWN)
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","eventId":"e1","from":"2022-03-01","insurance":"UNKNOWN","municipality":"0751",\
                    "record":"BenefitSpell","recordedAt":"2022-03-01T09:00:00Z","source":"test","spellId":"s1"}"""),
            Arguments.of("an annulment", paid("2022-03", 16_033).annulled("e1", AT), """
                    {"annulled":true,"citizenId":"c1","eventId":"e1","hoursId":"h-2022-03","hundredths":16033,\
                    "month":"2022-03-01","record":"PaidHours","recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
            Arguments.of(
                    "a meeting with every field",
                    held("m1", Meeting.Type.FAELLES_JOBSAMTALE, "2022-03-04")
                            .bookedOn("2022-03-01")
                            .plannedOn("2022-03-03")
                            .by(Meeting.Convener.AKASSE)
                            .akasseInvitedOn("2022-03-02")
                            .declined()
                            .with(Meeting.Participation.BOTH)
                            .form(Meeting.Form.VIDEO)
                            .recorded("e1", AT),
                    """
                    {"akasseInvitedOn":"2022-03-02","bookedOn":"2022-03-01","citizenDeclinedAkasse":true,\
                    "citizenId":"c1","convenedBy":"AKASSE","eventId":"e1","form":"VIDEO","heldOn":"2022-03-04",\
                    "meetingId":"m1","participation":"BOTH","plannedOn":"2022-03-03","record":"Meeting",\
                    "recordedAt":"2022-03-01T09:00:00Z","source":"test","status":"HELD","type":"FAELLES_JOBSAMTALE"}"""),
            Arguments.of(
                    "a meeting with defaults",
                    Samples.meeting("m1", Meeting.Type.UNKNOWN, Meeting.Status.UNKNOWN)
                            .by(Meeting.Convener.UNKNOWN)
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","eventId":"e1","meetingId":"m1","record":"Meeting",\
                    "recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
            Arguments.of(
                    "an offer",
                    offer("o1", "2022-03-01")
                            .type(Offer.Type.LOENTILSKUD)
                            .granted()
                            .grantedOn("2022-02-28")
                            .to("2022-04-01")
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","eventId":"e1","from":"2022-03-01","grantedOn":"2022-02-28","offerId":"o1",\
                    "record":"Offer","recordedAt":"2022-03-01T09:00:00Z","source":"test","status":"GRANTED",\
                    "to":"2022-04-01","type":"LOENTILSKUD"}"""),
            Arguments.of(
                    "an offer with defaults",
                    offer("o1", "2022-03-01")
                            .type(Offer.Type.UNKNOWN)
                            .status(Offer.Status.UNKNOWN)
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","eventId":"e1","from":"2022-03-01","offerId":"o1","record":"Offer",\
                    "recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
            Arguments.of(
                    "a CV",
                    cv("v1", "2022-03-01").withdrawnOn("2022-05-01").approved().recorded("e1", AT),
                    """
                    {"approved":true,"citizenId":"c1","cvId":"v1","eventId":"e1","record":"Cv",\
                    "recordedAt":"2022-03-01T09:00:00Z","registeredOn":"2022-03-01","searchableOn":"2022-03-01",\
                    "source":"test","withdrawnOn":"2022-05-01"}"""),
            Arguments.of("a CV with defaults", cv("v1").recorded("e1", AT), """
                    {"citizenId":"c1","cvId":"v1","eventId":"e1","record":"Cv",\
                    "recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
            Arguments.of("work", worked("2022-03", 0).recorded("e1", AT), """
                    {"citizenId":"c1","employmentId":"w-2022-03","eventId":"e1","hundredths":0,"month":"2022-03-01",\
                    "record":"Employment","recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
            Arguments.of(
                    "an exemption, its obligations in their order",
                    exemption("x1", "2022-03-01", Exemption.Obligation.CV, Exemption.Obligation.MEETINGS)
                            .to("2022-03-31")
                            .reason(Exemption.Reason.MATERNITY)
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","covers":["MEETINGS","CV"],"eventId":"e1","exemptionId":"x1",\
                    "from":"2022-03-01","reason":"MATERNITY","record":"Exemption",\
                    "recordedAt":"2022-03-01T09:00:00Z","source":"test","to":"2022-03-31"}"""),
            Arguments.of(
                    "an exemption with defaults",
                    exemption("x1", "2022-03-01")
                            .reason(Exemption.Reason.UNKNOWN)
                            .recorded("e1", AT),
                    """
                    {"citizenId":"c1","covers":[],"eventId":"e1","exemptionId":"x1","from":"2022-03-01",\
                    "record":"Exemption","recordedAt":"2022-03-01T09:00:00Z","source":"test"}"""),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void anEventHasOneText(String name, Event<?> event, String json) {
        assertThat(CanonicalJson.of(event)).isEqualTo(json);
    }

    @Test
    void textIsEscapedAsJsonAsks() {
        Event<?> event = new Event<>("\"\\\u0000\u001f\n", "\u007fæ", Instant.parse(AT), " ", false, cv("v1").fact());

        assertThat(CanonicalJson.of(event))
                .isEqualTo("{\"citizenId\":\"\u007fæ\",\"cvId\":\"v1\","
                        + "\"eventId\":\"\\\"\\\\\\u0000\\u001f\\u000a\",\"record\":\"Cv\","
                        + "\"recordedAt\":\"2022-03-01T09:00:00Z\",\"source\":\" \"}");
    }

    @Test
    void aMillisecondIsSeen() {
        assertThat(CanonicalJson.of(
                        booked("m1", Meeting.Type.JOBSAMTALE, "2022-03-04").recorded("e1", "2022-03-01T09:00:00.120Z")))
                .contains("\"recordedAt\":\"2022-03-01T09:00:00.120Z\"");
    }
}
