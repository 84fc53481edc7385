package dk.fristvagt.alerts;

import static dk.fristvagt.alerts.Spoken.DUE;
import static dk.fristvagt.alerts.Spoken.OTHER_UNIT;
import static dk.fristvagt.alerts.Spoken.UNIT;
import static dk.fristvagt.alerts.Spoken.now;
import static dk.fristvagt.alerts.Spoken.said;
import static dk.fristvagt.alerts.Spoken.upcoming;
import static dk.fristvagt.alerts.Spoken.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.alerts.Spoken.Now;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Group;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.Rulebook;
import dk.fristvagt.rules.Status;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Timeline;
import dk.fristvagt.seniority.Today;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an alert carries, in which order alerts are said, and what is remembered of them (domain.md §9). */
class LedgerTest {
    private static final LocalDate TODAY = DUE.minusDays(14);
    private static final Ledger LEDGER = new Ledger(
            new Rulebook(
                    1,
                    List.of(Spoken.CURABLE, Spoken.STRICT, Spoken.ROLLING, Spoken.EXPIRING, Spoken.INVITATION),
                    Map.of()),
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);

    /** Sygedagpenge from 1 January 2022, open-ended: the course s1. */
    private static final BenefitSpell SPELL = new BenefitSpell(
            "s1",
            Group.SYGEDAGPENGE,
            LocalDate.of(2022, 1, 1),
            Days.NEVER,
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
            Optional.of("3F"));

    private static Evaluation on(LocalDate day, Deadline... deadlines) {
        return on(day, SPELL, deadlines);
    }

    private static Evaluation on(LocalDate day, BenefitSpell spell, Deadline... deadlines) {
        Today today = new Today(day);
        Timeline timeline = Timeline.of(
                List.of(new Event<>("e1", "c1", Instant.parse("2022-01-01T09:00:00Z"), "test", false, spell)), today);
        return new Evaluation(
                day, Arrays.asList(deadlines), Days.NEVER, timeline, new HoursClock(List.of(), timeline, today));
    }

    private static Ledger.Spoken speak(List<Said> said, Evaluation evaluation) {
        return LEDGER.speak("c1", said, 7, evaluation, Optional.empty(), Optional.empty());
    }

    private static Alert only(Ledger.Spoken spoken) {
        assertThat(spoken.alerts()).hasSize(1);
        return spoken.alerts().get(0);
    }

    // -- what an alert carries

    @Test
    void a_warning_carries_the_present_fields_and_began_its_stage_before_the_due_day() {
        Alert alert = only(speak(List.of(), on(TODAY.plusDays(2), upcoming(14).deadline())));

        assertThat(alert.type()).isEqualTo(Alert.Type.WARNING);
        assertThat(alert.stage()).isEqualTo(14);
        assertThat(alert.reason()).isEmpty();
        assertThat(alert.status()).contains(Status.UPCOMING);
        assertThat(alert.sequence()).isEqualTo(8);
        assertThat(alert.citizenId()).isEqualTo("c1");
        assertThat(alert.deadlineKey()).isEqualTo("c1|curable|s1|1");
        assertThat(alert.rule()).isEqualTo(Spoken.CURABLE);
        assertThat(alert.saidOn()).isEqualTo(TODAY.plusDays(2));
        assertThat(alert.effectiveOn()).isEqualTo(TODAY);
        assertThat(alert.dueOn()).contains(DUE);
        // 30 June 2022 is a Thursday.
        assertThat(alert.lastWorkingDay()).contains(DUE);
        assertThat(alert.daysLeft()).isEqualTo(OptionalLong.of(12));
        assertThat(alert.basis()).contains(Basis.CONFIRMED);
        assertThat(alert.advisory()).isFalse();
        assertThat(alert.unit()).isEqualTo(UNIT);
        assertThat(alert.municipality()).isEqualTo("0751");
        assertThat(alert.akasse()).contains("3F");
        assertThat(alert.courseStart()).isEqualTo("2022-01-01");
        // 1 January to 18 June: 5 months and 17 of 30 days.
        assertThat(alert.seniorityHundredths()).isEqualTo(557);
        assertThat(alert.required()).isEqualTo(1);
        assertThat(alert.achieved()).isZero();
        assertThat(alert.nextBookedOn()).contains(LocalDate.of(2022, 6, 20));
        assertThat(alert.causedBy()).isEmpty();
    }

    @Test
    void due_overdue_and_lapsed_began_the_day_after_the_due_day() {
        for (Now standing :
                List.of(now(Status.DUE), now(Status.OVERDUE), now(Status.LAPSED).of(Spoken.STRICT))) {
            Alert alert = only(speak(List.of(), on(DUE.plusDays(9), standing.deadline())));

            assertThat(alert.effectiveOn()).isEqualTo(DUE.plusDays(1));
            assertThat(alert.stage()).isZero();
            assertThat(alert.daysLeft()).isEqualTo(OptionalLong.of(-9));
        }
    }

