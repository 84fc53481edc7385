package dk.fristvagt.rules;

import static dk.fristvagt.facts.Group.JOBAFKLARING;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Samples.dagpenge;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.spell;
import static dk.fristvagt.rules.RuleDraft.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Samples;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a rule is anchored and whether it has ended (domain.md §5). */
class ApplicationTest {
    private static final RuleDraft JOBPARAT = rule("r").groups(KONTANTHJAELP_JOBPARAT);

    private static Optional<Application> application(String day, RuleDraft rule, Samples.Spell... spells) {
        Situation situation = Scene.of(rule, spells).situation(day);
        return Application.of(rule.build(), Scene.course(situation, "a"));
    }

    @Nested
    class Anchors {
        private final Samples.Spell stated = spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10")
                .registeredOn("2022-01-11")
                .contactedOn("2022-01-12")
                .firstAbsenceOn("2022-01-05");

        private Application anchored(Rule.Anchor anchor, Samples.Spell... spells) {
            return application(
                            "2022-04-01",
                            rule("r").groups(KONTANTHJAELP_JOBPARAT).by(anchor, Period.ofWeeks(1)),
                            spells)
                    .orElseThrow();
        }

        @Test
        void anAnchorIsTheSpellsOwnDay() {
            assertThat(anchored(Rule.Anchor.REGISTERED_ON, stated).anchorDay()).isEqualTo(day("2022-01-11"));
            assertThat(anchored(Rule.Anchor.CONTACTED_ON, stated).anchorDay()).isEqualTo(day("2022-01-12"));
            assertThat(anchored(Rule.Anchor.FIRST_ABSENCE_ON, stated).anchorDay())
                    .isEqualTo(day("2022-01-05"));
            assertThat(anchored(Rule.Anchor.COURSE_START, stated).anchorDay()).isEqualTo(day("2022-01-10"));
            assertThat(anchored(Rule.Anchor.REGISTERED_ON, stated).stated()).isTrue();
            assertThat(anchored(Rule.Anchor.COURSE_START, stated).stated()).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        void anAnchorThatIsNotStatedIsTheSegmentsFirstDay(Rule.Anchor anchor) {
            // §5: "or if null the segment's first day"
            Application application = anchored(anchor, spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"));

            assertThat(application.anchorDay()).isEqualTo(day("2022-01-10"));
            assertThat(application.stated()).isFalse();
        }

        @Test
        void theAnchorSegmentIsTheFirstThatTheRuleCovers() {
            Samples.Spell first = spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10")
                    .to("2022-02-28")
                    .contactedOn("2022-01-01");
            Samples.Spell second =
                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-03-01").to("2022-03-20");
            Samples.Spell third =
                    spell("c", KONTANTHJAELP_JOBPARAT, "2022-03-21").contactedOn("2022-03-30");
            Application application = anchored(Rule.Anchor.CONTACTED_ON, first, second, third);

            assertThat(application.anchorSegment().spell().spellId()).isEqualTo("b");
            assertThat(application.anchorDay()).isEqualTo(day("2022-03-01"));
            assertThat(application.joinedLater()).isTrue();
            // 1 March + 28 days
            assertThat(application.leastDue()).isEqualTo(day("2022-03-29"));
            // §6: "from the earlier of the rule's anchor date and courseStart"
            assertThat(application.countsFrom()).isEqualTo(day("2022-01-10"));
        }

        @Test
        void theCourseStartIsTheCoursesWhereverTheRuleJoins() {
            Application application = anchored(
                    Rule.Anchor.COURSE_START,
                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-02-28"),
                    spell("b", KONTANTHJAELP_JOBPARAT, "2022-03-01"));

            assertThat(application.anchorDay()).isEqualTo(day("2022-01-10"));
            assertThat(application.joinedLater()).isTrue();
        }

        @Test
        void aRuleOnTheHoursClockIsAnchoredOnTheCourse() {
            RuleDraft rule = rule("r").reach(3).whenNotEmployed();
            Application application = application(
                            "2022-04-01",
                            rule,
                            dagpenge("a", "2022-01-10").to("2022-02-28").employed(),
                            dagpenge("b", "2022-03-01").registeredOn("2022-03-02"))
                    .orElseThrow();

            assertThat(application.anchorSegment().spell().spellId()).isEqualTo("b");
            assertThat(application.anchorDay()).isEqualTo(day("2022-01-10"));
            assertThat(application.stated()).isFalse();
        }

        @Test
        void factsCountFromAnAnchorBeforeTheCourse() {
            assertThat(anchored(Rule.Anchor.FIRST_ABSENCE_ON, stated).countsFrom())
                    .isEqualTo(day("2022-01-05"));
            assertThat(anchored(Rule.Anchor.CONTACTED_ON, stated).countsFrom()).isEqualTo(day("2022-01-10"));
            assertThat(anchored(Rule.Anchor.FIRST_ABSENCE_ON, stated).joinedLater())
                    .isFalse();
        }
    }

    @Nested
    class Applying {
        @Test
        void aRuleThatCoversNoBegunSegmentDoesNotApply() {
            assertThat(application("2022-04-01", JOBPARAT, spell("a", JOBAFKLARING, "2022-01-10")))
                    .isEmpty();
        }

        @Test
        void aSegmentThatHasNotBegunDoesNotMakeItApply() {
            // a (jobparat) is covered from 1 January by b (aktivitetsparat) and shows first on 1 March
            Samples.Spell a =
                    spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10").to("2022-02-28");
            Samples.Spell b = spell("0", KONTANTHJAELP_JOBPARAT, "2022-01-10");

            assertThat(application("2022-02-28", JOBPARAT, a, b)).isEmpty();
            assertThat(application("2022-03-01", JOBPARAT, a, b)).isPresent();
        }

        @Test
        void theConditionDecidesToo() {
            RuleDraft rule = rule("r").groups(SYGEDAGPENGE).whenNotEmployed();

            assertThat(application(
                            "2022-04-01",
                            rule,
                            spell("a", SYGEDAGPENGE, "2022-01-10").employed()))
                    .isEmpty();
            assertThat(application("2022-04-01", rule, spell("a", SYGEDAGPENGE, "2022-01-10")))
                    .isPresent();
        }
    }

    @Nested
    class Ending {
        private final Samples.Spell jobparat =
                spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10").to("2022-02-28");

        @Test
        void aRuleThatAppliesHasNoEnd() {
            Application application = application(
                            "2022-04-01", JOBPARAT, spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"))
                    .orElseThrow();

            assertThat(application.ended()).isFalse();
            assertThat(application.endDay()).isEqualTo(Days.NEVER);
        }

        @Test
        void aRuleEndsWithTheCourse() {
            // 28 February + 1 day + 1 month = 1 April
            Application open = application("2022-03-31", JOBPARAT, jobparat).orElseThrow();
            Application closed = application("2022-04-01", JOBPARAT, jobparat).orElseThrow();

            assertThat(open.ended()).isFalse();
            assertThat(open.endDay()).isEqualTo(Days.NEVER);
            assertThat(closed.ended()).isTrue();
            // §5: "else the course's lastDay"
            assertThat(closed.endDay()).isEqualTo(day("2022-02-28"));
        }

        @Test
        void aRuleEndsWhenTheLatestBegunSegmentIsOutsideIt() {
            Application application = application(
                            "2022-03-20",
                            JOBPARAT,
                            jobparat,
                            spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-05")
                                    .to("2022-03-15"),
                            spell("c", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-16"))
                    .orElseThrow();

            assertThat(application.ended()).isTrue();
            // §5: "the day before the first of the final run of segments outside G"
            assertThat(application.endDay()).isEqualTo(day("2022-03-04"));
        }

        @Test
        void aRuleThatIsBackHasNotEnded() {
            Application application = application(
                            "2022-03-20",
                            JOBPARAT,
                            jobparat,
                            spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-05")
                                    .to("2022-03-15"),
                            spell("c", KONTANTHJAELP_JOBPARAT, "2022-03-16"))
                    .orElseThrow();

            assertThat(application.ended()).isFalse();
        }

        @Test
        void onlyTheFinalRunOutsideCounts() {
            Application application = application(
                            "2022-04-10",
                            JOBPARAT,
                            jobparat,
                            spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-01")
                                    .to("2022-03-15"),
                            spell("c", KONTANTHJAELP_JOBPARAT, "2022-03-16").to("2022-03-31"),
                            spell("d", KONTANTHJAELP_AKTIVITETSPARAT, "2022-04-01"))
                    .orElseThrow();

            assertThat(application.endDay()).isEqualTo(day("2022-03-31"));
        }

        @Test
        void failingTheConditionEndsARuleToo() {
            RuleDraft rule = rule("r").groups(SYGEDAGPENGE).whenNotEmployed();
            Application application = application(
                            "2022-04-01",
                            rule,
                            spell("a", SYGEDAGPENGE, "2022-01-10").to("2022-02-28"),
                            spell("b", SYGEDAGPENGE, "2022-03-01").employed())
                    .orElseThrow();

            assertThat(application.ended()).isTrue();
            assertThat(application.endDay()).isEqualTo(day("2022-02-28"));
        }

        @Test
        void aSegmentToComeDoesNotEndARule() {
            // from 1 April a shows again; until then b is the latest that has begun
            Samples.Spell a = spell("a", KONTANTHJAELP_AKTIVITETSPARAT, "2022-01-10");
            Samples.Spell b = spell("b", KONTANTHJAELP_JOBPARAT, "2022-03-01").to("2022-03-31");

            assertThat(application("2022-03-31", JOBPARAT, a, b).orElseThrow().ended())
                    .isFalse();
            assertThat(application("2022-04-01", JOBPARAT, a, b).orElseThrow().ended())
                    .isTrue();
        }

        @Test
        void whereTheRuleHadEndedBeforeTheCourseClosedTheEndIsTheEarlierOne() {
            // the course closes on 1 May (31 March + 1 day + 1 month); the rule was left on 1 March
            Application application = application(
                            "2022-05-01",
                            JOBPARAT,
                            jobparat,
                            spell("b", KONTANTHJAELP_AKTIVITETSPARAT, "2022-03-01")
                                    .to("2022-03-31"))
                    .orElseThrow();

            assertThat(application.course().closed()).isTrue();
            assertThat(application.endDay()).isEqualTo(day("2022-02-28"));
        }
    }
}
