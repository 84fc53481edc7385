package dk.fristvagt.alerts;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final DeadlineDraft ROLLING =
            DeadlineDraft.of(RuleDraft.fokusSamtaler()).progress(3, 4);
    private static final DeadlineDraft ADVISORY = CURABLE.advisory();

    private static Said said(Deadline about, Alert.Type type, int stage, LocalDate due, String unit) {
        return new Said(
                about.id(),
                1,
                type,
                stage,
                due,
                Optional.of(Basis.CONFIRMED),
                about.advisory(),
                unit,
                "0751",
                Optional.empty(),
                about.courseStart(),
                100,
                1,
                0,
                Optional.empty());
    }

    /** "RESOLVED(MET) WARNING(28)", "WARNING(14) DUE_MOVED", "stands", "". */
    private static String shown(Decision decision) {
        List<String> parts = new ArrayList<>();
        decision.takeBack().ifPresent(back -> parts.add(back.type() + "(" + back.reason() + ")"));
        decision.say().ifPresent(say -> parts.add(say.type() + (say.stage() == 0 ? "" : "(" + say.stage() + ")")));
        if (decision.dueMoved()) {
            parts.add("DUE_MOVED");
        }
        if (decision.stands()) {
            parts.add("stands");
        }
        return String.join(" ", parts);
    }

    /**
     * What was said (with the due day or the unit of then, where they differ), how the deadline stands now (with its due
     * day where that differs), what is decided, and the sentence of domain.md §9 by its name; above each the sentence.
     */
    private static final String CASES = """
            # == Said X, now alerting as Y
            # «Y's type differs»
            WARNING(8)                 | curable OVERDUE                 | OVERDUE                          | OTHER_TYPE
            WARNING(8)                 | curable DUE                     | DUE                              | OTHER_TYPE
            DUE                        | curable OVERDUE                 | OVERDUE                          | OTHER_TYPE
            WARNING(8)                 | incurable LAPSED                | LAPSED                           | OTHER_TYPE
            DUE                        | incurable LAPSED                | LAPSED                           | OTHER_TYPE
            OVERDUE                    | incurable LAPSED                | LAPSED                           | OTHER_TYPE
            # only OVERDUE and LAPSED are taken back first
            DUE                        | curable UPCOMING(28)            | WARNING(28)                      | OTHER_TYPE
            # the type comes before the due day
            WARNING(8) 2022-06-01      | curable OVERDUE                 | OVERDUE                          | OTHER_TYPE
            # «both are WARNING and Y's stage is smaller»
            WARNING(28)                | curable UPCOMING(14)            | WARNING(14)                      | SMALLER_STAGE
            WARNING(14)                | curable UPCOMING(8)             | WARNING(8)                       | SMALLER_STAGE
            # a smaller stage is said as it is, also when the due day moved
            WARNING(28) 2022-08-09     | curable UPCOMING(14)            | WARNING(14)                      | SMALLER_STAGE
            # «else nothing and the ledger keeps what was said»
            WARNING(14)                | curable UPCOMING(14)            | stands                           | UNCHANGED
            # «(also a WARNING of a greater stage) … else nothing»
            WARNING(14)                | curable UPCOMING(28)            | stands                           | UNCHANGED
            # «else nothing and the ledger keeps what was said»
            DUE                        | curable DUE                     | stands                           | UNCHANGED
            OVERDUE                    | curable OVERDUE                 | stands                           | UNCHANGED
            LAPSED                     | incurable LAPSED                | stands                           | UNCHANGED
            #
            # == if due moved by 7 days or more since it was last said: 9 July is 7 days after 2 July, 6 after the 3rd
            # «due moved by 7 days or more»
            WARNING(14) 2022-07-02     | curable UPCOMING(14)            | WARNING(14) DUE_MOVED            | DUE_MOVED
            WARNING(14) 2022-07-03     | curable UPCOMING(14)            | stands                           | UNCHANGED
            WARNING(14) 2022-07-16     | curable UPCOMING(14)            | WARNING(14) DUE_MOVED            | DUE_MOVED
            WARNING(14) 2022-07-15     | curable UPCOMING(14)            | stands                           | UNCHANGED
            # «(also a WARNING of a greater stage), if due moved»
            WARNING(14) 2022-07-02     | curable UPCOMING(28)            | WARNING(28) DUE_MOVED            | DUE_MOVED
            WARNING(14) 2022-07-03     | curable UPCOMING(28)            | stands                           | UNCHANGED
            # «say Y with reason DUE_MOVED»
            DUE 2022-07-02             | curable DUE                     | DUE DUE_MOVED                    | DUE_MOVED
            DUE 2022-07-03             | curable DUE                     | stands                           | UNCHANGED
            OVERDUE 2022-07-16         | curable OVERDUE                 | OVERDUE DUE_MOVED                | DUE_MOVED
            OVERDUE 2022-07-15         | curable OVERDUE                 | stands                           | UNCHANGED
            WARNING(14) 2022-07-02     | rolling UPCOMING(14)            | WARNING(14) DUE_MOVED            | DUE_MOVED
            # «(not LAPSED, not advisory)»
            LAPSED 2022-05-01          | incurable LAPSED                | stands                           | UNCHANGED
            WARNING(8) 2022-05-01      | advisory UPCOMING(8)            | stands                           | UNCHANGED
            #
            # == Advisory: UPCOMING with stage > 0, DUE and OVERDUE are all WARNING(8): one alert, until it is quiet
            # «one alert, until it is quiet»
            WARNING(8)                 | advisory DUE                    | stands                           | UNCHANGED
            WARNING(8)                 | advisory OVERDUE                | stands                           | UNCHANGED
            #
            # == Except: said OVERDUE and now WARNING or DUE
            # «said OVERDUE and now WARNING or DUE → first WITHDRAWN(CORRECTED)»
            OVERDUE                    | curable UPCOMING(14)            | WITHDRAWN(CORRECTED) WARNING(14) | OVERDUE_TO_EARLIER
            OVERDUE                    | curable DUE                     | WITHDRAWN(CORRECTED) DUE         | OVERDUE_TO_EARLIER
            # «for rolling RESOLVED(MET or POSTPONED as below), then Y»
            OVERDUE                    | rolling 4/4 UPCOMING(28)        | RESOLVED(MET) WARNING(28)        | OVERDUE_TO_EARLIER
            OVERDUE                    | rolling UPCOMING(28)            | RESOLVED(POSTPONED) WARNING(28)  | OVERDUE_TO_EARLIER
            OVERDUE                    | rolling DUE                     | RESOLVED(POSTPONED) DUE          | OVERDUE_TO_EARLIER
            #
            # == said LAPSED and now anything else alerting → first WITHDRAWN(CORRECTED), then Y
            # «said LAPSED and now anything else alerting»
            LAPSED                     | incurable UPCOMING(28)          | WITHDRAWN(CORRECTED) WARNING(28) | LAPSED_TO_OTHER
            LAPSED                     | incurable DUE                   | WITHDRAWN(CORRECTED) DUE         | LAPSED_TO_OTHER
            LAPSED                     | curable OVERDUE                 | WITHDRAWN(CORRECTED) OVERDUE     | LAPSED_TO_OTHER
            #
            # == Said WARNING or DUE, now quiet → RESOLVED, reason = the quiet status
            # «reason = the quiet status»
            WARNING(14)                | curable MET                     | RESOLVED(MET)                    | WARNING_OR_DUE_QUIET
            WARNING(14)                | curable MET_LATE                | RESOLVED(MET_LATE)               | WARNING_OR_DUE_QUIET
            WARNING(14)                | curable BOOKED                  | RESOLVED(BOOKED)                 | WARNING_OR_DUE_QUIET
            WARNING(14)                | curable EXEMPT                  | RESOLVED(EXEMPT)                 | WARNING_OR_DUE_QUIET
            WARNING(14)                | curable PAUSED                  | RESOLVED(PAUSED)                 | WARNING_OR_DUE_QUIET
            WARNING(14)                | curable CEASED                  | RESOLVED(CEASED)                 | WARNING_OR_DUE_QUIET
            # «LAPSED of curable rules too»
            WARNING(14)                | curable LAPSED                  | RESOLVED(LAPSED)                 | WARNING_OR_DUE_QUIET
            # «reason = the quiet status»
            DUE                        | incurable MET                   | RESOLVED(MET)                    | WARNING_OR_DUE_QUIET
            DUE                        | curable MET_LATE                | RESOLVED(MET_LATE)               | WARNING_OR_DUE_QUIET
            DUE                        | curable LAPSED                  | RESOLVED(LAPSED)                 | WARNING_OR_DUE_QUIET
            WARNING(8)                 | advisory CEASED                 | RESOLVED(CEASED)                 | WARNING_OR_DUE_QUIET
            WARNING(28)                | rolling BOOKED                  | RESOLVED(BOOKED)                 | WARNING_OR_DUE_QUIET
            # or for UPCOMING with stage 0: POSTPONED. 1 July + 28 + 7 = 5 August, + 8 = 6 August
            # «for UPCOMING with stage 0: POSTPONED»
            WARNING(28)                | curable UPCOMING 2022-08-06     | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            WARNING(28)                | curable UPCOMING never          | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            DUE                        | curable UPCOMING 2022-12-01     | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # «but rolling with achieved = required: MET»
            WARNING(28)                | rolling 4/4 UPCOMING 2022-12-01 | RESOLVED(MET)                    | WARNING_OR_DUE_QUIET
            WARNING(28)                | rolling UPCOMING 2022-12-01     | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            DUE                        | rolling 4/4 UPCOMING 2022-12-01 | RESOLVED(MET)                    | WARNING_OR_DUE_QUIET
            # achieved = required does not make MET of a rule that is not rolling
            # «for UPCOMING with stage 0: POSTPONED»
            WARNING(28)                | curable 1/1 UPCOMING 2022-12-01 | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            #
            # == Exception: said WARNING, not rolling, now UPCOMING(0) and d − D ≤ the greatest ladder value + 7 days
            # «nothing, the WARNING stands»
            WARNING(28)                | curable UPCOMING 2022-08-05     | stands                           | WARNING_STANDS
            WARNING(14)                | curable UPCOMING 2022-08-05     | stands                           | WARNING_STANDS
            # ladder 7, 3: 1 July + 14 = 15 July
            WARNING(3)                 | ladder-7-3 UPCOMING 2022-07-15  | stands                           | WARNING_STANDS
            WARNING(3)                 | ladder-7-3 UPCOMING 2022-07-16  | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # ladder 56: 1 July + 63 = 2 September
            WARNING(56)                | ladder-56 UPCOMING 2022-09-02   | stands                           | WARNING_STANDS
            WARNING(56)                | ladder-56 UPCOMING 2022-09-03   | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # advisory ladder 8: 1 July + 15 = 16 July
            WARNING(8)                 | advisory UPCOMING 2022-07-16    | stands                           | WARNING_STANDS
            WARNING(8)                 | advisory UPCOMING 2022-07-17    | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # «not rolling»
            WARNING(28)                | rolling UPCOMING 2022-08-05     | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # «said WARNING»
            DUE                        | curable UPCOMING 2022-08-05     | RESOLVED(POSTPONED)              | WARNING_OR_DUE_QUIET
            # only UPCOMING stands, however near its due day is
            # «now UPCOMING with stage 0»
            WARNING(28)                | curable EXEMPT                  | RESOLVED(EXEMPT)                 | WARNING_OR_DUE_QUIET
            #
            # == Said OVERDUE, now quiet → MET, CEASED or UPCOMING(0): WITHDRAWN(CORRECTED)
            # «MET: WITHDRAWN(CORRECTED)»
            OVERDUE                    | curable MET                     | WITHDRAWN(CORRECTED)             | OVERDUE_QUIET
            # «CEASED: WITHDRAWN(CORRECTED)»
            OVERDUE                    | curable CEASED                  | WITHDRAWN(CORRECTED)             | OVERDUE_QUIET
            # «UPCOMING(0): WITHDRAWN(CORRECTED)»
            OVERDUE                    | curable UPCOMING 2022-12-01     | WITHDRAWN(CORRECTED)             | OVERDUE_QUIET
            # near or far: only a WARNING stands
            OVERDUE                    | curable UPCOMING 2022-08-05     | WITHDRAWN(CORRECTED)             | OVERDUE_QUIET
            # «for rolling UPCOMING(0): RESOLVED(MET or POSTPONED as above)»
            OVERDUE                    | rolling 4/4 UPCOMING 2022-12-01 | RESOLVED(MET)                    | OVERDUE_QUIET
            OVERDUE                    | rolling UPCOMING 2022-12-01     | RESOLVED(POSTPONED)              | OVERDUE_QUIET
            # «for rolling CEASED: RESOLVED(CEASED)»
            OVERDUE                    | rolling CEASED                  | RESOLVED(CEASED)                 | OVERDUE_QUIET
            # «else RESOLVED(the quiet status)»
            OVERDUE                    | curable MET_LATE                | RESOLVED(MET_LATE)               | OVERDUE_QUIET
            OVERDUE                    | curable BOOKED                  | RESOLVED(BOOKED)                 | OVERDUE_QUIET
            OVERDUE                    | curable EXEMPT                  | RESOLVED(EXEMPT)                 | OVERDUE_QUIET
            OVERDUE                    | curable PAUSED                  | RESOLVED(PAUSED)                 | OVERDUE_QUIET
            OVERDUE                    | curable LAPSED                  | RESOLVED(LAPSED)                 | OVERDUE_QUIET
            OVERDUE                    | rolling LAPSED                  | RESOLVED(LAPSED)                 | OVERDUE_QUIET
            #
            # == Said LAPSED, now quiet → WITHDRAWN(CORRECTED)
            # «Said LAPSED, now quiet»
            LAPSED                     | incurable MET                   | WITHDRAWN(CORRECTED)             | LAPSED_QUIET
            LAPSED                     | incurable PAUSED                | WITHDRAWN(CORRECTED)             | LAPSED_QUIET
            LAPSED                     | incurable UPCOMING 2022-08-05   | WITHDRAWN(CORRECTED)             | LAPSED_QUIET
            #
            # == The unit changed while WARNING, DUE or OVERDUE stands and the deadline still exists
            # «RESOLVED(MOVED) to the old unit, then the current state»
            WARNING(14) jobcenter-0851 | curable UPCOMING(14)            | RESOLVED(MOVED) WARNING(14)      | UNIT_MOVED
            WARNING(14) jobcenter-0851 | curable UPCOMING(28)            | RESOLVED(MOVED) WARNING(28)      | UNIT_MOVED
            DUE akasse-3F              | incurable LAPSED                | RESOLVED(MOVED) LAPSED           | UNIT_MOVED
            # «(instead of any other RESOLVED or WITHDRAWN)»
            OVERDUE jobcenter-0851     | curable UPCOMING(14)            | RESOLVED(MOVED) WARNING(14)      | UNIT_MOVED
            # «then the current state, if alerting»
            WARNING(14) jobcenter-0851 | curable MET                     | RESOLVED(MOVED)                  | UNIT_MOVED
            OVERDUE jobcenter-0851     | curable CEASED                  | RESOLVED(MOVED)                  | UNIT_MOVED
            WARNING(28) jobcenter-0851 | curable UPCOMING 2022-08-05     | RESOLVED(MOVED)                  | UNIT_MOVED
            WARNING(8) jobcenter-0851  | advisory OVERDUE                | RESOLVED(MOVED) WARNING(8)       | UNIT_MOVED
            # «A LAPSED is not moved»
            LAPSED akasse-3F           | incurable LAPSED                | stands                           | UNCHANGED
            # «if withdrawn, it is to the unit it was said to»
            LAPSED akasse-3F           | incurable MET                   | WITHDRAWN(CORRECTED)             | LAPSED_QUIET
            LAPSED akasse-3F           | incurable DUE                   | WITHDRAWN(CORRECTED) DUE         | LAPSED_TO_OTHER
            """;

    private static final Pattern STAGED = Pattern.compile("(?<word>[A-Z_]+)(\\((?<stage>\\d+)\\))?");

    private static Matcher staged(String text) {
        Matcher matcher = STAGED.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        return matcher;
    }

    private static int stage(Matcher staged) {
        return staged.group("stage") == null ? 0 : Integer.parseInt(staged.group("stage"));
    }

    private static Said said(String text, Deadline about) {
        LocalDate due = day("2022-07-09");
        String unit = about.unit();
        String[] words = text.split(" ");
        for (int i = 1; i < words.length; i++) {
            if (words[i].startsWith("2022-")) {
                due = day(words[i]);
            } else {
                unit = words[i];
            }
        }
        Matcher type = staged(words[0]);
        return said(about, Alert.Type.valueOf(type.group("word")), stage(type), due, unit);
    }

    private static Deadline stands(String text) {
        DeadlineDraft draft = null;
        for (String word : text.split(" ")) {
            draft = switch (word) {
                case "curable" -> CURABLE;
                case "incurable" -> NOT_CURABLE;
                case "advisory" -> CURABLE.advisory();
                case "rolling" -> ROLLING;
                case "ladder-7-3" -> DeadlineDraft.of(RuleDraft.kthCv());
                case "ladder-56" -> DeadlineDraft.of(RuleDraft.kthTilbud());
                case "1/1" -> draft.progress(1, 1);
                case "4/4" -> draft.progress(4, 4);
                case "never" -> draft.notDue();
                default -> word.startsWith("2022-") ? draft.due(word) : status(draft, staged(word));
            };
        }
        return draft.build();
    }

    private static DeadlineDraft status(DeadlineDraft draft, Matcher staged) {
        int stage = stage(staged);
        return stage > 0 ? draft.upcoming(stage) : draft.is(Status.valueOf(staged.group("word")));
    }

    @ParameterizedTest(name = "said {0}, now {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = CASES)
    void whatWasSaidIsComparedWithWhatIs(String said, String now, String decided, Cause cause) {
        Deadline deadline = stands(now);

        Decision decision = Decision.again(said(said, deadline), deadline, TODAY);

        assertThat(shown(decision)).isEqualTo(decided);
        assertThat(decision.cause()).isEqualTo(cause);
    }

    @Test
    void everySentenceHasAtLeastTwoCases() {
        Map<Cause, Integer> count = new EnumMap<>(Cause.class);
        CASES.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line ->
                        Cause.valueOf(line.substring(line.lastIndexOf('|') + 1).strip()))
                .forEach(cause -> count.merge(cause, 1, Integer::sum));

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
        Decision decision = Decision.gone(said(CURABLE.build(), type, 0, day("2022-07-09"), "jobcenter-0751"), absence);

        assertThat(shown(decision)).isEqualTo(decided);
        assertThat(decision.cause()).isEqualTo(cause);
    }

    @ParameterizedTest
    @EnumSource(
            value = Alert.Type.class,
            names = {"RESOLVED", "WITHDRAWN"})
    void whatWasTakenBackNeverStands(Alert.Type type) {
        Deadline deadline = CURABLE.is(Status.MET).build();

        assertThatThrownBy(() ->
                        Decision.again(said(deadline, type, 0, day("2022-07-09"), "jobcenter-0751"), deadline, TODAY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the ledger holds " + type + ", which never stands");
    }
}
