package dk.fristvagt.alerts;

import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Samples.day;
import static dk.fristvagt.facts.Samples.known;
import static dk.fristvagt.facts.Samples.spell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Facts;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineDraft;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Evaluator;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.Status;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.rules.WorkingDays;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is said, and what an alert carries (domain.md §9). It is 1 July 2022, a Friday. */
class LedgerSpeechTest {
    private static final WorkingDays WEEKDAYS =
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;

    private static final RuleDraft AS_OF =
            RuleDraft.rule("as-of").asOf("2020-01-01", "2022-06-30").groups(KONTANTHJAELP_JOBPARAT);
    private static final RuleDraft VERSIONED = RuleDraft.rule("versioned").asOf("2020-01-01", "2022-06-30");

    private static final Rulebook RULEBOOK = RuleDraft.rulebook(
            RuleDraft.xJobsamtale(),
            RuleDraft.dpFaelles1(),
            RuleDraft.akasseInvitation(),
            RuleDraft.kthCv().valid("2020-01-01", "2021-12-31"),
            RuleDraft.kthCv().version(2).validFrom("2022-01-01"),
            AS_OF,
            VERSIONED,
            VERSIONED.version(2).asOf("2022-07-01", "2022-12-31"));

    private static final DeadlineDraft JOBSAMTALE = DeadlineDraft.of(RuleDraft.xJobsamtale());
    private static final DeadlineDraft FAELLES = DeadlineDraft.of(RuleDraft.dpFaelles1());

    /** Course a from 10 January, and course old that closed on 20 June 2021 and was dropped a year later. */
    private static final Facts FACTS = known(
            spell("old", SYGEDAGPENGE, "2021-01-01").to("2021-05-19"),
            spell("a", KONTANTHJAELP_JOBPARAT, "2022-01-10"));

    private final Ledger ledger = new Ledger(RULEBOOK, WEEKDAYS);

    private static Evaluation evaluation(String day, DeadlineDraft... deadlines) {
        Evaluation courses = new Evaluator(RuleDraft.rulebook()).evaluate(FACTS, day(day), Trace.off());
        return new Evaluation(
                day(day),
                List.of(deadlines).stream().map(DeadlineDraft::build).toList(),
                courses.next(),
                courses.timeline(),
                courses.clock());
    }

    private Ledger.Spoken speak(List<Said> said, DeadlineDraft... deadlines) {
        return ledger.speak("c1", said, 40, evaluation("2022-07-01", deadlines), Optional.of("e1"), Optional.empty());
    }

    private Ledger.Spoken silentBefore(String day, DeadlineDraft... deadlines) {
        return ledger.speak(
                "c1", List.of(), 0, evaluation("2022-07-01", deadlines), Optional.empty(), Optional.of(day(day)));
    }

    private static Said said(DeadlineDraft about, Alert.Type type, int stage) {
        Deadline deadline = about.build();
        return new Said(
                deadline.id(),
                deadline.rule().version(),
                type,
                stage,
                deadline.due(),
                deadline.basis(),
                deadline.advisory(),
                deadline.unit(),
                deadline.municipality(),
                deadline.akasse(),
                deadline.courseStart(),
                321,
                deadline.required(),
                deadline.achieved(),
                deadline.nextBookedOn());
    }

    /** "dp-faelles-1|a|1 WARNING(14)". */
    private static List<String> lines(Ledger.Spoken spoken) {
        return spoken.alerts().stream()
                .map(alert -> alert.deadline().ruleId() + "|" + alert.deadline().subjectId() + "|"
                        + alert.deadline().occurrence() + " " + alert.type()
                        + (alert.stage() == 0 ? "" : "(" + alert.stage() + ")")
                        + alert.reason().map(reason -> " " + reason).orElse(""))
                .toList();
    }

