package dk.fristvagt.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Small histories, counted by hand. */
class MeasuresTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private final Measures measures = new Measures(day("2022-01-01"), day("2022-12-31"));
    private int events;

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private void happens(String citizen, Fact fact) {
        Instant at = Instant.parse("2022-12-31T12:00:00Z").plusSeconds(events);
        measures.accept(new Event<>("e" + events++, citizen, at, "test", false, fact));
    }

    private static BenefitSpell spell(String id, Group group, String from, String to) {
        return new BenefitSpell(
                id,
                group,
                day(from),
                day(to),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BenefitSpell.Insurance.FULL_TIME,
                OptionalInt.empty(),
                false,
                false,
                false,
                "0751",
                Optional.empty());
    }

    private static Meeting held(String id, Meeting.Type type, String on, Meeting.Participation participation) {
        return new Meeting(
                id,
                type,
                Meeting.Status.HELD,
                Optional.empty(),
                Optional.of(day(on)),
                Optional.of(day(on)),
                Meeting.Convener.JOBCENTER,
                Optional.empty(),
                false,
                Optional.of(participation),
                Optional.of(Meeting.Form.PHONE));
    }

    private double value(String id) {
        return measures.value(id).orElseThrow();
    }

    @Test
    void meetings_a_benefit_week_are_meetings_held_in_the_period_by_its_weeks() {
        // 3 January to 30 January: four weeks.
        happens("a", spell("s", Group.DAGPENGE, "2022-01-03", "2022-01-30"));
        happens("a", held("m1", Meeting.Type.JOBSAMTALE, "2022-01-10", Meeting.Participation.JOBCENTER_ONLY));
        happens("a", held("m2", Meeting.Type.ANDEN_SAMTALE, "2022-01-20", Meeting.Participation.JOBCENTER_ONLY));
        happens("a", held("m3", Meeting.Type.CV_SAMTALE, "2022-01-21", Meeting.Participation.JOBCENTER_ONLY));
        happens("a", held("m4", Meeting.Type.JOBSAMTALE, "2022-03-21", Meeting.Participation.JOBCENTER_ONLY));
        measures.finish();

        assertThat(value("meetings-a-week.DAGPENGE")).isCloseTo(0.5, EXACT);
    }

    @Test
    void offers_count_for_the_days_that_they_share_with_benefit_and_period() {
        // 40 days of benefit, of which the offer has 10.
        happens("a", spell("s", Group.DAGPENGE, "2021-12-02", "2022-02-09"));
        happens(
                "a",
                new Offer(
                        "o",
                        Offer.Type.OEVRIG_VEJLEDNING,
                        Offer.Status.ENDED,
                        Optional.empty(),
                        day("2022-01-31"),
                        day("2022-03-31")));
        happens("b", spell("s", Group.DAGPENGE, "2022-05-01", "2022-05-10"));
        measures.finish();

        assertThat(value("offer-weeks.DAGPENGE")).isCloseTo(0.2, EXACT);
        assertThat(value("activated.dagpenge")).isCloseTo(0.5, EXACT);
        assertThat(value("offer-weeks-guidance.dagpenge")).isCloseTo(1, EXACT);
    }

    @Test
    void joint_meetings_are_counted_by_the_seniority_of_their_day() {
        // Full-time dagpenge of whole months: three months are reached on 31 March, six on 30 June.
        happens("a", spell("s", Group.DAGPENGE, "2022-01-01", "2022-08-31"));
        happens("a", held("m1", Meeting.Type.FAELLES_JOBSAMTALE, "2022-03-31", Meeting.Participation.BOTH));
        happens("a", held("m2", Meeting.Type.FAELLES_JOBSAMTALE, "2022-07-01", Meeting.Participation.JOBCENTER_ONLY));
        measures.finish();

        assertThat(value("joint.UNDER_3")).isCloseTo(0.5, EXACT);
        assertThat(value("joint.FROM_6_TO_12")).isCloseTo(0.5, EXACT);
        assertThat(value("joint.both")).isCloseTo(0.5, EXACT);
        assertThat(value("reached.first")).isCloseTo(1, EXACT);
        assertThat(value("reached.second")).isZero();
        assertThat(measures.value("reached.third")).isEmpty();
    }

    @Test
    void a_run_ends_where_a_month_without_benefit_follows() {
        happens("a", spell("s1", Group.KONTANTHJAELP_JOBPARAT, "2022-01-01", "2022-01-31"));
        happens("a", spell("s2", Group.DAGPENGE, "2022-02-20", "2022-03-31"));
        happens("a", spell("s3", Group.SYGEDAGPENGE, "2022-06-01", "2022-06-30"));
        measures.finish();
        measures.citizens(4);

        assertThat(value("runs.a-year")).isCloseTo(2 / 4.0 / (365 / 365.25), EXACT);
        assertThat(value("runs.dagpenge")).isCloseTo(0.5, EXACT);
        assertThat(value("run-months.dagpenge")).isCloseTo(90 / (365.25 / 12), EXACT);
    }

    @Test
    void an_annulled_object_is_not_there() {
        happens("a", spell("s", Group.DAGPENGE, "2022-01-03", "2022-01-30"));
        Meeting meeting = held("m1", Meeting.Type.JOBSAMTALE, "2022-01-10", Meeting.Participation.JOBCENTER_ONLY);
        happens("a", meeting);
        measures.accept(new Event<>("z", "a", Instant.parse("2022-12-31T14:00:00Z"), "test", true, meeting));
        measures.finish();

        assertThat(value("meetings-a-week.DAGPENGE")).isZero();
    }
}