    @Test
    void the_last_working_day_lies_before_a_due_day_on_a_weekend() {
        // 3 July 2022 is a Sunday.
        Alert alert = only(speak(
                List.of(), on(TODAY, upcoming(28).due(LocalDate.of(2022, 7, 3)).deadline())));

        assertThat(alert.lastWorkingDay()).contains(LocalDate.of(2022, 7, 1));
    }

    @Test
    void an_alert_names_the_event_that_caused_it() {
        Ledger.Spoken spoken = LEDGER.speak(
                "c1", List.of(), 0, on(TODAY, upcoming(14).deadline()), Optional.of("e9"), Optional.empty());

        assertThat(only(spoken).causedBy()).contains("e9");
    }

    @Test
    void what_is_taken_back_of_a_deadline_that_exists_carries_its_present_fields_from_today_on() {
        Alert alert = only(speak(
                List.of(warning(14)),
                on(TODAY, now(Status.MET).due(DUE.plusDays(3)).deadline())));

        assertThat(alert.type()).isEqualTo(Alert.Type.RESOLVED);
        assertThat(alert.reason()).contains(Alert.Reason.MET);
        assertThat(alert.status()).contains(Status.MET);
        assertThat(alert.stage()).isZero();
        assertThat(alert.dueOn()).contains(DUE.plusDays(3));
        assertThat(alert.akasse()).contains("3F");
        assertThat(alert.effectiveOn()).isEqualTo(TODAY);
    }

    @Test
    void a_deadline_without_a_due_day_has_neither_last_working_day_nor_days_left() {
        Alert alert = only(
                speak(List.of(warning(14)), on(TODAY, upcoming(0).withoutDue().deadline())));

        assertThat(alert.reason()).contains(Alert.Reason.POSTPONED);
        assertThat(alert.dueOn()).isEmpty();
        assertThat(alert.lastWorkingDay()).isEmpty();
        assertThat(alert.daysLeft()).isEmpty();
        assertThat(alert.basis()).isEmpty();
    }

    @Test
    void a_deadline_that_is_gone_is_taken_back_with_what_was_last_said() {
        Alert alert = only(speak(List.of(warning(14)), on(TODAY)));

        assertThat(alert.type()).isEqualTo(Alert.Type.WITHDRAWN);
        assertThat(alert.reason()).contains(Alert.Reason.CORRECTED);
        assertThat(alert.status()).isEmpty();
        assertThat(alert.stage()).isZero();
        assertThat(alert.deadline()).isEqualTo(new DeadlineId("curable", "s1", 1));
        assertThat(alert.rule()).isEqualTo(Spoken.CURABLE);
        assertThat(alert.dueOn()).contains(DUE);
        assertThat(alert.lastWorkingDay()).contains(DUE);
        assertThat(alert.daysLeft()).isEqualTo(OptionalLong.of(14));
        assertThat(alert.basis()).contains(Basis.PROJECTED);
        assertThat(alert.unit()).isEqualTo(UNIT);
        assertThat(alert.municipality()).isEqualTo("0751");
        assertThat(alert.akasse()).contains("HK");
        assertThat(alert.courseStart()).isEqualTo("2021-12-01");
        assertThat(alert.seniorityHundredths()).isEqualTo(123);
        assertThat(alert.required()).isEqualTo(2);
        assertThat(alert.achieved()).isEqualTo(1);
        assertThat(alert.nextBookedOn()).contains(LocalDate.of(2022, 6, 10));
        assertThat(alert.effectiveOn()).isEqualTo(TODAY);
        assertThat(alert.sequence()).isEqualTo(8);
    }

    @Test
    void what_was_said_without_a_due_day_is_taken_back_without_one() {
        Said without = said(Alert.Type.WARNING, 14, Spoken.CURABLE, Days.NEVER, false);

        Alert alert = only(speak(List.of(without), on(TODAY)));

        assertThat(alert.dueOn()).isEmpty();
        assertThat(alert.lastWorkingDay()).isEmpty();
        assertThat(alert.daysLeft()).isEmpty();
    }

    // -- order, numbers and ids

    @Test
    void the_old_unit_hears_that_it_moved_before_the_new_one_hears_how_it_stands() {
        List<Alert> alerts = speak(
                        List.of(warning(14)),
                        on(TODAY, upcoming(14).in(OTHER_UNIT).deadline()))
                .alerts();

        assertThat(alerts).extracting(Alert::type).containsExactly(Alert.Type.RESOLVED, Alert.Type.WARNING);
        assertThat(alerts).extracting(Alert::unit).containsExactly(UNIT, OTHER_UNIT);
        assertThat(alerts).extracting(Alert::sequence).containsExactly(8L, 9L);
        // Only the unit is the old one; the rest is how it stands now.
        assertThat(alerts).extracting(Alert::municipality).containsExactly("0101", "0101");
    }

