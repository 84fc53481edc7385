package dk.fristvagt.properties;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Alert.Reason;
import dk.fristvagt.alerts.Alert.Type;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Status;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The transitions of the ledger in domain.md §9, each told apart by what stood before, how the deadline stands now and
 * what was said about it.
 *
 * <p>Read from outside: it knows nothing of how the ledger decides.
 */
enum LedgerTransition {
    // Nothing said before, alerting now.
    FIRST_WARNING,
    FIRST_ADVISORY_WARNING,
    FIRST_DUE,
    FIRST_OVERDUE,
    FIRST_LAPSED,

    // Said X, now alerting as Y.
    WARNING_NEARER,
    WARNING_TO_DUE,
    WARNING_TO_OVERDUE,
    WARNING_TO_LAPSED,
    DUE_TO_WARNING,
    DUE_TO_OVERDUE,
    DUE_TO_LAPSED,
    WARNING_MOVED,
    DUE_MOVED,
    OVERDUE_MOVED,
    MOVED_TOO_LITTLE_TO_SAY,
    GREATER_STAGE_NOT_SAID,
    ADVISORY_MOVE_NOT_SAID,
    ADVISORY_STAYS_ONE_ALERT,
    OVERDUE_WITHDRAWN_FOR_WARNING,
    OVERDUE_WITHDRAWN_FOR_DUE,
    ROLLING_OVERDUE_MET_BUT_WARNING,
    ROLLING_OVERDUE_POSTPONED_TO_WARNING,
    ROLLING_OVERDUE_POSTPONED_TO_DUE,
    LAPSED_WITHDRAWN_FOR_WARNING,
    LAPSED_WITHDRAWN_FOR_DUE,

    // Said WARNING or DUE, now quiet.
    WARNING_MET,
    WARNING_MET_LATE,
    WARNING_BOOKED,
    WARNING_EXEMPT,
    WARNING_PAUSED,
    WARNING_CEASED,
    WARNING_POSTPONED,
    WARNING_LAPSED_QUIETLY,
    ROLLING_WARNING_MET,
    WARNING_STANDS,
    DUE_MET,
    DUE_MET_LATE,
    DUE_BOOKED,
    DUE_EXEMPT,
    DUE_PAUSED,
    DUE_CEASED,
    DUE_POSTPONED,
    DUE_LAPSED_QUIETLY,

    // Said OVERDUE, now quiet.
    OVERDUE_WITHDRAWN_MET,
    OVERDUE_WITHDRAWN_CEASED,
    OVERDUE_WITHDRAWN_UPCOMING,
    OVERDUE_MET_LATE,
    OVERDUE_BOOKED,
    OVERDUE_EXEMPT,
    OVERDUE_PAUSED,
    OVERDUE_LAPSED_QUIETLY,
    ROLLING_OVERDUE_MET,
    ROLLING_OVERDUE_POSTPONED,
    ROLLING_OVERDUE_CEASED,

    // Said LAPSED.
    LAPSED_WITHDRAWN_QUIET,
    LAPSED_KEEPS_ITS_UNIT,

    // The deadline no longer exists.
    GONE_RULE_EXPIRED,
    GONE_NOT_BOOKED,
    GONE_DROPPED,
    GONE_LAPSED_NOT_SAID,
    GONE_CORRECTED,

    // The unit changed.
    UNIT_MOVED_WARNING,
    UNIT_MOVED_DUE,
    UNIT_MOVED_OVERDUE,
    UNIT_MOVED_AND_QUIET,

    /** Something that §9 does not know. */
    NOT_OF_SECTION_9;

    /**
     * The transition by which {@code alerts} followed, or empty when nothing was said and nothing happened.
     *
     * @param before what was said and stood
     * @param now the deadline, if it exists
     * @param alerts what was said about it, in order
     */
    static Optional<LedgerTransition> of(Optional<Said> before, Optional<Deadline> now, List<Alert> alerts) {
        if (before.isEmpty()) {
            return alerts.isEmpty() ? Optional.empty() : Optional.of(first(alerts));
        }
        Said said = before.get();
        if (now.isEmpty()) {
            return Optional.of(gone(said, alerts));
        }
        if (!alerts.isEmpty() && alerts.get(0).reason().equals(Optional.of(Reason.MOVED))) {
            return Optional.of(unitMoved(alerts));
        }
        return switch (alerts.size()) {
            case 0 -> silent(said, now.get());
            case 1 -> Optional.of(one(said, now.get(), alerts.get(0)));
            default -> Optional.of(two(said, now.get(), alerts));
        };
    }

