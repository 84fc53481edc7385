package dk.fristvagt.alerts;

import static dk.fristvagt.alerts.Alert.Type.DUE;
import static dk.fristvagt.alerts.Alert.Type.LAPSED;
import static dk.fristvagt.alerts.Alert.Type.OVERDUE;
import static dk.fristvagt.alerts.Alert.Type.WARNING;
import static dk.fristvagt.alerts.Spoken.OTHER_UNIT;
import static dk.fristvagt.alerts.Spoken.ROLLING;
import static dk.fristvagt.alerts.Spoken.STRICT;
import static dk.fristvagt.alerts.Spoken.advisoryWarning;
import static dk.fristvagt.alerts.Spoken.now;
import static dk.fristvagt.alerts.Spoken.said;
import static dk.fristvagt.alerts.Spoken.upcoming;
import static dk.fristvagt.alerts.Spoken.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.alerts.Decision.Absence;
import dk.fristvagt.alerts.Spoken.Now;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision to speak, bullet by bullet of domain.md §9. The ladder of the cases is 28, 14, 8. */
class SectionNineTest {
    private static final String NOTHING = "nothing";
    private static final String STANDS = "nothing, what was said stands";

    /** Two weeks before the due day, unless a case says another. */
    private static final LocalDate TODAY = Spoken.DUE.minusDays(14);

    /**
     * One line of a table.
     *
     * @param why what the case shows
     * @param decision what is decided
     * @param expected what is taken back, then what is said; {@link #NOTHING} or {@link #STANDS}
     */
    private record Line(String why, Supplier<Decision> decision, String expected) {
        void assertDecided() {
            assertThat(described(decision.get())).isEqualTo(expected);
        }

        @Override
        public String toString() {
            return why + ": " + expected;
        }
    }

    private static Line first(String why, Now now, String expected) {
        return new Line(why, () -> Decision.first(now.deadline()), expected);
    }

    private static Line again(String why, Said said, Now now, String expected) {
        return again(why, said, now, TODAY, expected);
    }

    private static Line again(String why, Said said, Now now, LocalDate today, String expected) {
        return new Line(why, () -> Decision.again(said, now.deadline(), today), expected);
    }

    private static Line gone(String why, Said said, Absence absence, String expected) {
        return new Line(why, () -> Decision.gone(said, absence), expected);
    }

    @ParameterizedTest
    @MethodSource
    void nothing_said_before_alerting_now(Line line) {
        line.assertDecided();
    }

    static Stream<Line> nothing_said_before_alerting_now() {
        return table(
                // The alerting states are said ...
                first("a warning stage has begun", upcoming(28), "WARNING 28"),
                first("known late, already nearer", upcoming(8), "WARNING 8"),
                first("reached by projection", now(Status.DUE), "DUE"),
                first("over for sure", now(Status.OVERDUE), "OVERDUE"),
                first("lapsed for good", now(Status.LAPSED).of(STRICT), "LAPSED"),
                // ... all others are quiet, LAPSED of curable rules too.
                first("far away", upcoming(0), NOTHING),
                first("without a due day", upcoming(0).withoutDue(), NOTHING),
                first("lapsed but curable", now(Status.LAPSED), NOTHING),
                first("met", now(Status.MET), NOTHING),
                first("met late", now(Status.MET_LATE), NOTHING),
                first("booked", now(Status.BOOKED), NOTHING),
                first("exempt", now(Status.EXEMPT), NOTHING),
                first("paused", now(Status.PAUSED), NOTHING),
                first("ceased", now(Status.CEASED), NOTHING),
                // Advisory: UPCOMING with a stage, DUE and OVERDUE are all WARNING(8).
                first("advisory, near", upcoming(8).advised(), "WARNING 8"),
                first("advisory, far away", upcoming(0).advised(), NOTHING),
                first("advisory, reached by projection", now(Status.DUE).advised(), "WARNING 8"),
                first("advisory, over", now(Status.OVERDUE).advised(), "WARNING 8"),
                first("advisory, ceased", now(Status.CEASED).advised(), NOTHING),
                // An advisory occurrence of a rule that lapses is curable itself.
                first(
                        "advisory of a strict rule, lapsed",
                        now(Status.LAPSED).of(STRICT).advised(),
                        NOTHING));
    }

    @ParameterizedTest
    @MethodSource
    void said_one_thing_and_alerting_as_another(Line line) {
        line.assertDecided();
    }