    @Nested
    class OrderAndSequence {
        @Test
        void deadlinesAreSpokenOfInTheOrderOfTheirKeys() {
            Ledger.Spoken spoken = speak(
                    List.of(
                            said(FAELLES.upcoming(14), Alert.Type.WARNING, 14),
                            said(JOBSAMTALE.occurrence(1), Alert.Type.WARNING, 8),
                            said(JOBSAMTALE.occurrence(3), Alert.Type.WARNING, 8)),
                    FAELLES.is(Status.MET),
                    FAELLES.is(Status.DUE).occurrence(2),
                    JOBSAMTALE.occurrence(2).upcoming(28),
                    JOBSAMTALE.occurrence(3).is(Status.OVERDUE),
                    JOBSAMTALE.occurrence(4).upcoming(0));

            assertThat(lines(spoken))
                    .containsExactly(
                            "dp-faelles-1|a|1 RESOLVED MET",
                            "dp-faelles-1|a|2 DUE",
                            "x-jobsamtale|a|1 WITHDRAWN CORRECTED",
                            "x-jobsamtale|a|2 WARNING(28)",
                            "x-jobsamtale|a|3 OVERDUE");
            assertThat(spoken.standing())
                    .extracting(said -> said.deadline().key("c") + " " + said.type())
                    .containsExactly(
                            "c|dp-faelles-1|a|2 DUE", "c|x-jobsamtale|a|2 WARNING", "c|x-jobsamtale|a|3 OVERDUE");
        }

        @Test
        void aSequenceHasNoGaps() {
            Ledger.Spoken spoken = speak(
                    List.of(said(JOBSAMTALE, Alert.Type.OVERDUE, 0)), FAELLES.upcoming(14), JOBSAMTALE.upcoming(28));

            assertThat(lines(spoken))
                    .containsExactly(
                            "dp-faelles-1|a|1 WARNING(14)",
                            "x-jobsamtale|a|1 WITHDRAWN CORRECTED",
                            "x-jobsamtale|a|1 WARNING(28)");
            assertThat(spoken.alerts()).extracting(Alert::sequence).containsExactly(41L, 42L, 43L);
            assertThat(spoken.sequence()).isEqualTo(43);
        }

        @Test
        void whatIsTakenBackComesFirst() {
            // contract.md: "for one deadline RESOLVED/WITHDRAWN before what follows it"
            Ledger.Spoken spoken = speak(
                    List.of(said(JOBSAMTALE.unit("jobcenter-0851"), Alert.Type.WARNING, 14)), JOBSAMTALE.upcoming(14));

            assertThat(lines(spoken))
                    .containsExactly("x-jobsamtale|a|1 RESOLVED MOVED", "x-jobsamtale|a|1 WARNING(14)");
            assertThat(spoken.alerts()).extracting(Alert::unit).containsExactly("jobcenter-0851", "jobcenter-0751");
        }

        @Test
        void whereNothingChangedNothingIsSaidAndTheLedgerStays() {
            List<Said> said = List.of(said(JOBSAMTALE.upcoming(14), Alert.Type.WARNING, 14));

            Ledger.Spoken spoken = speak(said, JOBSAMTALE.upcoming(14).due("2022-07-12"));

            assertThat(spoken.alerts()).isEmpty();
            // "the ledger keeps what was said": also the due day of then
            assertThat(spoken.standing()).isEqualTo(said);
            assertThat(spoken.sequence()).isEqualTo(40);
            assertThat(spoken.silenced()).isZero();
        }

        @Test
        void afterResolvedItIsAsIfNothingHadBeenSaid() {
            Ledger.Spoken resolved =
                    speak(List.of(said(JOBSAMTALE, Alert.Type.WARNING, 14)), JOBSAMTALE.is(Status.BOOKED));
            Ledger.Spoken again = speak(resolved.standing(), JOBSAMTALE.upcoming(14));

            assertThat(resolved.standing()).isEmpty();
            assertThat(lines(again)).containsExactly("x-jobsamtale|a|1 WARNING(14)");
        }

        @Test
        void nothingIsSaidOfNothing() {
            assertThat(speak(List.of())).isEqualTo(new Ledger.Spoken(List.of(), List.of(), 40, 0));
        }
    }