    @Test
    void a_lapsed_that_is_withdrawn_after_a_move_goes_to_the_unit_that_was_told() {
        Said lapsed = said(Alert.Type.LAPSED, 0, Spoken.STRICT, DUE, false);

        Alert alert = only(speak(
                List.of(lapsed),
                on(TODAY, now(Status.MET).of(Spoken.STRICT).in(OTHER_UNIT).deadline())));

        assertThat(alert.unit()).isEqualTo(UNIT);
    }

    @Test
    void alerts_come_in_the_order_of_their_keys_whether_said_gone_or_new() {
        Said gone = said(Alert.Type.OVERDUE);
        Said met = said(Alert.Type.DUE, 0, Spoken.STRICT, DUE, false);

        Ledger.Spoken spoken = speak(
                List.of(gone, met),
                on(
                        TODAY,
                        upcoming(14).of(Spoken.ROLLING).deadline(),
                        now(Status.MET).of(Spoken.STRICT).deadline()));

        assertThat(spoken.alerts())
                .extracting(Alert::deadlineKey)
                .containsExactly("c1|curable|s1|1", "c1|rolling|s1|1", "c1|strict|s1|1");
        assertThat(spoken.alerts()).extracting(Alert::sequence).containsExactly(8L, 9L, 10L);
        assertThat(spoken.sequence()).isEqualTo(10);
    }

    @Test
    void the_id_is_the_same_on_every_replay() {
        Evaluation evaluation = on(TODAY, upcoming(14).deadline());

        Alert alert = only(speak(List.of(), evaluation));

        assertThat(only(speak(List.of(), evaluation)).alertId()).isEqualTo(alert.alertId());
        assertThat(alert.alertId().version()).isEqualTo(3);
    }

    @Test
    void the_id_differs_with_everything_that_makes_it_another_alert() {
        Deadline deadline = upcoming(14).deadline();
        List<Alert> different = List.of(
                only(speak(List.of(), on(TODAY, deadline))),
                only(LEDGER.speak("c2", List.of(), 7, on(TODAY, deadline), Optional.empty(), Optional.empty())),
                only(LEDGER.speak("c1", List.of(), 8, on(TODAY, deadline), Optional.empty(), Optional.empty())),
                only(speak(List.of(), on(TODAY.plusDays(1), deadline))),
                only(speak(List.of(), on(TODAY, upcoming(8).deadline()))),
                only(speak(
                        List.of(), on(TODAY, upcoming(14).due(DUE.plusDays(1)).deadline()))),
                only(speak(List.of(), on(TODAY, upcoming(14).in(OTHER_UNIT).deadline()))),
                only(speak(List.of(), on(TODAY, upcoming(14).of(Spoken.ROLLING).deadline()))),
                only(speak(List.of(), on(TODAY, now(Status.DUE).deadline()))),
                only(speak(List.of(warning(14)), on(TODAY, now(Status.MET).deadline()))),
                only(speak(List.of(warning(14)), on(TODAY, now(Status.BOOKED).deadline()))),
                only(speak(
                        List.of(warning(14)), on(TODAY, upcoming(0).withoutDue().deadline()))));

        assertThat(different).extracting(Alert::alertId).doesNotHaveDuplicates();
    }

    // -- what is remembered

    @Test
    void what_is_said_is_remembered_with_all_that_an_alert_about_its_absence_must_carry() {
        Ledger.Spoken spoken = speak(List.of(), on(TODAY, upcoming(14).deadline()));

        assertThat(spoken.standing())
                .containsExactly(new Said(
                        new DeadlineId("curable", "s1", 1),
                        1,
                        Alert.Type.WARNING,
                        14,
                        DUE,
                        Optional.of(Basis.CONFIRMED),
                        false,
                        UNIT,
                        "0751",
                        Optional.of("3F"),
                        // 1 January to 16 June: 5 months and 15 of 30 days.
                        LocalDate.of(2022, 1, 1),
                        550,
                        1,
                        0,
                        Optional.of(LocalDate.of(2022, 6, 20))));
    }

    @Test
    void what_stands_is_remembered_as_it_was_said() {
        Said before = warning(14);

        Ledger.Spoken spoken = speak(
                List.of(before), on(TODAY, upcoming(14).due(DUE.plusDays(5)).deadline()));

        assertThat(spoken.alerts()).isEmpty();
        assertThat(spoken.sequence()).isEqualTo(7);
        assertThat(spoken.standing()).containsExactly(before);
    }