    static Stream<Line> said_one_thing_and_alerting_as_another() {
        return table(
                // The type differs: say it.
                again("the day has passed, hours not reported", warning(8), now(Status.DUE), "DUE"),
                again("the day has passed for sure", warning(8), now(Status.OVERDUE), "OVERDUE"),
                again(
                        "the day has passed for good",
                        warning(8),
                        now(Status.LAPSED).of(STRICT),
                        "LAPSED"),
                again("the report came", said(DUE), now(Status.OVERDUE), "OVERDUE"),
                again(
                        "the report came for a strict rule",
                        said(DUE),
                        now(Status.LAPSED).of(STRICT),
                        "LAPSED"),
                again("the report moved the day ahead again", said(DUE), upcoming(14), "WARNING 14"),
                // Both are warnings and the stage is smaller: say it, without a reason even if the day moved.
                again("a nearer stage", warning(28), upcoming(14), "WARNING 14"),
                again("two stages nearer at once", warning(28), upcoming(8), "WARNING 8"),
                again("nearer and moved", warning(28), upcoming(14).due(Spoken.DUE.minusDays(30)), "WARNING 14"),
                // Otherwise nothing, as long as the day stands.
                again("the same stage", warning(14), upcoming(14), STANDS),
                again("still due", said(DUE), now(Status.DUE), STANDS),
                again("still overdue", said(OVERDUE), now(Status.OVERDUE), STANDS),
                again("still lapsed", said(LAPSED), now(Status.LAPSED).of(STRICT), STANDS),
                again(
                        "a greater stage, moved too little",
                        warning(8),
                        upcoming(14).due(Spoken.DUE.plusDays(6)),
                        STANDS));
    }

    @ParameterizedTest
    @MethodSource
    void the_due_day_moved_since_it_was_last_said(Line line) {
        line.assertDecided();
    }

    static Stream<Line> the_due_day_moved_since_it_was_last_said() {
        return table(
                again("by 6 days", warning(14), upcoming(14).due(Spoken.DUE.plusDays(6)), STANDS),
                again("by 7 days", warning(14), upcoming(14).due(Spoken.DUE.plusDays(7)), "WARNING 14 DUE_MOVED"),
                again("back by 6 days", warning(14), upcoming(14).due(Spoken.DUE.minusDays(6)), STANDS),
                again("back by 7 days", warning(14), upcoming(14).due(Spoken.DUE.minusDays(7)), "WARNING 14 DUE_MOVED"),
                again(
                        "a greater stage too",
                        warning(8),
                        upcoming(28).due(Spoken.DUE.plusDays(7)),
                        "WARNING 28 DUE_MOVED"),
                again("while due", said(DUE), now(Status.DUE).due(Spoken.DUE.minusDays(7)), "DUE DUE_MOVED"),
                again("while due, too little", said(DUE), now(Status.DUE).due(Spoken.DUE.minusDays(6)), STANDS),
                again(
                        "while overdue",
                        said(OVERDUE),
                        now(Status.OVERDUE).due(Spoken.DUE.minusDays(9)),
                        "OVERDUE DUE_MOVED"),
                // Not LAPSED, not advisory.
                again(
                        "while lapsed",
                        said(LAPSED),
                        now(Status.LAPSED).of(STRICT).due(Spoken.DUE.minusDays(40)),
                        STANDS),
                again("advisory", advisoryWarning(), upcoming(8).advised().due(Spoken.DUE.plusDays(30)), STANDS),
                again("advisory, over", advisoryWarning(), now(Status.OVERDUE).advised(), STANDS));
    }

    @ParameterizedTest
    @MethodSource
    void said_overdue_or_lapsed_and_now_something_milder(Line line) {
        line.assertDecided();
    }