    @Nested
    class WhatAnAlertCarries {
        private final DeadlineDraft whole = JOBSAMTALE
                .occurrence(2)
                .due("2022-07-10")
                .progress(1, 2)
                .nextBookedOn("2022-08-01")
                .akasse("3F")
                .courseStart("2022-01-10")
                .projected();

        @Test
        void anAlertCarriesThePresentDeadline() {
            Alert alert = speak(List.of(), whole.upcoming(14)).alerts().get(0);

            assertThat(alert.sequence()).isEqualTo(41);
            assertThat(alert.saidOn()).isEqualTo(day("2022-07-01"));
            assertThat(alert.citizenId()).isEqualTo("c1");
            assertThat(alert.deadlineKey()).isEqualTo("c1|x-jobsamtale|a|2");
            assertThat(alert.rule().id()).isEqualTo("x-jobsamtale");
            assertThat(alert.type()).isEqualTo(Alert.Type.WARNING);
            assertThat(alert.stage()).isEqualTo(14);
            assertThat(alert.reason()).isEmpty();
            assertThat(alert.status()).contains(Status.UPCOMING);
            assertThat(alert.dueOn()).contains(day("2022-07-10"));
            // 10 July 2022 is a Sunday: Friday the 8th
            assertThat(alert.lastWorkingDay()).contains(day("2022-07-08"));
            assertThat(alert.basis()).contains(Basis.PROJECTED);
            assertThat(alert.daysLeft()).isEqualTo(OptionalLong.of(9));
            assertThat(alert.advisory()).isFalse();
            assertThat(alert.unit()).isEqualTo("jobcenter-0751");
            assertThat(alert.municipality()).isEqualTo("0751");
            assertThat(alert.akasse()).contains("3F");
            assertThat(alert.courseStart()).isEqualTo(day("2022-01-10"));
            // 10 January to 1 July: 5 months and 21 of 30 days (10 June to 10 July)
            assertThat(alert.seniorityHundredths()).isEqualTo(570);
            assertThat(alert.required()).isEqualTo(2);
            assertThat(alert.achieved()).isEqualTo(1);
            assertThat(alert.nextBookedOn()).contains(day("2022-08-01"));
            // due − stage
            assertThat(alert.effectiveOn()).isEqualTo(day("2022-06-26"));
            assertThat(alert.causedBy()).contains("e1");
        }

        @Test
        void theLedgerRemembersIt() {
            assertThat(speak(List.of(), whole.upcoming(14)).standing())
                    .containsExactly(new Said(
                            new DeadlineId("x-jobsamtale", "a", 2),
                            1,
                            Alert.Type.WARNING,
                            14,
                            day("2022-07-10"),
                            Optional.of(Basis.PROJECTED),
                            false,
                            "jobcenter-0751",
                            "0751",
                            Optional.of("3F"),
                            day("2022-01-10"),
                            570,
                            2,
                            1,
                            Optional.of(day("2022-08-01"))));
        }

        @Test
        void theDayItselfCausesWhatNoEventDoes() {
            Ledger.Spoken spoken = ledger.speak(
                    "c1",
                    List.of(said(FAELLES, Alert.Type.WARNING, 14)),
                    0,
                    evaluation("2022-07-01", FAELLES.is(Status.MET), JOBSAMTALE.upcoming(14)),
                    Optional.empty(),
                    Optional.empty());

            assertThat(spoken.alerts()).extracting(Alert::causedBy).containsOnly(Optional.empty());
            assertThat(spoken.alerts()).hasSize(2);
        }

        @Test
        void aStateBeganTheDayAfterTheDue() {
            // §9: "due + 1 for DUE/OVERDUE/LAPSED"
            DeadlineDraft due = FAELLES.due("2022-06-28");

            assertThat(speak(List.of(), due.is(Status.DUE)).alerts().get(0).effectiveOn())
                    .isEqualTo(day("2022-06-29"));
            assertThat(speak(List.of(), due.is(Status.OVERDUE)).alerts().get(0).effectiveOn())
                    .isEqualTo(day("2022-06-29"));
            Alert lapsed = speak(List.of(), due.is(Status.LAPSED)).alerts().get(0);
            assertThat(lapsed.effectiveOn()).isEqualTo(day("2022-06-29"));
            assertThat(lapsed.daysLeft()).isEqualTo(OptionalLong.of(-3));
        }

