package dk.fristvagt.alerts;

import static dk.fristvagt.alerts.Alert.Type.DUE;
import static dk.fristvagt.alerts.Alert.Type.LAPSED;
import static dk.fristvagt.alerts.Alert.Type.OVERDUE;
import static dk.fristvagt.alerts.Alert.Type.WARNING;
import static dk.fristvagt.facts.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.alerts.Decision.Absence;
import dk.fristvagt.alerts.Decision.Cause;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineDraft;
import dk.fristvagt.rules.RuleDraft;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decision to speak, case by case (domain.md §9).
 *
 * <p>Deadlines are due on 9 July 2022, and it is 1 July. The greatest value of the ladder is 28.
 */
class DecisionTest {
    private static final LocalDate TODAY = day("2022-07-01");

    private static final DeadlineDraft CURABLE = DeadlineDraft.of(RuleDraft.xJobsamtale());
    private static final DeadlineDraft NOT_CURABLE = DeadlineDraft.of(RuleDraft.dpFaelles1());
    private static final DeadlineDraft ROLLING = DeadlineDraft.of(RuleDraft.fokusSamtaler()).progress(3, 4);
    private static final DeadlineDraft ROLLING_MET = ROLLING.progress(4, 4);
    private static final DeadlineDraft ADVISORY = CURABLE.advisory();

    /** What was said. */
    private static final class SaidDraft {
        private final Alert.Type type;
        private final int stage;
        private LocalDate due = day("2022-07-09");
        private String unit = "jobcenter-0751";

        private SaidDraft(Alert.Type type, int stage) {
            this.type = type;
            this.stage = stage;
        }

        private SaidDraft due(String day) {
            due = day(day);
            return this;
        }

        private SaidDraft to(String unit) {
            this.unit = unit;
            return this;
        }

        private Said about(Deadline deadline) {
            return new Said(
                    deadline.id(), 1, type, stage, due, Optional.of(Basis.CONFIRMED), deadline.advisory(), unit, "0751",
                    Optional.empty(), deadline.courseStart(), 100, 1, 0, Optional.empty());
        }

        @Override
        public String toString() {
            return "said " + type + (stage == 0 ? "" : "(" + stage + ")");
        }
    }

    private static SaidDraft warned(int stage) {
        return new SaidDraft(WARNING, stage);
    }

    private static SaidDraft said(Alert.Type type) {
        return new SaidDraft(type, 0);
    }

    /** "RESOLVED(MET) WARNING(28)", "WARNING(14) DUE_MOVED", "stands", "". */
    private static String shown(Decision decision) {
        List<String> parts = new ArrayList<>();
        decision.takeBack().ifPresent(back -> parts.add(back.type() + "(" + back.reason() + ")"));
        decision.say()
                .ifPresent(say -> parts.add(say.type() + (say.stage() == 0 ? "" : "(" + say.stage() + ")")));
        if (decision.dueMoved()) {
            parts.add("DUE_MOVED");
        }
        if (decision.stands()) {
            parts.add("stands");
        }
        return String.join(" ", parts);
    }

    private record Case(String sentence, SaidDraft said, DeadlineDraft now, Cause cause, String decided) {
        Case {
            if (sentence.isBlank()) {
                throw new IllegalArgumentException("a case quotes its sentence");
            }
        }

        @Override
        public String toString() {
            return said + ": " + decided + " (" + sentence + ")";
        }
    }