    static Stream<Line> said_overdue_or_lapsed_and_now_something_milder() {
        return table(
                again("overdue, now ahead", said(OVERDUE), upcoming(14), "WITHDRAWN CORRECTED, WARNING 14"),
                again("overdue, now only projected", said(OVERDUE), now(Status.DUE), "WITHDRAWN CORRECTED, DUE"),
                again(
                        "rolling, all meetings there",
                        said(OVERDUE),
                        upcoming(14).of(ROLLING).achievedAll(),
                        "RESOLVED MET, WARNING 14"),
                again("rolling, put off", said(OVERDUE), upcoming(14).of(ROLLING), "RESOLVED POSTPONED, WARNING 14"),
                again("rolling, only projected", said(OVERDUE), now(Status.DUE).of(ROLLING), "RESOLVED POSTPONED, DUE"),
                again("lapsed, now ahead", said(LAPSED), upcoming(28).of(STRICT), "WITHDRAWN CORRECTED, WARNING 28"),
                again(
                        "lapsed, now only projected",
                        said(LAPSED),
                        now(Status.DUE).of(STRICT),
                        "WITHDRAWN CORRECTED, DUE"),
                again("lapsed, now curable", said(LAPSED), now(Status.OVERDUE), "WITHDRAWN CORRECTED, OVERDUE"),
                // Overdue to lapsed is another type and nothing milder.
                again("overdue, now for good", said(OVERDUE), now(Status.LAPSED).of(STRICT), "LAPSED"));
    }

    @ParameterizedTest
    @MethodSource
    void said_warning_or_due_and_now_quiet(Line line) {
        line.assertDecided();
    }

    static Stream<Line> said_warning_or_due_and_now_quiet() {
        return Stream.concat(
                Stream.of(
                                Status.MET,
                                Status.MET_LATE,
                                Status.BOOKED,
                                Status.EXEMPT,
                                Status.PAUSED,
                                Status.CEASED,
                                Status.LAPSED)
                        .flatMap(status -> table(
                                again("warning, now " + status, warning(14), now(status), "RESOLVED " + status),
                                again("due, now " + status, said(DUE), now(status), "RESOLVED " + status),
                                again(
                                        "advisory, now " + status,
                                        advisoryWarning(),
                                        now(status).advised(),
                                        "RESOLVED " + status))),
                table(
                        // POSTPONED, but a warning stands up to the greatest ladder value (28) and 7 days.
                        again(
                                "put off to 36 days",
                                warning(14),
                                upcoming(0),
                                Spoken.DUE.minusDays(36),
                                "RESOLVED POSTPONED"),
                        again("put off to 35 days", warning(14), upcoming(0), Spoken.DUE.minusDays(35), STANDS),
                        again("no due day any more", warning(14), upcoming(0).withoutDue(), "RESOLVED POSTPONED"),
                        again("due stands not", said(DUE), upcoming(0), Spoken.DUE.minusDays(35), "RESOLVED POSTPONED"),
                        // The ladder of an advisory occurrence is 8.
                        again(
                                "advisory, 16 days",
                                advisoryWarning(),
                                upcoming(0).advised(),
                                Spoken.DUE.minusDays(16),
                                "RESOLVED POSTPONED"),
                        again(
                                "advisory, 15 days",
                                advisoryWarning(),
                                upcoming(0).advised(),
                                Spoken.DUE.minusDays(15),
                                STANDS),
                        // Rolling: no warning stands; MET when all are there.
                        again(
                                "rolling, near",
                                warning(14),
                                upcoming(0).of(ROLLING),
                                Spoken.DUE.minusDays(29),
                                "RESOLVED POSTPONED"),
                        again(
                                "rolling, all there",
                                warning(14),
                                upcoming(0).of(ROLLING).achievedAll(),
                                Spoken.DUE.minusDays(29),
                                "RESOLVED MET"),
                        again(
                                "rolling, was due, all there",
                                said(DUE),
                                upcoming(0).of(ROLLING).achievedAll(),
                                "RESOLVED MET"),
                        // Quiet for another reason than a due day that moved a little: nothing stands.
                        again(
                                "met although near",
                                warning(14),
                                now(Status.MET),
                                Spoken.DUE.minusDays(30),
                                "RESOLVED MET")));
    }

    @ParameterizedTest
    @MethodSource
    void said_overdue_and_now_quiet(Line line) {
        line.assertDecided();
    }

