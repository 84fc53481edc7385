package dk.fristvagt.rules;

import java.time.LocalDate;

/** The Danish working days: Monday to Friday, not a public holiday (domain.md §7, last working day). */
@FunctionalInterface
public interface WorkingDays {
    /** Whether {@code day} is a working day. */
    boolean isWorkingDay(LocalDate day);

    /** The last working day on or before {@code day}. */
    default LocalDate lastOnOrBefore(LocalDate day) {
        LocalDate candidate = day;
        while (!isWorkingDay(candidate)) {
            candidate = candidate.minusDays(1);
        }
        return candidate;
    }
}