        @Test
        void anAdvisoryWarningBeganEightDaysBeforeAlsoWhenItIsOverdue() {
            Alert alert = speak(
                            List.of(), JOBSAMTALE.advisory().due("2022-06-20").is(Status.OVERDUE))
                    .alerts()
                    .get(0);

            assertThat(alert.type()).isEqualTo(Alert.Type.WARNING);
            assertThat(alert.stage()).isEqualTo(8);
            assertThat(alert.status()).contains(Status.OVERDUE);
            assertThat(alert.advisory()).isTrue();
            assertThat(alert.effectiveOn()).isEqualTo(day("2022-06-12"));
        }

        @Test
        void whatIsResolvedTakesEffectToday() {
            Alert alert = speak(List.of(said(whole.unit("akasse-3F"), Alert.Type.WARNING, 14)), whole.is(Status.BOOKED))
                    .alerts()
                    .get(0);

            // the unit changed, so it is MOVED, to the old unit, with the present fields
            assertThat(alert.type()).isEqualTo(Alert.Type.RESOLVED);
            assertThat(alert.reason()).contains(Alert.Reason.MOVED);
            assertThat(alert.stage()).isZero();
            assertThat(alert.status()).contains(Status.BOOKED);
            assertThat(alert.unit()).isEqualTo("akasse-3F");
            assertThat(alert.municipality()).isEqualTo("0751");
            assertThat(alert.dueOn()).contains(day("2022-07-10"));
            assertThat(alert.seniorityHundredths()).isEqualTo(570);
            assertThat(alert.effectiveOn()).isEqualTo(day("2022-07-01"));
            assertThat(alert.causedBy()).contains("e1");
        }

        @Test
        void withoutADueThereAreNoDaysLeft() {
            Alert alert = speak(List.of(said(JOBSAMTALE, Alert.Type.WARNING, 14)), JOBSAMTALE.notDue())
                    .alerts()
                    .get(0);

            assertThat(alert.reason()).contains(Alert.Reason.POSTPONED);
            assertThat(alert.dueOn()).isEmpty();
            assertThat(alert.lastWorkingDay()).isEmpty();
            assertThat(alert.basis()).isEmpty();
            assertThat(alert.daysLeft()).isEmpty();
        }

        @Test
        void aMovedDueIsSaidWithItsReason() {
            Ledger.Spoken spoken =
                    speak(List.of(said(JOBSAMTALE.due("2022-07-02"), Alert.Type.WARNING, 14)), JOBSAMTALE.upcoming(14));

            assertThat(lines(spoken)).containsExactly("x-jobsamtale|a|1 WARNING(14) DUE_MOVED");
            assertThat(spoken.standing()).extracting(Said::due).containsExactly(day("2022-07-09"));
        }
    }

    /** "The first of these that applies, in this order. Such an alert carries what was last said." */
    @Nested
    class WhatIsGone {
        private String gone(Said said) {
            Ledger.Spoken spoken = speak(List.of(said));
            assertThat(spoken.standing()).isEmpty();
            assertThat(spoken.sequence()).isEqualTo(40 + spoken.alerts().size());
            return String.join(", ", lines(spoken));
        }

        @Test
        void anAsOfRuleOutsideItsValidityHasExpired() {
            assertThat(gone(said(DeadlineDraft.of(AS_OF), Alert.Type.OVERDUE, 0)))
                    .isEqualTo("as-of|a|1 RESOLVED RULE_EXPIRED");
            assertThat(gone(said(DeadlineDraft.of(AS_OF), Alert.Type.LAPSED, 0)))
                    .isEmpty();
        }