    static Stream<Line> said_overdue_and_now_quiet() {
        return table(
                // It never was overdue: withdrawn.
                again("it was met in time", said(OVERDUE), now(Status.MET), "WITHDRAWN CORRECTED"),
                again("the rule had ended", said(OVERDUE), now(Status.CEASED), "WITHDRAWN CORRECTED"),
                again("the day is far away", said(OVERDUE), upcoming(0), "WITHDRAWN CORRECTED"),
                again(
                        "no warning stands after overdue",
                        said(OVERDUE),
                        upcoming(0),
                        Spoken.DUE.minusDays(30),
                        "WITHDRAWN CORRECTED"),
                // It was and is over.
                again("met late", said(OVERDUE), now(Status.MET_LATE), "RESOLVED MET_LATE"),
                again("booked", said(OVERDUE), now(Status.BOOKED), "RESOLVED BOOKED"),
                again("exempt", said(OVERDUE), now(Status.EXEMPT), "RESOLVED EXEMPT"),
                again("paused", said(OVERDUE), now(Status.PAUSED), "RESOLVED PAUSED"),
                again("lapsed, curable", said(OVERDUE), now(Status.LAPSED), "RESOLVED LAPSED"),
                // Rolling: a target that was missed was missed.
                again(
                        "rolling, all there",
                        said(OVERDUE),
                        upcoming(0).of(ROLLING).achievedAll(),
                        "RESOLVED MET"),
                again("rolling, put off", said(OVERDUE), upcoming(0).of(ROLLING), "RESOLVED POSTPONED"),
                again("rolling, ceased", said(OVERDUE), now(Status.CEASED).of(ROLLING), "RESOLVED CEASED"));
    }

    @ParameterizedTest
    @MethodSource
    void said_lapsed_and_now_quiet_is_withdrawn(Line line) {
        line.assertDecided();
    }

    static Stream<Line> said_lapsed_and_now_quiet_is_withdrawn() {
        return EnumSet.complementOf(EnumSet.of(Status.DUE, Status.OVERDUE, Status.LAPSED)).stream()
                .map(status -> again("now " + status, said(LAPSED), now(status).of(STRICT), "WITHDRAWN CORRECTED"));
    }

    @ParameterizedTest
    @MethodSource
    void the_deadline_no_longer_exists(Line line) {
        line.assertDecided();
    }

    static Stream<Line> the_deadline_no_longer_exists() {
        return Stream.concat(
                Stream.of(warning(14), said(DUE), said(OVERDUE))
                        .flatMap(said -> table(
                                gone(
                                        said.type() + ", rule expired",
                                        said,
                                        Absence.RULE_EXPIRED,
                                        "RESOLVED RULE_EXPIRED"),
                                gone(said.type() + ", not booked", said, Absence.NOT_BOOKED, "RESOLVED NOT_BOOKED"),
                                gone(said.type() + ", dropped", said, Absence.COURSE_DROPPED, "RESOLVED CEASED"),
                                gone(said.type() + ", never was", said, Absence.OTHER, "WITHDRAWN CORRECTED"))),
                table(
                        gone("lapsed, rule expired", said(LAPSED), Absence.RULE_EXPIRED, NOTHING),
                        gone("lapsed, not booked", said(LAPSED), Absence.NOT_BOOKED, NOTHING),
                        gone("lapsed, dropped", said(LAPSED), Absence.COURSE_DROPPED, NOTHING),
                        gone("lapsed, never was", said(LAPSED), Absence.OTHER, "WITHDRAWN CORRECTED")));
    }

    @ParameterizedTest
    @MethodSource
    void the_unit_changed(Line line) {
        line.assertDecided();
    }

    static Stream<Line> the_unit_changed() {
        return table(
                again("warning", warning(14), upcoming(14).in(OTHER_UNIT), "RESOLVED MOVED, WARNING 14"),
                again("warning, nearer", warning(14), upcoming(8).in(OTHER_UNIT), "RESOLVED MOVED, WARNING 8"),
                again("due", said(DUE), now(Status.DUE).in(OTHER_UNIT), "RESOLVED MOVED, DUE"),
                again("overdue", said(OVERDUE), now(Status.OVERDUE).in(OTHER_UNIT), "RESOLVED MOVED, OVERDUE"),
                // Instead of any other RESOLVED or WITHDRAWN.
                again("and met", warning(14), now(Status.MET).in(OTHER_UNIT), "RESOLVED MOVED"),
                again("and never overdue", said(OVERDUE), now(Status.CEASED).in(OTHER_UNIT), "RESOLVED MOVED"),
                again("and milder", said(OVERDUE), upcoming(14).in(OTHER_UNIT), "RESOLVED MOVED, WARNING 14"),
                again(
                        "and a warning that would stand",
                        warning(28),
                        upcoming(0).in(OTHER_UNIT),
                        Spoken.DUE.minusDays(30),
                        "RESOLVED MOVED"),
                // Said anew without a reason, however far the day moved.
                again(
                        "and the day",
                        warning(14),
                        upcoming(14).in(OTHER_UNIT).due(Spoken.DUE.plusDays(9)),
                        "RESOLVED MOVED, WARNING 14"),
                // A LAPSED is not moved; if withdrawn, it is as ever.
                again("lapsed", said(LAPSED), now(Status.LAPSED).of(STRICT).in(OTHER_UNIT), STANDS),
                again(
                        "lapsed, withdrawn",
                        said(LAPSED),
                        now(Status.MET).of(STRICT).in(OTHER_UNIT),
                        "WITHDRAWN CORRECTED"));
    }

