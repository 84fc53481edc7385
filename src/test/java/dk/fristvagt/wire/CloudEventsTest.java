package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.rules.DeadlineId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class CloudEventsTest {
    private static final Instant AT = Instant.parse("2022-03-08T00:00:00Z");

    @Test
    void anAlertIsIdentifiedByItsAlertId() {
        var alert = new dk.fristvagt.alert.Alert();
        alert.setAlertId("0f8fad5b-d9cb-369f-a165-70867728950e");
        alert.setRuleId("dp-cv");
        alert.setCitizenId("secret");

        assertThat(values(CloudEvents.alert(alert, AT)))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "0f8fad5b-d9cb-369f-a165-70867728950e",
                        "ce_source", "/fristvagt",
                        "ce_type", "dk.fristvagt.alert.Alert",
                        "ce_time", "2022-03-08T00:00:00Z",
                        "ce_subject", "dp-cv",
                        "content-type", "application/avro"));
    }

    @Test
    void aDeadlineRowHasTheSameIdOnAReplayAndAnotherForAnotherState() {
        DeadlineId id = new DeadlineId("dp-cv", "s1", 1);
        Map<String, String> row = values(CloudEvents.deadline("secret", id, 7, AT));

        assertThat(row).containsEntry("ce_type", "dk.fristvagt.alert.Deadline").containsEntry("ce_subject", "dp-cv");
        assertThat(UUID.fromString(row.get("ce_id"))).isNotNull();
        assertThat(row.toString()).doesNotContain("secret").doesNotContain("s1");
        assertThat(values(CloudEvents.deadline("secret", id, 7, AT))).isEqualTo(row);
        assertThat(values(CloudEvents.deadline("secret", id, 0, AT)).get("ce_id"))
                .isNotEqualTo(row.get("ce_id"));
        assertThat(values(CloudEvents.deadline("secret", id, 7, AT.plusMillis(1)))
                        .get("ce_id"))
                .isNotEqualTo(row.get("ce_id"));
    }

    @Test
    void aMeasureHasTheSameIdOnAReplayAndAnotherForAnotherState() {
        Map<String, String> row = values(CloudEvents.measure("secret|m1", 7, AT));

        assertThat(row).containsEntry("ce_type", "dk.fristvagt.measure.MeetingMeasure");
        assertThat(row).doesNotContainKey("ce_subject");
        assertThat(row.toString()).doesNotContain("secret").doesNotContain("m1");
        assertThat(values(CloudEvents.measure("secret|m1", 7, AT))).isEqualTo(row);
        assertThat(values(CloudEvents.measure("secret|m1", 0, AT)).get("ce_id")).isNotEqualTo(row.get("ce_id"));
    }

    @Test
    void anEventCarriesWhenItWasRecorded() {
        var hours = new dk.fristvagt.event.PaidHours();
        hours.setEventId("secret");
        hours.setCitizenId("c1");
        hours.setRecordedAt(AT);
        var work = new dk.fristvagt.event.Employment();
        work.setEventId("secret");
        work.setRecordedAt(AT);

        Map<String, String> headers = values(CloudEvents.event(hours));

        assertThat(headers)
                .containsEntry("ce_type", "dk.fristvagt.event.PaidHours")
                .containsEntry("ce_time", "2022-03-08T00:00:00Z")
                .doesNotContainKey("ce_subject");
        assertThat(headers.toString()).doesNotContain("secret");
        assertThat(values(CloudEvents.event(work)).get("ce_id")).isNotEqualTo(headers.get("ce_id"));
    }

    private static Map<String, String> values(Headers headers) {
        Map<String, String> values = new LinkedHashMap<>();
        headers.forEach(header -> values.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return values;
    }
}