        @Test
        void anAsOfRuleInsideItsValidityHasNot() {
            Said said = said(DeadlineDraft.of(AS_OF), Alert.Type.OVERDUE, 0);

            Ledger.Spoken spoken =
                    ledger.speak("c1", List.of(said), 0, evaluation("2022-06-30"), Optional.empty(), Optional.empty());

            assertThat(lines(spoken)).containsExactly("as-of|a|1 WITHDRAWN CORRECTED");
        }

        @Test
        void aRuleWithAnotherVersionInForceHasNotExpired() {
            assertThat(gone(said(DeadlineDraft.of(VERSIONED), Alert.Type.OVERDUE, 0)))
                    .isEqualTo("versioned|a|1 WITHDRAWN CORRECTED");
        }

        @Test
        void aRuleOfTheCourseStartDoesNotExpire() {
            // kth-cv version 1 is valid to the end of 2021
            assertThat(gone(said(DeadlineDraft.of(RuleDraft.kthCv()), Alert.Type.OVERDUE, 0)))
                    .isEqualTo("kth-cv|a|1 WITHDRAWN CORRECTED");
        }

        @Test
        void anInvitationIsNoLongerBooked() {
            DeadlineDraft invitation =
                    DeadlineDraft.of(RuleDraft.akasseInvitation()).subject("m1");

            assertThat(gone(said(invitation, Alert.Type.WARNING, 7)))
                    .isEqualTo("akasse-invitation|m1|1 RESOLVED NOT_BOOKED");
            assertThat(gone(said(invitation, Alert.Type.LAPSED, 0))).isEmpty();
        }

        @Test
        void anInvitationOutsideTheValidityOfTheRuleHasExpired() {
            Rulebook over = RuleDraft.rulebook(RuleDraft.akasseInvitation().asOf("2020-01-01", "2022-06-30"));
            Said said = said(DeadlineDraft.of(RuleDraft.akasseInvitation()).subject("m1"), Alert.Type.WARNING, 7);

            Ledger.Spoken spoken = new Ledger(over, WEEKDAYS)
                    .speak("c1", List.of(said), 0, evaluation("2022-07-01"), Optional.empty(), Optional.empty());

            assertThat(lines(spoken)).containsExactly("akasse-invitation|m1|1 RESOLVED RULE_EXPIRED");
        }

        @Test
        void aCourseThatWasDroppedHasCeased() {
            // 19 May 2021 + 1 day + 1 month = 20 June 2021, + 12 months
            assertThat(gone(said(JOBSAMTALE.subject("old"), Alert.Type.OVERDUE, 0)))
                    .isEqualTo("x-jobsamtale|old|1 RESOLVED CEASED");
            assertThat(gone(said(JOBSAMTALE.subject("old"), Alert.Type.LAPSED, 0)))
                    .isEmpty();
        }

        @Test
        void aCourseThatIsClosedButNotDroppedWasCorrected() {
            Ledger.Spoken spoken = ledger.speak(
                    "c1",
                    List.of(said(JOBSAMTALE.subject("old"), Alert.Type.OVERDUE, 0)),
                    0,
                    evaluation("2022-06-19"),
                    Optional.empty(),
                    Optional.empty());

            assertThat(lines(spoken)).containsExactly("x-jobsamtale|old|1 WITHDRAWN CORRECTED");
        }

        @Test
        void aCourseThatIsNotThereWasCorrected() {
            assertThat(gone(said(JOBSAMTALE.subject("nowhere"), Alert.Type.OVERDUE, 0)))
                    .isEqualTo("x-jobsamtale|nowhere|1 WITHDRAWN CORRECTED");
            assertThat(gone(said(FAELLES.subject("nowhere"), Alert.Type.LAPSED, 0)))
                    .isEqualTo("dp-faelles-1|nowhere|1 WITHDRAWN CORRECTED");
        }

