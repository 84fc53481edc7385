package dk.fristvagt.wire;

import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.WorkingDays;

/** Turns deadlines of the core into the records that are published. */
public final class AvroDeadlines {
    private final WorkingDays workingDays;

    public AvroDeadlines(WorkingDays workingDays) {
        this.workingDays = workingDays;
    }

    /** The row of the deadlines table that {@code deadline} of {@code citizenId} is. */
    public dk.fristvagt.alert.Deadline toAvro(String citizenId, Deadline deadline) {
        throw new UnsupportedOperationException();
    }
}
