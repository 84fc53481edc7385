package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    /** contract.md, alerts.jsonl. */
    private static final List<String> FIELDS = List.of(
            "alertId",
            "sequence",
            "saidOn",
            "deadlineKey",
            "citizenId",
            "ruleId",
            "ruleVersion",
            "type",
            "stage",
            "reason",
            "status",
            "dueOn",
            "lastWorkingDay",
            "basis",
            "daysLeft",
            "unit",
            "kind",
            "advisory",
            "effectiveOn",
            "courseStart",
            "nextBookedOn",
            "seniorityMonths",
            "required",
            "achieved",
            "citation",
            "title",
            "causedBy");

    @Test
    void aLineHasTheFieldsOfTheContractInTheirOrder() {
        LocalDate day = LocalDate.of(2022, 3, 8);
        Alert alert = new Alert(
                UUID.fromString("0f8fad5b-d9cb-369f-a165-70867728950e"),
                3,
                day,
                "c1",
                new DeadlineId("dp-cv", "s1", 1),
                SampleRules.rule("dp-cv", 2, Rule.Kind.STATUTORY),
                Alert.Type.WARNING,
                7,
                Optional.of(Alert.Reason.DUE_MOVED),
                Optional.of(Status.UPCOMING),
                Optional.of(LocalDate.of(2022, 4, 17)),
                Optional.of(LocalDate.of(2022, 4, 13)),
                Optional.of(Basis.CONFIRMED),
                OptionalLong.of(40),
                false,
                "akasse-3F",
                "0751",
                Optional.of("3F"),
                LocalDate.of(2022, 3, 1),
                1200,
                1,
                0,
                Optional.of(LocalDate.of(2022, 3, 9)),
                day,
                Optional.of("e1"));

        assertThat(AlertJson.line(alert))
                .isEqualTo("{\"alertId\":\"0f8fad5b-d9cb-369f-a165-70867728950e\",\"sequence\":3,"
                        + "\"saidOn\":\"2022-03-08\",\"deadlineKey\":\"c1|dp-cv|s1|1\",\"citizenId\":\"c1\","
                        + "\"ruleId\":\"dp-cv\",\"ruleVersion\":2,\"type\":\"WARNING\",\"stage\":7,"
                        + "\"reason\":\"DUE_MOVED\",\"status\":\"UPCOMING\",\"dueOn\":\"2022-04-17\","
                        + "\"lastWorkingDay\":\"2022-04-13\",\"basis\":\"CONFIRMED\",\"daysLeft\":40,"
                        + "\"unit\":\"akasse-3F\",\"kind\":\"S\",\"advisory\":false,\"effectiveOn\":\"2022-03-08\","
                        + "\"courseStart\":\"2022-03-01\",\"nextBookedOn\":\"2022-03-09\",\"seniorityMonths\":12.00,"
                        + "\"required\":1,\"achieved\":0,\"citation\":\"LAB § 23 stk. 1 nr. 1\","
                        + "\"title\":\"CV på Jobnet senest \\\"2 uger\\\"\",\"causedBy\":\"e1\"}");
    }

    @Property
    void whatIsReadBackFromATopicGivesTheSameLine(@ForAll long seed) {
        Alert alert = alert(new Random(seed));

        dk.fristvagt.alert.Alert sent = AvroAlerts.toAvro(alert);
        dk.fristvagt.alert.Alert received =
                Bytes.read(Bytes.of(sent), sent.getSchema(), dk.fristvagt.alert.Alert.class);

        assertThat(AlertJson.line(received)).isEqualTo(AlertJson.line(alert));
    }

    @Property
    void everyLineIsOneJsonObjectWithTheValuesOfTheAlert(@ForAll long seed) throws Exception {
        Alert alert = alert(new Random(seed));

        String line = AlertJson.line(alert);

        assertThat(line).doesNotContain("\n");
        var json = new ObjectMapper().readTree(line);
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names).isEqualTo(FIELDS);
        assertThat(json.get("unit").textValue()).isEqualTo(alert.unit());
        assertThat(json.get("status").textValue())
                .isEqualTo(alert.status().map(Enum::name).orElse(null));
        assertThat(json.get("reason").textValue())
                .isEqualTo(alert.reason().map(Enum::name).orElse(null));
        assertThat(json.get("kind").textValue()).isEqualTo(alert.rule().kind().symbol());
        assertThat(json.get("daysLeft").isNull()).isEqualTo(alert.daysLeft().isEmpty());
        assertThat(line).containsPattern("\"seniorityMonths\":-?[0-9]+\\.[0-9]{2},");
        assertThat(Math.round(json.get("seniorityMonths").doubleValue() * 100)).isEqualTo(alert.seniorityHundredths());
    }

    private static Alert alert(Random random) {
        Arbitrary any = new Arbitrary(random);
        Rule rule = SampleRules.rule("rule-1", random.nextInt(), any.one(Rule.Kind.values()));
        return new Alert(
                new UUID(random.nextLong(), random.nextLong()),
                random.nextLong(),
                any.day(),
                any.citizenId(),
                new DeadlineId(rule.id(), any.id(), random.nextInt()),
                rule,
                any.one(Alert.Type.values()),
                random.nextInt(),
                any.maybe(() -> any.one(Alert.Reason.values())),
                any.maybe(() -> any.one(Status.values())),
                any.maybe(any::day),
                any.maybe(any::day),
                any.maybe(() -> any.one(Basis.values())),
                random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong()),
                random.nextBoolean(),
                any.text(),
                any.text(),
                any.maybe(any::text),
                any.day(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                any.maybe(any::day),
                any.day(),
                any.maybe(any::id));
    }
}
