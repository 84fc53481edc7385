package dk.fristvagt.alerts;

import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.DeadlineId;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * One thing said to a unit about a deadline (domain.md §9).
 *
 * @param alertId name-based: the same on every replay of the same order
 * @param sequence per citizen, from 1, without gaps
 * @param saidOn the business day
 * @param stage days, 0 unless WARNING
 * @param status empty when the deadline no longer exists
 * @param dueOn empty when there is none, as are {@code lastWorkingDay}, {@code basis} and {@code daysLeft}
 * @param effectiveOn the day the state began
 * @param seniorityHundredths months of seniority on {@code saidOn}, in hundredths of a month
 * @param causedBy the event that caused it; empty when the day itself or a deferred evaluation did
 */
public record Alert(
        UUID alertId,
        long sequence,
        LocalDate saidOn,
        String citizenId,
        DeadlineId deadline,
        Rule rule,
        Type type,
        int stage,
        Optional<Reason> reason,
        Optional<Status> status,
        Optional<LocalDate> dueOn,
        Optional<LocalDate> lastWorkingDay,
        Optional<Basis> basis,
        OptionalLong daysLeft,
        boolean advisory,
        String unit,
        String municipality,
        Optional<String> akasse,
        LocalDate courseStart,
        int seniorityHundredths,
        int required,
        int achieved,
        Optional<LocalDate> nextBookedOn,
        LocalDate effectiveOn,
        Optional<String> causedBy) {

    /** {@code citizenId|ruleId|courseId|occurrence}. */
    public String deadlineKey() {
        return deadline.key(citizenId);
    }

    /** What is said. */
    public enum Type {
        WARNING,
        DUE,
        OVERDUE,
        LAPSED,
        RESOLVED,
        WITHDRAWN
    }

    /** Why something was resolved, withdrawn or said again. */
    public enum Reason {
        MET,
        MET_LATE,
        BOOKED,
        EXEMPT,
        PAUSED,
        CEASED,
        LAPSED,
        POSTPONED,
        MOVED,
        CORRECTED,
        RULE_EXPIRED,
        NOT_BOOKED,
        DUE_MOVED
    }
}