    @Test
    void after_it_was_taken_back_it_is_as_if_nothing_had_been_said() {
        assertThat(speak(List.of(warning(14)), on(TODAY, now(Status.MET).deadline()))
                        .standing())
                .isEmpty();
        assertThat(speak(List.of(warning(14)), on(TODAY)).standing()).isEmpty();
    }

    @Test
    void what_follows_a_withdrawal_is_what_stands() {
        Ledger.Spoken spoken =
                speak(List.of(said(Alert.Type.OVERDUE)), on(TODAY, upcoming(14).deadline()));

        assertThat(spoken.alerts()).extracting(Alert::type).containsExactly(Alert.Type.WITHDRAWN, Alert.Type.WARNING);
        assertThat(spoken.standing()).extracting(Said::type).containsExactly(Alert.Type.WARNING);
    }

    @Test
    void a_day_that_moved_is_remembered_as_it_was_last_said() {
        Ledger.Spoken spoken = speak(
                List.of(warning(14)),
                on(TODAY, upcoming(14).due(DUE.plusDays(7)).deadline()));

        assertThat(only(spoken).reason()).contains(Alert.Reason.DUE_MOVED);
        assertThat(spoken.standing()).extracting(Said::due).containsExactly(DUE.plusDays(7));
    }

    // -- why a deadline is gone

    @Test
    void a_rule_chosen_by_the_day_has_expired_when_no_version_is_in_force() {
        Said target = said(Alert.Type.WARNING, 14, Spoken.EXPIRING, DUE, false);

        assertThat(only(speak(List.of(target), on(LocalDate.of(2026, 7, 1)))).reason())
                .contains(Alert.Reason.RULE_EXPIRED);
        // On its last day it is in force: then the deadline never was.
        assertThat(only(speak(List.of(target), on(LocalDate.of(2026, 6, 30)))).reason())
                .contains(Alert.Reason.CORRECTED);
    }

    @Test
    void a_joint_meeting_that_is_gone_is_not_booked_any_more() {
        Said invitation = said(Alert.Type.OVERDUE, 0, Spoken.INVITATION, DUE, false);

        assertThat(only(speak(List.of(invitation), on(TODAY))).reason()).contains(Alert.Reason.NOT_BOOKED);
    }

    @Test
    void a_course_that_closed_twelve_months_ago_has_taken_its_deadlines_along() {
        BenefitSpell ended = ending(LocalDate.of(2022, 3, 31));

        // Closed one month after 1 April, dropped twelve months after 1 May 2022.
        assertThat(only(speak(List.of(warning(14)), on(LocalDate.of(2023, 5, 1), ended)))
                        .reason())
                .contains(Alert.Reason.CEASED);
        assertThat(only(speak(List.of(warning(14)), on(LocalDate.of(2023, 4, 30), ended)))
                        .reason())
                .contains(Alert.Reason.CORRECTED);
        Said lapsed = said(Alert.Type.LAPSED, 0, Spoken.STRICT, DUE, false);
        assertThat(speak(List.of(lapsed), on(LocalDate.of(2023, 5, 1), ended)).alerts())
                .isEmpty();
    }

    private static BenefitSpell ending(LocalDate to) {
        return new BenefitSpell(
                SPELL.spellId(),
                SPELL.group(),
                SPELL.from(),
                to,
                SPELL.registeredOn(),
                SPELL.contactedOn(),
                SPELL.firstAbsenceOn(),
                SPELL.benefitPeriodStart(),
                SPELL.insurance(),
                SPELL.sicknessCategory(),
                SPELL.employed(),
                SPELL.youngWithoutEducation(),
                SPELL.akasseFirst(),
                SPELL.municipality(),
                SPELL.akasse());
    }

    // -- a first start

    @Test
    void what_took_effect_before_silent_before_is_remembered_and_not_sent() {
        Ledger.Spoken spoken = silently(DUE.plusDays(2), DUE.plusDays(5), now(Status.OVERDUE));

        assertThat(spoken.alerts()).isEmpty();
        assertThat(spoken.silenced()).isEqualTo(1);
        assertThat(spoken.sequence()).isEqualTo(7);
        assertThat(spoken.standing()).extracting(Said::type).containsExactly(Alert.Type.OVERDUE);
    }

    @Test
    void what_took_effect_on_silent_before_is_sent() {
        Ledger.Spoken spoken = silently(DUE.plusDays(1), DUE.plusDays(5), now(Status.OVERDUE));

        assertThat(only(spoken).effectiveOn()).isEqualTo(DUE.plusDays(1));
        assertThat(spoken.silenced()).isZero();
    }

    private static Ledger.Spoken silently(LocalDate silentBefore, LocalDate today, Now standing) {
        return LEDGER.speak(
                "c1", List.of(), 7, on(today, standing.deadline()), Optional.empty(), Optional.of(silentBefore));
    }
}