    static List<Case> cases() {
        return List.of(
                // ---- Said X, now alerting as Y
                new Case("Y's type differs", warned(8), CURABLE.is(Status.OVERDUE), Cause.OTHER_TYPE, "OVERDUE"),
                new Case("Y's type differs", warned(8), CURABLE.is(Status.DUE), Cause.OTHER_TYPE, "DUE"),
                new Case("Y's type differs", said(DUE), CURABLE.is(Status.OVERDUE), Cause.OTHER_TYPE, "OVERDUE"),
                new Case("Y's type differs", warned(8), NOT_CURABLE.is(Status.LAPSED), Cause.OTHER_TYPE, "LAPSED"),
                new Case("Y's type differs", said(DUE), NOT_CURABLE.is(Status.LAPSED), Cause.OTHER_TYPE, "LAPSED"),
                new Case("Y's type differs", said(OVERDUE), NOT_CURABLE.is(Status.LAPSED), Cause.OTHER_TYPE, "LAPSED"),
                // only OVERDUE and LAPSED are taken back first
                new Case("Y's type differs", said(DUE), CURABLE.upcoming(28), Cause.OTHER_TYPE, "WARNING(28)"),
                // the type comes before the due day
                new Case(
                        "Y's type differs",
                        warned(8).due("2022-06-01"),
                        CURABLE.is(Status.OVERDUE),
                        Cause.OTHER_TYPE,
                        "OVERDUE"),
                new Case(
                        "both are WARNING and Y's stage is smaller",
                        warned(28),
                        CURABLE.upcoming(14),
                        Cause.SMALLER_STAGE,
                        "WARNING(14)"),
                new Case(
                        "both are WARNING and Y's stage is smaller",
                        warned(14),
                        CURABLE.upcoming(8),
                        Cause.SMALLER_STAGE,
                        "WARNING(8)"),
                // a smaller stage is said as it is, also when the due day moved
                new Case(
                        "both are WARNING and Y's stage is smaller",
                        warned(28).due("2022-08-09"),
                        CURABLE.upcoming(14),
                        Cause.SMALLER_STAGE,
                        "WARNING(14)"),
                new Case("else nothing and the ledger keeps what was said", warned(14), CURABLE.upcoming(14),
                        Cause.UNCHANGED, "stands"),
                new Case("(also a WARNING of a greater stage) … else nothing", warned(14), CURABLE.upcoming(28),
                        Cause.UNCHANGED, "stands"),
                new Case("else nothing and the ledger keeps what was said", said(DUE), CURABLE.is(Status.DUE),
                        Cause.UNCHANGED, "stands"),
                new Case("else nothing and the ledger keeps what was said", said(OVERDUE), CURABLE.is(Status.OVERDUE),
                        Cause.UNCHANGED, "stands"),
                new Case("else nothing and the ledger keeps what was said", said(LAPSED), NOT_CURABLE.is(Status.LAPSED),
                        Cause.UNCHANGED, "stands"),
                // ---- if due moved by 7 days or more since it was last said: 9 July is 7 days after 2 July, 6 after the 3rd
                new Case("due moved by 7 days or more", warned(14).due("2022-07-02"), CURABLE.upcoming(14),
                        Cause.DUE_MOVED, "WARNING(14) DUE_MOVED"),
                new Case("due moved by 7 days or more", warned(14).due("2022-07-03"), CURABLE.upcoming(14),
                        Cause.UNCHANGED, "stands"),
                new Case("due moved by 7 days or more", warned(14).due("2022-07-16"), CURABLE.upcoming(14),
                        Cause.DUE_MOVED, "WARNING(14) DUE_MOVED"),
                new Case("due moved by 7 days or more", warned(14).due("2022-07-15"), CURABLE.upcoming(14),
                        Cause.UNCHANGED, "stands"),
                new Case("(also a WARNING of a greater stage), if due moved", warned(14).due("2022-07-02"),
                        CURABLE.upcoming(28), Cause.DUE_MOVED, "WARNING(28) DUE_MOVED"),
                new Case("(also a WARNING of a greater stage), if due moved", warned(14).due("2022-07-03"),
                        CURABLE.upcoming(28), Cause.UNCHANGED, "stands"),
                new Case("say Y with reason DUE_MOVED", said(DUE).due("2022-07-02"), CURABLE.is(Status.DUE),
                        Cause.DUE_MOVED, "DUE DUE_MOVED"),
                new Case("say Y with reason DUE_MOVED", said(DUE).due("2022-07-03"), CURABLE.is(Status.DUE),
                        Cause.UNCHANGED, "stands"),
                new Case("say Y with reason DUE_MOVED", said(OVERDUE).due("2022-07-16"), CURABLE.is(Status.OVERDUE),
                        Cause.DUE_MOVED, "OVERDUE DUE_MOVED"),
                new Case("say Y with reason DUE_MOVED", said(OVERDUE).due("2022-07-15"), CURABLE.is(Status.OVERDUE),
                        Cause.UNCHANGED, "stands"),
                new Case("say Y with reason DUE_MOVED", warned(14).due("2022-07-02"), ROLLING.upcoming(14),
                        Cause.DUE_MOVED, "WARNING(14) DUE_MOVED"),
                new Case("(not LAPSED, not advisory)", said(LAPSED).due("2022-05-01"), NOT_CURABLE.is(Status.LAPSED),
                        Cause.UNCHANGED, "stands"),
                new Case("(not LAPSED, not advisory)", warned(8).due("2022-05-01"), ADVISORY.upcoming(8),
                        Cause.UNCHANGED, "stands"),
                // ---- Advisory: UPCOMING with stage > 0, DUE and OVERDUE are all WARNING(8): one alert, until it is quiet
                new Case("one alert, until it is quiet", warned(8), ADVISORY.is(Status.DUE), Cause.UNCHANGED, "stands"),
                new Case("one alert, until it is quiet", warned(8), ADVISORY.is(Status.OVERDUE), Cause.UNCHANGED,
                        "stands"),
                // ---- Except: said OVERDUE and now WARNING or DUE
                new Case("said OVERDUE and now WARNING or DUE → first WITHDRAWN(CORRECTED)", said(OVERDUE),
                        CURABLE.upcoming(14), Cause.OVERDUE_TO_EARLIER, "WITHDRAWN(CORRECTED) WARNING(14)"),
                new Case("said OVERDUE and now WARNING or DUE → first WITHDRAWN(CORRECTED)", said(OVERDUE),
                        CURABLE.is(Status.DUE), Cause.OVERDUE_TO_EARLIER, "WITHDRAWN(CORRECTED) DUE"),
                new Case("for rolling RESOLVED(MET or POSTPONED as below), then Y", said(OVERDUE),
                        ROLLING_MET.upcoming(28), Cause.OVERDUE_TO_EARLIER, "RESOLVED(MET) WARNING(28)"),
                new Case("for rolling RESOLVED(MET or POSTPONED as below), then Y", said(OVERDUE),
                        ROLLING.upcoming(28), Cause.OVERDUE_TO_EARLIER, "RESOLVED(POSTPONED) WARNING(28)"),
                new Case("for rolling RESOLVED(MET or POSTPONED as below), then Y", said(OVERDUE),
                        ROLLING.is(Status.DUE), Cause.OVERDUE_TO_EARLIER, "RESOLVED(POSTPONED) DUE"),
                // ---- said LAPSED and now anything else alerting → first WITHDRAWN(CORRECTED), then Y
                new Case("said LAPSED and now anything else alerting", said(LAPSED), NOT_CURABLE.upcoming(28),
                        Cause.LAPSED_TO_OTHER, "WITHDRAWN(CORRECTED) WARNING(28)"),
                new Case("said LAPSED and now anything else alerting", said(LAPSED), NOT_CURABLE.is(Status.DUE),
                        Cause.LAPSED_TO_OTHER, "WITHDRAWN(CORRECTED) DUE"),
                new Case("said LAPSED and now anything else alerting", said(LAPSED), CURABLE.is(Status.OVERDUE),
                        Cause.LAPSED_TO_OTHER, "WITHDRAWN(CORRECTED) OVERDUE"),
                // ---- Said WARNING or DUE, now quiet → RESOLVED, reason = the quiet status
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.MET), Cause.WARNING_OR_DUE_QUIET,
                        "RESOLVED(MET)"),
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.MET_LATE),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(MET_LATE)"),
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.BOOKED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(BOOKED)"),
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.EXEMPT),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(EXEMPT)"),
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.PAUSED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(PAUSED)"),
                new Case("reason = the quiet status", warned(14), CURABLE.is(Status.CEASED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(CEASED)"),
                new Case("LAPSED of curable rules too", warned(14), CURABLE.is(Status.LAPSED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(LAPSED)"),
                new Case("reason = the quiet status", said(DUE), NOT_CURABLE.is(Status.MET),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(MET)"),
                new Case("reason = the quiet status", said(DUE), CURABLE.is(Status.MET_LATE),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(MET_LATE)"),
                new Case("reason = the quiet status", said(DUE), CURABLE.is(Status.LAPSED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(LAPSED)"),
                new Case("reason = the quiet status", warned(8), ADVISORY.is(Status.CEASED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(CEASED)"),
                new Case("reason = the quiet status", warned(28), ROLLING.is(Status.BOOKED),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(BOOKED)"),
                // or for UPCOMING with stage 0: POSTPONED. 1 July + 28 + 7 = 5 August, + 8 = 6 August
                new Case("for UPCOMING with stage 0: POSTPONED", warned(28), CURABLE.due("2022-08-06"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("for UPCOMING with stage 0: POSTPONED", warned(28), CURABLE.notDue(),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("for UPCOMING with stage 0: POSTPONED", said(DUE), CURABLE.due("2022-12-01"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("but rolling with achieved = required: MET", warned(28), ROLLING_MET.due("2022-12-01"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(MET)"),
                new Case("but rolling with achieved = required: MET", warned(28), ROLLING.due("2022-12-01"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("but rolling with achieved = required: MET", said(DUE), ROLLING_MET.due("2022-12-01"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(MET)"),
                // achieved = required does not make MET of a rule that is not rolling
                new Case("for UPCOMING with stage 0: POSTPONED", warned(28),
                        CURABLE.progress(1, 1).due("2022-12-01"), Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                // ---- Exception: said WARNING, not rolling, now UPCOMING(0) and d − D ≤ the greatest ladder value + 7 days
                new Case("nothing, the WARNING stands", warned(28), CURABLE.due("2022-08-05"), Cause.WARNING_STANDS,
                        "stands"),
                new Case("nothing, the WARNING stands", warned(14), CURABLE.due("2022-08-05"), Cause.WARNING_STANDS,
                        "stands"),
                // ladder 7, 3: 1 July + 14 = 15 July
                new Case("nothing, the WARNING stands", warned(3),
                        DeadlineDraft.of(RuleDraft.kthCv()).due("2022-07-15"), Cause.WARNING_STANDS, "stands"),
                new Case("nothing, the WARNING stands", warned(3),
                        DeadlineDraft.of(RuleDraft.kthCv()).due("2022-07-16"), Cause.WARNING_OR_DUE_QUIET,
                        "RESOLVED(POSTPONED)"),
                // advisory ladder 8: 1 July + 15 = 16 July
                new Case("nothing, the WARNING stands", warned(8), ADVISORY.due("2022-07-16"), Cause.WARNING_STANDS,
                        "stands"),
                new Case("nothing, the WARNING stands", warned(8), ADVISORY.due("2022-07-17"),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("not rolling", warned(28), ROLLING.due("2022-08-05"), Cause.WARNING_OR_DUE_QUIET,
                        "RESOLVED(POSTPONED)"),
                new Case("said WARNING", said(DUE), CURABLE.due("2022-08-05"), Cause.WARNING_OR_DUE_QUIET,
                        "RESOLVED(POSTPONED)"),
                // only UPCOMING stands, however near its due day is
                new Case("now UPCOMING with stage 0", warned(28), CURABLE.is(Status.EXEMPT),
                        Cause.WARNING_OR_DUE_QUIET, "RESOLVED(EXEMPT)"),
                // ---- Said OVERDUE, now quiet → MET, CEASED or UPCOMING(0): WITHDRAWN(CORRECTED)
                new Case("MET: WITHDRAWN(CORRECTED)", said(OVERDUE), CURABLE.is(Status.MET), Cause.OVERDUE_QUIET,
                        "WITHDRAWN(CORRECTED)"),
                new Case("CEASED: WITHDRAWN(CORRECTED)", said(OVERDUE), CURABLE.is(Status.CEASED),
                        Cause.OVERDUE_QUIET, "WITHDRAWN(CORRECTED)"),
                new Case("UPCOMING(0): WITHDRAWN(CORRECTED)", said(OVERDUE), CURABLE.due("2022-12-01"),
                        Cause.OVERDUE_QUIET, "WITHDRAWN(CORRECTED)"),
                // near or far: only a WARNING stands
                new Case("UPCOMING(0): WITHDRAWN(CORRECTED)", said(OVERDUE), CURABLE.due("2022-08-05"),
                        Cause.OVERDUE_QUIET, "WITHDRAWN(CORRECTED)"),
                new Case("for rolling UPCOMING(0): RESOLVED(MET or POSTPONED as above)", said(OVERDUE),
                        ROLLING_MET.due("2022-12-01"), Cause.OVERDUE_QUIET, "RESOLVED(MET)"),
                new Case("for rolling UPCOMING(0): RESOLVED(MET or POSTPONED as above)", said(OVERDUE),
                        ROLLING.due("2022-12-01"), Cause.OVERDUE_QUIET, "RESOLVED(POSTPONED)"),
                new Case("for rolling CEASED: RESOLVED(CEASED)", said(OVERDUE), ROLLING.is(Status.CEASED),
                        Cause.OVERDUE_QUIET, "RESOLVED(CEASED)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), CURABLE.is(Status.MET_LATE),
                        Cause.OVERDUE_QUIET, "RESOLVED(MET_LATE)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), CURABLE.is(Status.BOOKED),
                        Cause.OVERDUE_QUIET, "RESOLVED(BOOKED)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), CURABLE.is(Status.EXEMPT),
                        Cause.OVERDUE_QUIET, "RESOLVED(EXEMPT)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), CURABLE.is(Status.PAUSED),
                        Cause.OVERDUE_QUIET, "RESOLVED(PAUSED)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), CURABLE.is(Status.LAPSED),
                        Cause.OVERDUE_QUIET, "RESOLVED(LAPSED)"),
                new Case("else RESOLVED(the quiet status)", said(OVERDUE), ROLLING.is(Status.LAPSED),
                        Cause.OVERDUE_QUIET, "RESOLVED(LAPSED)"),
                // ---- Said LAPSED, now quiet → WITHDRAWN(CORRECTED)
                new Case("Said LAPSED, now quiet", said(LAPSED), NOT_CURABLE.is(Status.MET), Cause.LAPSED_QUIET,
                        "WITHDRAWN(CORRECTED)"),
                new Case("Said LAPSED, now quiet", said(LAPSED), NOT_CURABLE.is(Status.PAUSED), Cause.LAPSED_QUIET,
                        "WITHDRAWN(CORRECTED)"),
                new Case("Said LAPSED, now quiet", said(LAPSED), NOT_CURABLE.due("2022-08-05"), Cause.LAPSED_QUIET,
                        "WITHDRAWN(CORRECTED)"),
                // ---- The unit changed while WARNING, DUE or OVERDUE stands and the deadline still exists
                new Case("RESOLVED(MOVED) to the old unit, then the current state", warned(14).to("jobcenter-0851"),
                        CURABLE.upcoming(14), Cause.UNIT_MOVED, "RESOLVED(MOVED) WARNING(14)"),
                new Case("RESOLVED(MOVED) to the old unit, then the current state", warned(14).to("jobcenter-0851"),
                        CURABLE.upcoming(28), Cause.UNIT_MOVED, "RESOLVED(MOVED) WARNING(28)"),
                new Case("RESOLVED(MOVED) to the old unit, then the current state", said(DUE).to("akasse-3F"),
                        NOT_CURABLE.is(Status.LAPSED), Cause.UNIT_MOVED, "RESOLVED(MOVED) LAPSED"),
                new Case("(instead of any other RESOLVED or WITHDRAWN)", said(OVERDUE).to("jobcenter-0851"),
                        CURABLE.upcoming(14), Cause.UNIT_MOVED, "RESOLVED(MOVED) WARNING(14)"),
                new Case("then the current state, if alerting", warned(14).to("jobcenter-0851"),
                        CURABLE.is(Status.MET), Cause.UNIT_MOVED, "RESOLVED(MOVED)"),
                new Case("then the current state, if alerting", said(OVERDUE).to("jobcenter-0851"),
                        CURABLE.is(Status.CEASED), Cause.UNIT_MOVED, "RESOLVED(MOVED)"),
                new Case("then the current state, if alerting", warned(28).to("jobcenter-0851"),
                        CURABLE.due("2022-08-05"), Cause.UNIT_MOVED, "RESOLVED(MOVED)"),
                new Case("then the current state, if alerting", warned(8).to("jobcenter-0851"),
                        ADVISORY.is(Status.OVERDUE), Cause.UNIT_MOVED, "RESOLVED(MOVED) WARNING(8)"),
                new Case("A LAPSED is not moved", said(LAPSED).to("akasse-3F"), NOT_CURABLE.is(Status.LAPSED),
                        Cause.UNCHANGED, "stands"),
                new Case("if withdrawn, it is to the unit it was said to", said(LAPSED).to("akasse-3F"),
                        NOT_CURABLE.is(Status.MET), Cause.LAPSED_QUIET, "WITHDRAWN(CORRECTED)"),
                new Case("if withdrawn, it is to the unit it was said to", said(LAPSED).to("akasse-3F"),
                        NOT_CURABLE.is(Status.DUE), Cause.LAPSED_TO_OTHER, "WITHDRAWN(CORRECTED) DUE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void whatWasSaidIsComparedWithWhatIs(Case c) {
        Deadline deadline = c.now().build();

        Decision decision = Decision.again(c.said().about(deadline), deadline, TODAY);

        assertThat(shown(decision)).isEqualTo(c.decided());
        assertThat(decision.cause()).isEqualTo(c.cause());
    }

    @Test
    void everySentenceHasCasesOnBothSides() {
        Map<Cause, Integer> count = new EnumMap<>(Cause.class);
        cases().forEach(c -> count.merge(c.cause(), 1, Integer::sum));

        assertThat(count.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Cause.values())
                        .filter(cause -> !cause.name().startsWith("GONE")
                                && cause != Cause.FIRST_SAID
                                && cause != Cause.NOTHING_TO_SAY)
                        .toList());
        assertThat(count.values()).allSatisfy(cases -> assertThat(cases).isGreaterThanOrEqualTo(2));
    }

    static Stream<Arguments> firstSaid() {
        return Stream.of(
                // "Nothing said before, alerting now → say it."
                Arguments.of(CURABLE.upcoming(28), "WARNING(28)"),
                Arguments.of(CURABLE.upcoming(8), "WARNING(8)"),
                Arguments.of(CURABLE.is(Status.DUE), "DUE"),
                Arguments.of(CURABLE.is(Status.OVERDUE), "OVERDUE"),
                Arguments.of(NOT_CURABLE.is(Status.LAPSED), "LAPSED"),
                Arguments.of(ROLLING.is(Status.OVERDUE), "OVERDUE"),
                // "Advisory: UPCOMING with stage > 0, DUE and OVERDUE are all WARNING(8)"
                Arguments.of(ADVISORY.upcoming(8), "WARNING(8)"),
                Arguments.of(ADVISORY.is(Status.DUE), "WARNING(8)"),
                Arguments.of(ADVISORY.is(Status.OVERDUE), "WARNING(8)"));
    }

    @ParameterizedTest
    @MethodSource("firstSaid")
    void whatAlertsForTheFirstTimeIsSaid(DeadlineDraft now, String decided) {
        Decision decision = Decision.first(now.build());

        assertThat(shown(decision)).isEqualTo(decided);
        assertThat(decision.cause()).isEqualTo(Cause.FIRST_SAID);
    }

    static Stream<DeadlineDraft> quiet() {
        return Stream.of(
                CURABLE.upcoming(0),
                CURABLE.notDue(),
                CURABLE.is(Status.BOOKED),
                CURABLE.is(Status.EXEMPT),
                CURABLE.is(Status.PAUSED),
                CURABLE.is(Status.MET),
                CURABLE.is(Status.MET_LATE),
                CURABLE.is(Status.CEASED),
                // "All others are quiet, LAPSED of curable rules too."
                CURABLE.is(Status.LAPSED),
                ADVISORY.upcoming(0),
                ADVISORY.is(Status.BOOKED),
                ADVISORY.is(Status.CEASED),
                NOT_CURABLE.advisory().is(Status.LAPSED));
    }

    @ParameterizedTest
    @MethodSource("quiet")
    void whatIsQuietIsNotSaid(DeadlineDraft now) {
        Decision decision = Decision.first(now.build());

        assertThat(shown(decision)).isEmpty();
        assertThat(decision.cause()).isEqualTo(Cause.NOTHING_TO_SAY);
    }

    @ParameterizedTest
    @CsvSource({
        // "a select: as-of rule outside its validity → RESOLVED(RULE_EXPIRED)"
        "WARNING, RULE_EXPIRED, GONE_RULE_EXPIRED, RESOLVED(RULE_EXPIRED)",
        "OVERDUE, RULE_EXPIRED, GONE_RULE_EXPIRED, RESOLVED(RULE_EXPIRED)",
        // "akasse-invitation → RESOLVED(NOT_BOOKED)"
        "WARNING, NOT_BOOKED, GONE_NOT_BOOKED, RESOLVED(NOT_BOOKED)",
        "OVERDUE, NOT_BOOKED, GONE_NOT_BOOKED, RESOLVED(NOT_BOOKED)",
        // "course dropped 12 months after closing → RESOLVED(CEASED)"
        "DUE, COURSE_DROPPED, GONE_DROPPED, RESOLVED(CEASED)",
        "OVERDUE, COURSE_DROPPED, GONE_DROPPED, RESOLVED(CEASED)",
        // "else WITHDRAWN(CORRECTED)"
        "WARNING, OTHER, GONE_CORRECTED, WITHDRAWN(CORRECTED)",
        "DUE, OTHER, GONE_CORRECTED, WITHDRAWN(CORRECTED)",
        "LAPSED, OTHER, GONE_CORRECTED, WITHDRAWN(CORRECTED)",
        // "For said LAPSED in the first three cases: nothing."
        "LAPSED, RULE_EXPIRED, GONE_UNSAID, ''",
        "LAPSED, NOT_BOOKED, GONE_UNSAID, ''",
        "LAPSED, COURSE_DROPPED, GONE_UNSAID, ''",
    })
    void whatIsGoneIsTakenBack(Alert.Type type, Absence absence, Cause cause, String decided) {
        Decision decision = Decision.gone(said(type).about(CURABLE.build()), absence);

        assertThat(shown(decision)).isEqualTo(decided);
        assertThat(decision.cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @EnumSource(
            value = Alert.Type.class,
            names = {"RESOLVED", "WITHDRAWN"})
    void whatWasTakenBackNeverStands(Alert.Type type) {
        Deadline deadline = CURABLE.is(Status.MET).build();

        assertThatThrownBy(() -> Decision.again(said(type).about(deadline), deadline, TODAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ledger holds " + type + ", which never stands");
    }

    @Test
    void aWarningAboutAnOfferStandsByItsOwnLadder() {
        // kth-tilbud: 56 + 7 = 63 days from 1 July is 2 September
        DeadlineDraft offer = DeadlineDraft.of(RuleDraft.kthTilbud());
        Deadline near = offer.due("2022-09-02").build();
        Deadline far = offer.due("2022-09-03").build();

        assertThat(Decision.again(warned(56).about(near), near, TODAY).cause()).isEqualTo(Cause.WARNING_STANDS);
        assertThat(Decision.again(warned(56).about(far), far, TODAY).cause()).isEqualTo(Cause.WARNING_OR_DUE_QUIET);
    }
}
