package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alert.SummaryPart;
import dk.fristvagt.facts.Days;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeadlineJsonTest {
    private static final LocalDate DAY = LocalDate.of(2022, 3, 1);

    private final AvroDeadlines deadlines =
            new AvroDeadlines(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);

    @Test
    void aLineHasTheFieldsOfTheContractInTheirOrder() {
        Deadline deadline = deadline(
                LocalDate.of(2022, 4, 17), new Deadline.Why(DAY, LocalDate.of(2022, 3, 15), List.of("x1"), List.of()));

        assertThat(DeadlineJson.line(deadlines.toAvro("c1", deadline)))
                .isEqualTo("{\"deadlineKey\":\"c1|dp-cv|s1|1\",\"status\":\"UPCOMING\",\"stage\":7,"
                        + "\"dueOn\":\"2022-04-17\",\"lastWorkingDay\":\"2022-04-15\",\"basis\":\"CONFIRMED\","
                        + "\"satisfiedOn\":null,\"unit\":\"akasse-3F\",\"kind\":\"T\",\"advisory\":true,\"required\":4,"
                        + "\"achieved\":3,\"nextBookedOn\":null,\"ruleId\":\"dp-cv\",\"ruleVersion\":1,"
                        + "\"courseStart\":\"2022-03-01\"}");
    }

    @Test
    void withoutADueDayThereIsNoLastWorkingDay() {
        Deadline deadline = deadline(Days.NEVER, new Deadline.Why(DAY, Days.NEVER, List.of(), List.of()));

        assertThat(DeadlineJson.line(deadlines.toAvro("c1", deadline)))
                .contains("\"dueOn\":null,\"lastWorkingDay\":null,");
    }

    @Test
    void theSummarySaysHowItCameAbout() {
        var why = new Deadline.Why(DAY, LocalDate.of(2022, 3, 15), List.of("x2", "x1"), List.of("m1", "m2"));

        assertThat(deadlines.toAvro("c1", deadline(DAY, why)).getSummary())
                .containsExactly(
                        new SummaryPart("ANCHOR", List.of("2022-03-01")),
                        new SummaryPart("UNSHIFTED_DUE", List.of("2022-03-15")),
                        new SummaryPart("EXEMPTIONS", List.of("x2", "x1")),
                        new SummaryPart("COUNTED", List.of("m1", "m2")));
        assertThat(deadlines
                        .toAvro("c1", deadline(DAY, new Deadline.Why(DAY, Days.NEVER, List.of(), List.of())))
                        .getSummary())
                .containsExactly(new SummaryPart("ANCHOR", List.of("2022-03-01")));
    }

    @Property
    void whatIsReadBackFromATopicIsTheSameRow(@ForAll long seed) {
        Random random = new Random(seed);
        Arbitrary any = new Arbitrary(random);
        Rule rule = SampleRules.rule("rule-1", random.nextInt(), any.one(Rule.Kind.values()));
        Deadline deadline = new Deadline(
                new DeadlineId(rule.id(), any.id(), random.nextInt()),
                rule,
                any.one(Status.values()),
                random.nextInt(),
                any.one(new LocalDate[] {Days.NEVER, any.day()}),
                any.maybe(() -> any.one(Basis.values())),
                any.maybe(any::day),
                random.nextBoolean(),
                random.nextInt(),
                random.nextInt(),
                any.maybe(any::day),
                any.text(),
                any.day(),
                any.text(),
                any.maybe(any::text),
                new Deadline.Why(any.day(), any.day(), any.upTo(3, any::id), any.upTo(3, any::id)));

        dk.fristvagt.alert.Deadline sent = deadlines.toAvro(any.citizenId(), deadline);
        dk.fristvagt.alert.Deadline received =
                Bytes.read(Bytes.of(sent), sent.getSchema(), dk.fristvagt.alert.Deadline.class);

        assertThat(received).isEqualTo(sent);
        assertThat(DeadlineJson.line(received)).isEqualTo(DeadlineJson.line(sent));
    }

    private static Deadline deadline(LocalDate due, Deadline.Why why) {
        return new Deadline(
                new DeadlineId("dp-cv", "s1", 1),
                SampleRules.rule("dp-cv", 1, Rule.Kind.TARGET),
                Status.UPCOMING,
                7,
                due,
                Days.exists(due) ? Optional.of(Basis.CONFIRMED) : Optional.empty(),
                Optional.empty(),
                true,
                4,
                3,
                Optional.empty(),
                "akasse-3F",
                DAY,
                "0751",
                Optional.of("3F"),
                why);
    }
}
