package dk.fristvagt.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.Play;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventJson;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A report of hours is kept for as long as the pace of a course that exists may still follow from it (domain.md §4). */
class ForgottenHoursTest {
    private static final String DAGPENGE =
            "\"group\":\"DAGPENGE\",\"municipality\":\"0751\",\"benefitPeriodStart\":\"2020-05-02\"";

    @Test
    void a_report_from_more_than_six_years_ago_still_sets_the_pace_of_months_between_later_reports() {
        List<Event<?>> events = List.of(
                read(
                        "BenefitSpell",
                        "e1",
                        "2020-07-22",
                        "\"spellId\":\"s1\",\"from\":\"2020-05-02\",\"to\":\"2020-07-27\"," + DAGPENGE),
                read(
                        "PaidHours",
                        "e2",
                        "2020-08-01",
                        "\"hoursId\":\"h1\",\"month\":\"2020-05-01\",\"hundredths\":4000"),
                read("BenefitSpell", "e3", "2025-07-28", "\"spellId\":\"s2\",\"from\":\"2025-07-28\"," + DAGPENGE),
                read(
                        "PaidHours",
                        "e4",
                        "2025-10-20",
                        "\"hoursId\":\"h2\",\"month\":\"2025-09-01\",\"hundredths\":16033"),
                // The latest three reports lie after the months that the first one is looked back at from.
                read("PaidHours", "e5", "2026-04-08", "\"hoursId\":\"h3\",\"month\":\"2025-12-01\",\"hundredths\":0"),
                read(
                        "PaidHours",
                        "e6",
                        "2026-05-31",
                        "\"hoursId\":\"h4\",\"month\":\"2026-05-01\",\"hundredths\":1291"),
                read(
                        "PaidHours",
                        "e7",
                        "2026-09-11",
                        "\"hoursId\":\"h5\",\"month\":\"2026-07-01\",\"hundredths\":16033"));

        assertForgetsNothingThatMatters(events, LocalDate.of(2026, 10, 1));
    }

    @Test
    void the_spell_in_which_such_a_month_lies_is_kept_with_it() {
        List<Event<?>> events = List.of(
                read(
                        "BenefitSpell",
                        "e1",
                        "2020-09-27",
                        "\"spellId\":\"s1\",\"from\":\"2020-09-27\",\"to\":\"2021-02-24\"," + DAGPENGE),
                read(
                        "PaidHours",
                        "e2",
                        "2021-07-07",
                        "\"hoursId\":\"h1\",\"month\":\"2021-02-01\",\"hundredths\":8016"),
                read("BenefitSpell", "e3", "2026-02-26", "\"spellId\":\"s2\",\"from\":\"2026-02-26\"," + DAGPENGE),
                read(
                        "PaidHours",
                        "e4",
                        "2026-05-10",
                        "\"hoursId\":\"h2\",\"month\":\"2026-04-01\",\"hundredths\":4000"),
                read(
                        "PaidHours",
                        "e5",
                        "2026-06-05",
                        "\"hoursId\":\"h3\",\"month\":\"2026-05-01\",\"hundredths\":13000"),
                read(
                        "PaidHours",
                        "e6",
                        "2026-07-20",
                        "\"hoursId\":\"h4\",\"month\":\"2026-07-01\",\"hundredths\":16033"));

        assertForgetsNothingThatMatters(events, LocalDate.of(2027, 12, 31));
    }

    private static void assertForgetsNothingThatMatters(List<Event<?>> events, LocalDate until) {
        CitizenFile file = CitizenFile.empty("c1");
        for (Event<?> event : events) {
            file = Play.MONITOR.merge(file, event).file();
        }
        Map<DeadlineId, Deadline> knownAtOnce = new TreeMap<>();
        Play.MONITOR
                .beginDay(file, until)
                .rows()
                .forEach(row -> knownAtOnce.put(row.id(), row.deadline().orElseThrow()));

        Play.Played played = new Play().everyDay().play(new History(0, "c1", events, until));

        assertThat(played.file().facts().hours()).hasSize((int) events.stream()
                .filter(event -> event.fact().kind() == Fact.Kind.PAID_HOURS)
                .count());
        assertThat(played.deadlines()).isEqualTo(knownAtOnce);
    }

    private static Event<?> read(String record, String eventId, String recordedOn, String fields) {
        String line =
                "{\"record\":\"" + record + "\",\"eventId\":\"" + eventId + "\",\"citizenId\":\"c1\",\"recordedAt\":\""
                        + recordedOn + "T09:00:00Z\",\"source\":\"test\"," + fields + "}";
        try {
            return ((CheckedEvent.Accepted) EventJson.read(line).checked()).event();
        } catch (EventJson.UnreadableEventException e) {
            throw new IllegalArgumentException(line, e);
        }
    }
}
