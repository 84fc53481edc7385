package dk.fristvagt.wire;

import dk.fristvagt.rules.WorkingDays;
import java.time.LocalDate;

/** The Danish working days, with the public holidays of domain.md §7 as Jollyday knows them. */
public final class WorkingDaysOfDenmark implements WorkingDays {
    @Override
    public boolean isWorkingDay(LocalDate day) {
        throw new UnsupportedOperationException();
    }
}