    @Test
    void what_never_stands_is_a_damaged_ledger() {
        for (Alert.Type type : List.of(Alert.Type.RESOLVED, Alert.Type.WITHDRAWN)) {
            assertThatThrownBy(() -> Decision.again(said(type), now(Status.MET).deadline(), TODAY))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(type.name());
        }
    }

    @Test
    void every_decision_names_the_sentence_it_follows() {
        assertThat(Decision.first(upcoming(14).deadline()).cause()).isEqualTo(Decision.Cause.FIRST_SAID);
        assertThat(Decision.first(upcoming(0).deadline()).cause()).isEqualTo(Decision.Cause.NOTHING_TO_SAY);
        assertThat(cause(warning(14), upcoming(14))).isEqualTo(Decision.Cause.UNCHANGED);
        assertThat(cause(warning(14), now(Status.DUE))).isEqualTo(Decision.Cause.OTHER_TYPE);
        assertThat(cause(warning(14), upcoming(8))).isEqualTo(Decision.Cause.SMALLER_STAGE);
        assertThat(cause(warning(14), upcoming(14).due(Spoken.DUE.plusDays(7)))).isEqualTo(Decision.Cause.DUE_MOVED);
        assertThat(cause(said(OVERDUE), upcoming(8))).isEqualTo(Decision.Cause.OVERDUE_TO_EARLIER);
        assertThat(cause(said(LAPSED), upcoming(8).of(STRICT))).isEqualTo(Decision.Cause.LAPSED_TO_OTHER);
        assertThat(cause(warning(14), now(Status.MET))).isEqualTo(Decision.Cause.WARNING_OR_DUE_QUIET);
        assertThat(cause(warning(14), upcoming(0))).isEqualTo(Decision.Cause.WARNING_STANDS);
        assertThat(cause(said(OVERDUE), now(Status.MET))).isEqualTo(Decision.Cause.OVERDUE_QUIET);
        assertThat(cause(said(LAPSED), now(Status.MET).of(STRICT))).isEqualTo(Decision.Cause.LAPSED_QUIET);
        assertThat(cause(warning(14), upcoming(14).in(OTHER_UNIT))).isEqualTo(Decision.Cause.UNIT_MOVED);
        assertThat(Decision.gone(warning(14), Absence.RULE_EXPIRED).cause())
                .isEqualTo(Decision.Cause.GONE_RULE_EXPIRED);
        assertThat(Decision.gone(warning(14), Absence.NOT_BOOKED).cause()).isEqualTo(Decision.Cause.GONE_NOT_BOOKED);
        assertThat(Decision.gone(warning(14), Absence.COURSE_DROPPED).cause()).isEqualTo(Decision.Cause.GONE_DROPPED);
        assertThat(Decision.gone(warning(14), Absence.OTHER).cause()).isEqualTo(Decision.Cause.GONE_CORRECTED);
        assertThat(Decision.gone(said(LAPSED), Absence.COURSE_DROPPED).cause()).isEqualTo(Decision.Cause.GONE_UNSAID);
    }

    private static Decision.Cause cause(Said said, Now now) {
        return Decision.again(said, now.deadline(), TODAY).cause();
    }

    private static Stream<Line> table(Line... lines) {
        return Arrays.stream(lines);
    }

    private static String described(Decision decision) {
        Optional<String> back = decision.takeBack().map(taken -> taken.type() + " " + taken.reason());
        Optional<String> say = decision.say()
                .map(utterance -> utterance.type()
                        + (utterance.type() == WARNING ? " " + utterance.stage() : "")
                        + (decision.dueMoved() ? " DUE_MOVED" : ""));
        if (decision.stands()) {
            assertThat(back).isEmpty();
            assertThat(say).isEmpty();
            return STANDS;
        }
        String all =
                String.join(", ", Stream.of(back, say).flatMap(Optional::stream).toList());
        return all.isEmpty() ? NOTHING : all;
    }
}
