package dk.fristvagt.alerts;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Deadlines as they stand and what was said about them, as plain as a table test needs them. */
final class Spoken {
    /** The due day of every deadline that is not said to have another. */
    static final LocalDate DUE = LocalDate.of(2022, 6, 30);

    static final String UNIT = "jobcenter-0751";
    static final String OTHER_UNIT = "jobcenter-0101";

    /** A statutory rule that may still be met after its day; warned about 28, 14 and 8 days before. */
    static final Rule CURABLE =
            rule("curable", true, new Rule.Due.Calendar(Rule.Anchor.COURSE_START, Period.ofMonths(6), true, false));

    /** A statutory rule that lapses. */
    static final Rule STRICT = rule("strict", false, new Rule.Due.Hours(0, 3, false));

    /** A target that rolls. */
    static final Rule ROLLING = rule("rolling", true, new Rule.Due.Rolling(12));

    /** A rule whose version is chosen by the day itself, in force to the end of June 2026. */
    static final Rule EXPIRING = new Rule(
            "expiring",
            1,
            ROLLING.title(),
            new Rule.Validity(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 6, 30)),
            Rule.Select.AS_OF,
            ROLLING.groups(),
            Optional.empty(),
            ROLLING.due(),
            ROLLING.satisfiedBy(),
            4,
            true,
            ROLLING.responsible(),
            List.of(28, 14),
            Rule.Kind.TARGET,
            OptionalInt.empty(),
            false,
            ROLLING.references(),
            List.of());

    /** The agreement about inviting the a-kasse. */
    static final Rule INVITATION = rule("invitation", true, new Rule.Due.Invitation(14, 2));

    private Spoken() {}

    private static Rule rule(String id, boolean curable, Rule.Due due) {
        return new Rule(
                id,
                1,
                new Rule.Title("regel " + id, "rule " + id),
                new Rule.Validity(LocalDate.of(2020, 1, 1), Days.NEVER),
                Rule.Select.COURSE_START,
                Set.of(Group.DAGPENGE),
                Optional.empty(),
                due,
                new Rule.SatisfiedBy.Meetings(Set.of(Meeting.Type.JOBSAMTALE), Optional.empty(), Rule.Band.UNBOUNDED),
                1,
                curable,
                Rule.Responsible.JOBCENTER,
                List.of(28, 14, 8),
                Rule.Kind.STATUTORY,
                OptionalInt.empty(),
                false,
                List.of(new Rule.Reference("§ " + id, "title", "in force", "source")),
                List.of());
    }

    // -- how it stands

    /** A deadline of {@link #CURABLE}, due on {@link #DUE}, of {@link #UNIT}. */
    static Now now(Status status) {
        return new Now(CURABLE, status, 0, DUE, false, 0, UNIT);
    }

    /** It comes up, with a warning stage or 0. */
    static Now upcoming(int stage) {
        return new Now(CURABLE, Status.UPCOMING, stage, DUE, false, 0, UNIT);
    }

    record Now(Rule rule, Status status, int stage, LocalDate due, boolean advisory, int achieved, String unit) {
        Now of(Rule other) {
            return new Now(other, status, stage, due, advisory, achieved, unit);
        }

        Now due(LocalDate day) {
            return new Now(rule, status, stage, day, advisory, achieved, unit);
        }

        Now withoutDue() {
            return due(Days.NEVER);
        }

        /** An occurrence before the statutory one. */
        Now advised() {
            return new Now(rule, status, stage, due, true, achieved, unit);
        }

        /** All four of a rolling rule's meetings are there. */
        Now achievedAll() {
            return new Now(rule, status, stage, due, advisory, 4, unit);
        }

        Now in(String other) {
            return new Now(rule, status, stage, due, advisory, achieved, other);
        }

        Deadline deadline() {
            return new Deadline(
                    new DeadlineId(rule.id(), "s1", 1),
                    rule,
                    status,
                    stage,
                    due,
                    Days.exists(due) ? Optional.of(Basis.CONFIRMED) : Optional.empty(),
                    Optional.empty(),
                    advisory,
                    rule.rolling() ? 4 : 1,
                    achieved,
                    Optional.of(LocalDate.of(2022, 6, 20)),
                    unit,
                    LocalDate.of(2022, 1, 1),
                    unit.substring(unit.length() - 4),
                    Optional.of("3F"),
                    new Deadline.Why(LocalDate.of(2022, 1, 1), due, List.of(), List.of()));
        }
    }

    // -- what was said

    static Said said(Alert.Type type) {
        return said(type, 0, CURABLE, DUE, false);
    }

    static Said warning(int stage) {
        return said(Alert.Type.WARNING, stage, CURABLE, DUE, false);
    }

    static Said advisoryWarning() {
        return said(Alert.Type.WARNING, Rule.ADVISORY_STAGE, CURABLE, DUE, true);
    }

    static Said said(Alert.Type type, int stage, Rule rule, LocalDate due, boolean advisory) {
        return new Said(
                new DeadlineId(rule.id(), "s1", 1),
                rule.version(),
                type,
                stage,
                due,
                Optional.of(Basis.PROJECTED),
                advisory,
                UNIT,
                "0751",
                Optional.of("HK"),
                LocalDate.of(2021, 12, 1),
                123,
                2,
                1,
                Optional.of(LocalDate.of(2022, 6, 10)));
    }
}
