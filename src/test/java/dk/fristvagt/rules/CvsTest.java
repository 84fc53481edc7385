package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Samples.cv;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which CV satisfies a rule, and when (domain.md §7, Cv). The anchor date is 10 January 2022. */
class CvsTest {
    private static final Samples.Spell JOBPARAT = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10");

    private static Fulfilment on(String today, Samples.Spell spell, Draft<?>... cvs) {
        Draft<?>[] facts = new Draft<?>[cvs.length + 1];
        facts[0] = spell;
        System.arraycopy(cvs, 0, facts, 1, cvs.length);
        Scene scene = Scene.of(RuleDraft.kthCv(), facts);
        Situation situation = scene.situation(today);
        Fulfilment quick = Cvs.of(situation, scene.application(situation, "a"));
        Situation traced = scene.traced(today);
        assertThat(Cvs.of(traced, scene.application(traced, "a"))).isEqualTo(quick);
        return quick;
    }

    private static LocalDate satisfiedOn(Draft<?>... cvs) {
        return on("2022-06-30", JOBPARAT, cvs).satisfiedOn();
    }

    @Test
    void aCvSatisfiesWhenItIsRegisteredAndSearchable() {
        // s = max(registeredOn, searchableOn)
        assertThat(satisfiedOn(cv("v").registeredOn("2022-01-20").searchableOn("2022-01-25")))
                .isEqualTo(day("2022-01-25"));
        assertThat(satisfiedOn(cv("v").registeredOn("2022-01-25").searchableOn("2022-01-20")))
                .isEqualTo(day("2022-01-25"));
    }

    @Test
    void aCvThatIsOnlyOneOfTheTwoDoesNot() {
        assertThat(satisfiedOn(cv("v").registeredOn("2022-01-20"))).isEqualTo(Days.NEVER);
        assertThat(satisfiedOn(cv("v").searchableOn("2022-01-20"))).isEqualTo(Days.NEVER);
        assertThat(satisfiedOn(cv("v").approved())).isEqualTo(Days.NEVER);
        assertThat(satisfiedOn()).isEqualTo(Days.NEVER);
    }

    @Test
    void aCvFromBeforeTheAnchorSatisfiesOnTheAnchor() {
        assertThat(satisfiedOn(cv("v", "2019-05-01"))).isEqualTo(day("2022-01-10"));
        assertThat(satisfiedOn(cv("v", "2022-01-10"))).isEqualTo(day("2022-01-10"));
        assertThat(satisfiedOn(cv("v", "2022-01-11"))).isEqualTo(day("2022-01-11"));
    }

    @ParameterizedTest
    @CsvSource({
        // "withdrawnOn null or later than max(s, anchor date)"
        "2022-01-20, 2022-01-20, false",
        "2022-01-20, 2022-01-21, true",
        "2021-01-20, 2022-01-10, false",
        "2021-01-20, 2022-01-11, true",
        // "Switching a CV off later does not reopen"
        "2022-01-20, 2022-02-01, true",
    })
    void aCvThatWasWithdrawnBeforeItCountedNeverCounts(String ready, String withdrawn, boolean counts) {
        assertThat(on("2022-06-30", JOBPARAT, cv("v", ready).withdrawnOn(withdrawn))
                        .satisfied())
                .isEqualTo(counts);
    }

    @Test
    void theEarliestCounts() {
        Fulfilment fulfilment = on(
                "2022-06-30",
                JOBPARAT,
                cv("v1", "2022-01-25"),
                cv("v2", "2022-01-20"),
                cv("v3", "2022-01-15").withdrawnOn("2022-01-15"));

        assertThat(fulfilment).isEqualTo(new Fulfilment(day("2022-01-20"), 1, List.of("v2"), false, Days.NEVER));
    }

    @Test
    void ofSeveralOfOneDayTheFirstByIdIsNamed() {
        assertThat(on("2022-06-30", JOBPARAT, cv("v2", "2022-01-20"), cv("v1", "2022-01-20"))
                        .factIds())
                .containsExactly("v1");
    }

    @Test
    void aCvToComeDoesNotCountYet() {
        Fulfilment before = on("2022-01-24", JOBPARAT, cv("v", "2022-01-25"));

        assertThat(before).isEqualTo(new Fulfilment(Days.NEVER, 0, List.of(), false, Days.NEVER));
        assertThat(on("2022-01-25", JOBPARAT, cv("v", "2022-01-25")).satisfied())
                .isTrue();
    }

    @Test
    void aCvCountsWhileTheCourseIsOpen() {
        // closed on 28 February + 1 day + 1 month = 1 April; "a Cv by max(registered, searchable)"
        Samples.Spell over = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28");

        assertThat(on("2022-06-30", over, cv("v", "2022-03-31")).satisfied()).isTrue();
        assertThat(on("2022-06-30", over, cv("v", "2022-04-01")).satisfied()).isFalse();
        assertThat(on("2022-06-30", over, cv("v").registeredOn("2022-03-01").searchableOn("2022-04-01"))
                        .satisfied())
                .isFalse();
    }
}
