package dk.fristvagt.alerts;

import dk.fristvagt.rules.Basis;
import dk.fristvagt.rules.DeadlineId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What was last said about a deadline and still stands: one line of a citizen's alert ledger (domain.md §9).
 *
 * <p>It holds what an alert about a deadline that no longer exists must carry.
 *
 * @param due the due day when it was said, {@link dk.fristvagt.facts.Days#NEVER} for none
 */
public record Said(
        DeadlineId deadline,
        int ruleVersion,
        Alert.Type type,
        int stage,
        LocalDate due,
        Optional<Basis> basis,
        boolean advisory,
        String unit,
        String municipality,
        Optional<String> akasse,
        LocalDate courseStart,
        int seniorityHundredths,
        int required,
        int achieved,
        Optional<LocalDate> nextBookedOn) {}
