package dk.fristvagt.alerts;

import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What to say about one deadline, given what was said and how it stands: domain.md §9 as a pure function.
 *
 * @param cause which sentence of §9 applied
 * @param takeBack RESOLVED or WITHDRAWN with its reason, said first, to the unit of what was said
 * @param say what is said then, to the present unit
 * @param dueMoved whether {@code say} repeats what was said because the due day moved
 * @param stands whether what was said still stands when nothing new is said
 */
record Decision(Cause cause, Optional<TakeBack> takeBack, Optional<Utterance> say, boolean dueMoved, boolean stands) {
    private static final int MOVED_DAYS = 7;
    private static final int STANDING_DAYS = 7;

    /** RESOLVED or WITHDRAWN, and why. */
    record TakeBack(Alert.Type type, Alert.Reason reason) {
        static TakeBack resolved(Alert.Reason reason) {
            return new TakeBack(Alert.Type.RESOLVED, reason);
        }

        static TakeBack corrected() {
            return new TakeBack(Alert.Type.WITHDRAWN, Alert.Reason.CORRECTED);
        }
    }

    /** The sentences of domain.md §9. */
    enum Cause {
        NOTHING_TO_SAY,
        FIRST_SAID,
        UNCHANGED,
        OTHER_TYPE,
        SMALLER_STAGE,
        DUE_MOVED,
        OVERDUE_TO_EARLIER,
        LAPSED_TO_OTHER,
        WARNING_OR_DUE_QUIET,
        WARNING_STANDS,
        OVERDUE_QUIET,
        LAPSED_QUIET,
        GONE_RULE_EXPIRED,
        GONE_NOT_BOOKED,
        GONE_DROPPED,
        GONE_CORRECTED,
        GONE_UNSAID,
        UNIT_MOVED
    }

    /** Why a deadline that something was said about is no longer in the evaluation. */
    enum Absence {
        RULE_EXPIRED,
        NOT_BOOKED,
        COURSE_DROPPED,
        OTHER
    }

    private static Decision quiet(Cause cause, boolean stands) {
        return new Decision(cause, Optional.empty(), Optional.empty(), false, stands);
    }

    private static Decision say(Cause cause, Utterance now) {
        return new Decision(cause, Optional.empty(), Optional.of(now), false, false);
    }

    private static Decision takeBack(Cause cause, TakeBack takeBack, Optional<Utterance> now) {
        return new Decision(cause, Optional.of(takeBack), now, false, false);
    }

    /** For a deadline nothing was said about. */
    static Decision first(Deadline deadline) {
        return Utterance.of(deadline)
                .map(now -> say(Cause.FIRST_SAID, now))
                .orElseGet(() -> quiet(Cause.NOTHING_TO_SAY, false));
    }

    /** For a deadline that something was said about and that no longer exists. */
    static Decision gone(Said said, Absence absence) {
        if (absence == Absence.OTHER) {
            return takeBack(Cause.GONE_CORRECTED, TakeBack.corrected(), Optional.empty());
        }
        if (said.type() == Alert.Type.LAPSED) {
            return quiet(Cause.GONE_UNSAID, false);
        }
        return switch (absence) {
            case RULE_EXPIRED ->
                takeBack(Cause.GONE_RULE_EXPIRED, TakeBack.resolved(Alert.Reason.RULE_EXPIRED), Optional.empty());
            case NOT_BOOKED ->
                takeBack(Cause.GONE_NOT_BOOKED, TakeBack.resolved(Alert.Reason.NOT_BOOKED), Optional.empty());
            default -> takeBack(Cause.GONE_DROPPED, TakeBack.resolved(Alert.Reason.CEASED), Optional.empty());
        };
    }

    /** For a deadline that something was said about and that exists. */
    static Decision again(Said said, Deadline deadline, LocalDate day) {
        Optional<Utterance> now = Utterance.of(deadline);
        if (said.type() != Alert.Type.LAPSED && !said.unit().equals(deadline.unit())) {
            return takeBack(Cause.UNIT_MOVED, TakeBack.resolved(Alert.Reason.MOVED), now);
        }
        return now.isPresent() ? alerting(said, deadline, now.get()) : quiet(said, deadline, day);
    }