        @Test
        void itCarriesWhatWasLastSaid() {
            DeadlineDraft then = DeadlineDraft.of(RuleDraft.kthCv())
                    .due("2022-06-19")
                    .progress(1, 3)
                    .advisory()
                    .nextBookedOn("2022-06-10")
                    .unit("akasse-HK")
                    .municipality("0851")
                    .akasse("HK")
                    .courseStart("2021-05-05")
                    .projected();
            Said said = said(then, Alert.Type.WARNING, 8);

            Alert alert = speak(List.of(said)).alerts().get(0);

            assertThat(alert)
                    .isEqualTo(new Alert(
                            alert.alertId(),
                            41,
                            day("2022-07-01"),
                            "c1",
                            new DeadlineId("kth-cv", "a", 1),
                            RULEBOOK.rule("kth-cv", 1),
                            Alert.Type.WITHDRAWN,
                            0,
                            Optional.of(Alert.Reason.CORRECTED),
                            // "with status null and effectiveOn = D"
                            Optional.empty(),
                            Optional.of(day("2022-06-19")),
                            // 19 June 2022 is a Sunday
                            Optional.of(day("2022-06-17")),
                            Optional.of(Basis.PROJECTED),
                            OptionalLong.of(-12),
                            true,
                            "akasse-HK",
                            "0851",
                            Optional.of("HK"),
                            day("2021-05-05"),
                            321,
                            3,
                            1,
                            Optional.of(day("2022-06-10")),
                            day("2022-07-01"),
                            Optional.of("e1")));
        }

        @Test
        void theVersionThatWasSaidIsNamed() {
            DeadlineDraft second = DeadlineDraft.of(RuleDraft.kthCv().version(2));

            assertThat(speak(List.of(said(second, Alert.Type.OVERDUE, 0)))
                            .alerts()
                            .get(0)
                            .rule())
                    .extracting(Rule::version)
                    .isEqualTo(2);
        }

        @Test
        void whatHadNoDueHasNone() {
            Alert alert = speak(List.of(said(JOBSAMTALE.notDue(), Alert.Type.OVERDUE, 0)))
                    .alerts()
                    .get(0);

            assertThat(alert.dueOn()).isEmpty();
            assertThat(alert.lastWorkingDay()).isEmpty();
            assertThat(alert.daysLeft()).isEmpty();
        }