    private static LedgerTransition first(List<Alert> alerts) {
        Alert alert = alerts.get(0);
        if (alerts.size() != 1 || alert.reason().isPresent()) {
            return NOT_OF_SECTION_9;
        }
        return switch (alert.type()) {
            case WARNING -> alert.advisory() ? FIRST_ADVISORY_WARNING : FIRST_WARNING;
            case DUE -> FIRST_DUE;
            case OVERDUE -> FIRST_OVERDUE;
            case LAPSED -> FIRST_LAPSED;
            case RESOLVED, WITHDRAWN -> NOT_OF_SECTION_9;
        };
    }

    private static LedgerTransition gone(Said said, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return said.type() == Type.LAPSED ? GONE_LAPSED_NOT_SAID : NOT_OF_SECTION_9;
        }
        Alert alert = alerts.get(0);
        if (alerts.size() != 1 || alert.status().isPresent() || alert.reason().isEmpty()) {
            return NOT_OF_SECTION_9;
        }
        return switch (alert.reason().get()) {
            case RULE_EXPIRED -> GONE_RULE_EXPIRED;
            case NOT_BOOKED -> GONE_NOT_BOOKED;
            case CEASED -> GONE_DROPPED;
            case CORRECTED -> GONE_CORRECTED;
            default -> NOT_OF_SECTION_9;
        };
    }

    private static LedgerTransition unitMoved(List<Alert> alerts) {
        if (alerts.size() == 1) {
            return UNIT_MOVED_AND_QUIET;
        }
        return switch (alerts.get(1).type()) {
            case WARNING -> UNIT_MOVED_WARNING;
            case DUE -> UNIT_MOVED_DUE;
            case OVERDUE -> UNIT_MOVED_OVERDUE;
            case LAPSED, RESOLVED, WITHDRAWN -> NOT_OF_SECTION_9;
        };
    }

    private static Optional<LedgerTransition> silent(Said said, Deadline now) {
        if (said.type() == Type.LAPSED) {
            return said.unit().equals(now.unit()) ? Optional.empty() : Optional.of(LAPSED_KEEPS_ITS_UNIT);
        }
        long moved = Math.abs(ChronoUnit.DAYS.between(said.due(), now.due()));
        if (now.status() == Status.UPCOMING && now.stage() == 0) {
            return Optional.of(
                    said.type() == Type.WARNING && !now.rule().rolling() ? WARNING_STANDS : NOT_OF_SECTION_9);
        }
        if (said.advisory()) {
            boolean passed = now.status() == Status.DUE || now.status() == Status.OVERDUE;
            return moved >= 7
                    ? Optional.of(ADVISORY_MOVE_NOT_SAID)
                    : passed ? Optional.of(ADVISORY_STAYS_ONE_ALERT) : Optional.empty();
        }
        if (said.type() == Type.WARNING && now.stage() > said.stage()) {
            return Optional.of(moved < 7 ? GREATER_STAGE_NOT_SAID : NOT_OF_SECTION_9);
        }
        return moved == 0 ? Optional.empty() : Optional.of(moved < 7 ? MOVED_TOO_LITTLE_TO_SAY : NOT_OF_SECTION_9);
    }

    private static LedgerTransition one(Said said, Deadline now, Alert alert) {
        return switch (alert.type()) {
            case WARNING, DUE, OVERDUE, LAPSED -> saidAgain(said, alert);
            case RESOLVED, WITHDRAWN -> takenBack(said, now, alert);
        };
    }

    private static LedgerTransition saidAgain(Said said, Alert alert) {
        if (alert.reason().equals(Optional.of(Reason.DUE_MOVED))) {
            return alert.type() != said.type()
                    ? NOT_OF_SECTION_9
                    : switch (alert.type()) {
                        case WARNING -> WARNING_MOVED;
                        case DUE -> DUE_MOVED;
                        case OVERDUE -> OVERDUE_MOVED;
                        default -> NOT_OF_SECTION_9;
                    };
        }
        return switch (said.type()) {
            case WARNING ->
                switch (alert.type()) {
                    case WARNING -> alert.stage() < said.stage() ? WARNING_NEARER : NOT_OF_SECTION_9;
                    case DUE -> WARNING_TO_DUE;
                    case OVERDUE -> WARNING_TO_OVERDUE;
                    case LAPSED -> WARNING_TO_LAPSED;
                    default -> NOT_OF_SECTION_9;
                };
            case DUE ->
                switch (alert.type()) {
                    case WARNING -> DUE_TO_WARNING;
                    case OVERDUE -> DUE_TO_OVERDUE;
                    case LAPSED -> DUE_TO_LAPSED;
                    default -> NOT_OF_SECTION_9;
                };
            default -> NOT_OF_SECTION_9;
        };
    }

    private static LedgerTransition takenBack(Said said, Deadline now, Alert alert) {
        boolean withdrawn = alert.type() == Type.WITHDRAWN;
        boolean rolling = now.rule().rolling();
        Reason reason = alert.reason().orElseThrow();
        if (withdrawn != (reason == Reason.CORRECTED)) {
            return NOT_OF_SECTION_9;
        }
        return switch (said.type()) {
            case WARNING ->
                switch (reason) {
                    case MET -> rolling ? ROLLING_WARNING_MET : WARNING_MET;
                    case MET_LATE -> WARNING_MET_LATE;
                    case BOOKED -> WARNING_BOOKED;
                    case EXEMPT -> WARNING_EXEMPT;
                    case PAUSED -> WARNING_PAUSED;
                    case CEASED -> WARNING_CEASED;
                    case POSTPONED -> WARNING_POSTPONED;
                    case LAPSED -> WARNING_LAPSED_QUIETLY;
                    default -> NOT_OF_SECTION_9;
                };
            case DUE ->
                switch (reason) {
                    case MET -> DUE_MET;
                    case MET_LATE -> DUE_MET_LATE;
                    case BOOKED -> DUE_BOOKED;
                    case EXEMPT -> DUE_EXEMPT;
                    case PAUSED -> DUE_PAUSED;
                    case CEASED -> DUE_CEASED;
                    case POSTPONED -> DUE_POSTPONED;
                    case LAPSED -> DUE_LAPSED_QUIETLY;
                    default -> NOT_OF_SECTION_9;
                };
            case OVERDUE ->
                switch (reason) {
                    case CORRECTED ->
                        switch (now.status()) {
                            case MET -> OVERDUE_WITHDRAWN_MET;
                            case CEASED -> OVERDUE_WITHDRAWN_CEASED;
                            case UPCOMING -> OVERDUE_WITHDRAWN_UPCOMING;
                            default -> NOT_OF_SECTION_9;
                        };
                    case MET -> rolling ? ROLLING_OVERDUE_MET : NOT_OF_SECTION_9;
                    case POSTPONED -> rolling ? ROLLING_OVERDUE_POSTPONED : NOT_OF_SECTION_9;
                    case CEASED -> rolling ? ROLLING_OVERDUE_CEASED : NOT_OF_SECTION_9;
                    case MET_LATE -> OVERDUE_MET_LATE;
                    case BOOKED -> OVERDUE_BOOKED;
                    case EXEMPT -> OVERDUE_EXEMPT;
                    case PAUSED -> OVERDUE_PAUSED;
                    case LAPSED -> OVERDUE_LAPSED_QUIETLY;
                    default -> NOT_OF_SECTION_9;
                };
            case LAPSED -> withdrawn ? LAPSED_WITHDRAWN_QUIET : NOT_OF_SECTION_9;
            case RESOLVED, WITHDRAWN -> NOT_OF_SECTION_9;
        };
    }

    private static LedgerTransition two(Said said, Deadline now, List<Alert> alerts) {
        Type then = alerts.get(1).type();
        Reason reason = alerts.get(0).reason().orElseThrow();
        if (alerts.size() != 2 || alerts.get(1).reason().isPresent()) {
            return NOT_OF_SECTION_9;
        }
        if (said.type() == Type.LAPSED && reason == Reason.CORRECTED) {
            return then == Type.WARNING
                    ? LAPSED_WITHDRAWN_FOR_WARNING
                    : then == Type.DUE ? LAPSED_WITHDRAWN_FOR_DUE : NOT_OF_SECTION_9;
        }
        if (said.type() == Type.OVERDUE && now.rule().rolling() && then == Type.WARNING) {
            return reason == Reason.MET
                    ? ROLLING_OVERDUE_MET_BUT_WARNING
                    : reason == Reason.POSTPONED ? ROLLING_OVERDUE_POSTPONED_TO_WARNING : NOT_OF_SECTION_9;
        }
        if (said.type() == Type.OVERDUE && now.rule().rolling() && then == Type.DUE) {
            return reason == Reason.POSTPONED ? ROLLING_OVERDUE_POSTPONED_TO_DUE : NOT_OF_SECTION_9;
        }
        if (said.type() == Type.OVERDUE && reason == Reason.CORRECTED) {
            return then == Type.WARNING
                    ? OVERDUE_WITHDRAWN_FOR_WARNING
                    : then == Type.DUE ? OVERDUE_WITHDRAWN_FOR_DUE : NOT_OF_SECTION_9;
        }
        return NOT_OF_SECTION_9;
    }
}