    private static Decision alerting(Said said, Deadline deadline, Utterance now) {
        boolean earlier = now.type() == Alert.Type.WARNING || now.type() == Alert.Type.DUE;
        if (said.type() == Alert.Type.OVERDUE && earlier) {
            TakeBack takeBack =
                    deadline.rule().rolling() ? TakeBack.resolved(metOrPostponed(deadline)) : TakeBack.corrected();
            return takeBack(Cause.OVERDUE_TO_EARLIER, takeBack, Optional.of(now));
        }
        if (said.type() == Alert.Type.LAPSED && now.type() != Alert.Type.LAPSED) {
            return takeBack(Cause.LAPSED_TO_OTHER, TakeBack.corrected(), Optional.of(now));
        }
        if (said.type() != now.type()) {
            return say(Cause.OTHER_TYPE, now);
        }
        if (now.type() == Alert.Type.WARNING && now.stage() < said.stage()) {
            return say(Cause.SMALLER_STAGE, now);
        }
        boolean moved = now.type() != Alert.Type.LAPSED
                && !deadline.advisory()
                && Math.abs(ChronoUnit.DAYS.between(said.due(), deadline.due())) >= MOVED_DAYS;
        return moved
                ? new Decision(Cause.DUE_MOVED, Optional.empty(), Optional.of(now), true, false)
                : quiet(Cause.UNCHANGED, true);
    }

    private static Decision quiet(Said said, Deadline deadline, LocalDate day) {
        boolean rolling = deadline.rule().rolling();
        return switch (said.type()) {
            case WARNING, DUE -> {
                if (said.type() == Alert.Type.WARNING && !rolling && stillNear(deadline, day)) {
                    yield quiet(Cause.WARNING_STANDS, true);
                }
                yield takeBack(Cause.WARNING_OR_DUE_QUIET, TakeBack.resolved(quietReason(deadline)), Optional.empty());
            }
            case OVERDUE -> {
                boolean wrong = switch (deadline.status()) {
                    case MET -> true;
                    case CEASED, UPCOMING -> !rolling;
                    default -> false;
                };
                yield takeBack(
                        Cause.OVERDUE_QUIET,
                        wrong ? TakeBack.corrected() : TakeBack.resolved(quietReason(deadline)),
                        Optional.empty());
            }
            case LAPSED -> takeBack(Cause.LAPSED_QUIET, TakeBack.corrected(), Optional.empty());
            case RESOLVED, WITHDRAWN ->
                throw new IllegalStateException("the ledger holds " + said.type() + ", which never stands");
        };
    }

    /** A warning stands while the due day has only moved a little beyond the ladder. */
    private static boolean stillNear(Deadline deadline, LocalDate day) {
        int greatest = deadline.advisory()
                ? Rule.ADVISORY_STAGE
                : deadline.rule().ladder().get(0);
        return deadline.status() == Status.UPCOMING
                && deadline.dueOn().isPresent()
                && ChronoUnit.DAYS.between(day, deadline.due()) <= greatest + STANDING_DAYS;
    }

    private static Alert.Reason quietReason(Deadline deadline) {
        return switch (deadline.status()) {
            case MET -> Alert.Reason.MET;
            case MET_LATE -> Alert.Reason.MET_LATE;
            case BOOKED -> Alert.Reason.BOOKED;
            case EXEMPT -> Alert.Reason.EXEMPT;
            case PAUSED -> Alert.Reason.PAUSED;
            case CEASED -> Alert.Reason.CEASED;
            case LAPSED -> Alert.Reason.LAPSED;
            case UPCOMING -> deadline.rule().rolling() ? metOrPostponed(deadline) : Alert.Reason.POSTPONED;
            case DUE, OVERDUE -> throw new IllegalStateException(deadline.status() + " is not quiet");
        };
    }

    private static Alert.Reason metOrPostponed(Deadline deadline) {
        return deadline.achieved() == deadline.required() ? Alert.Reason.MET : Alert.Reason.POSTPONED;
    }
}