        @Test
        void aRuleThatTheRulebookDoesNotKnowIsAMistake() {
            Said said = said(DeadlineDraft.of(RuleDraft.rule("unheard-of")), Alert.Type.OVERDUE, 0);

            assertThatThrownBy(() -> speak(List.of(said)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the rulebook 1 has no rule unheard-of version 1");
        }
    }

    /** §9: "the same on every replay of the same order". */
    @Nested
    class AlertIds {
        private Alert first(DeadlineDraft deadline) {
            return speak(List.of(), deadline).alerts().get(0);
        }

        @Test
        void anIdIsMadeOfWhatTheAlertSays() {
            String name = "c1\n41\nc1|x-jobsamtale|a|1\nWARNING\n14\n-\n2022-07-09\njobcenter-0751\n2022-07-01";

            assertThat(first(JOBSAMTALE.upcoming(14)).alertId())
                    .isEqualTo(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void anIdOfWhatIsTakenBackHasItsReasonAndNoDueWhereThereIsNone() {
            String name = "c1\n41\nc1|x-jobsamtale|a|1\nRESOLVED\n0\nPOSTPONED\n-\njobcenter-0751\n2022-07-01";

            assertThat(speak(List.of(said(JOBSAMTALE, Alert.Type.WARNING, 14)), JOBSAMTALE.notDue())
                            .alerts()
                            .get(0)
                            .alertId())
                    .isEqualTo(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void anIdOfWhatIsGoneIsMadeOfWhatWasSaid() {
            String name =
                    "c1\n41\nc1|x-jobsamtale|a|1\nWITHDRAWN\n0\nCORRECTED\n2022-07-09\njobcenter-0751\n2022-07-01";

            assertThat(speak(List.of(said(JOBSAMTALE, Alert.Type.WARNING, 14)))
                            .alerts()
                            .get(0)
                            .alertId())
                    .isEqualTo(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        }

        @Test
        void whateverDiffersGivesAnotherId() {
            Set<UUID> ids = new HashSet<>();
            ids.add(first(JOBSAMTALE.upcoming(14)).alertId());
            ids.add(first(JOBSAMTALE.upcoming(28)).alertId());
            ids.add(first(JOBSAMTALE.is(Status.OVERDUE)).alertId());
            ids.add(first(JOBSAMTALE.upcoming(14).due("2022-07-10")).alertId());
            ids.add(first(JOBSAMTALE.upcoming(14).unit("jobcenter-0851")).alertId());
            ids.add(first(JOBSAMTALE.upcoming(14).occurrence(2)).alertId());
            Evaluation evaluation = evaluation("2022-07-01", JOBSAMTALE.upcoming(14));
            for (long sequence : new long[] {40, 41}) {
                for (String citizenId : List.of("c1", "c2")) {
                    ids.add(ledger.speak(citizenId, List.of(), sequence, evaluation, Optional.empty(), Optional.empty())
                            .alerts()
                            .get(0)
                            .alertId());
                }
            }
            ids.add(ledger.speak(
                            "c1",
                            List.of(),
                            40,
                            evaluation("2022-07-02", JOBSAMTALE.upcoming(14)),
                            Optional.empty(),
                            Optional.empty())
                    .alerts()
                    .get(0)
                    .alertId());

            // the first is there once more
            assertThat(ids).hasSize(10);
        }
    }

    /** §10: "an alert with effectiveOn before it enters the ledger as said without being sent (counted)". */
    @Nested
    class SilentBefore {
        @Test
        void whatTookEffectBeforeIsInTheLedgerAndNotSent() {
            // WARNING(14) since 25 June, OVERDUE since 10 June
            Ledger.Spoken spoken = silentBefore(
                    "2022-06-26",
                    FAELLES.due("2022-06-09").is(Status.OVERDUE),
                    JOBSAMTALE.upcoming(14),
                    JOBSAMTALE.occurrence(2).due("2022-07-10").upcoming(14));

            assertThat(lines(spoken)).containsExactly("x-jobsamtale|a|2 WARNING(14)");
            assertThat(spoken.silenced()).isEqualTo(2);
            assertThat(spoken.standing()).hasSize(3);
            // "sequence (per citizen, from 1, no gaps)"
            assertThat(spoken.alerts().get(0).sequence()).isEqualTo(1);
            assertThat(spoken.sequence()).isEqualTo(1);
        }

        @Test
        void whatTookEffectOnTheDayIsSent() {
            assertThat(silentBefore("2022-06-25", JOBSAMTALE.upcoming(14)).silenced())
                    .isZero();
            assertThat(silentBefore("2022-06-26", JOBSAMTALE.upcoming(14)).silenced())
                    .isEqualTo(1);
        }

        @Test
        void whatIsInTheLedgerIsResolvedAloud() {
            Ledger.Spoken silent = silentBefore("2022-06-26", JOBSAMTALE.upcoming(14));
            Ledger.Spoken resolved = speak(silent.standing(), JOBSAMTALE.is(Status.MET));

            assertThat(lines(resolved)).containsExactly("x-jobsamtale|a|1 RESOLVED MET");
        }
    }

    @Test
    void whatIsSpokenCannotBeChanged() {
        Ledger.Spoken spoken = speak(List.of(), JOBSAMTALE.upcoming(14));

        assertThatThrownBy(() -> spoken.alerts().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> spoken.standing().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theLastWorkingDayIsTheDayItselfOrOneBeforeIt() {
        assertThat(WEEKDAYS.lastOnOrBefore(day("2022-07-08"))).isEqualTo(day("2022-07-08"));
        assertThat(WEEKDAYS.lastOnOrBefore(day("2022-07-09"))).isEqualTo(day("2022-07-08"));
        assertThat(WEEKDAYS.lastOnOrBefore(day("2022-07-10"))).isEqualTo(day("2022-07-08"));
    }
}
