package dk.fristvagt.rules;

/** The status of a deadline on a day (domain.md §8). */
public enum Status {
    UPCOMING,
    BOOKED,
    EXEMPT,
    PAUSED,
    /** Reached by projection, not yet confirmed by paid hours. */
    DUE,
    OVERDUE,
    LAPSED,
    MET,
    MET_LATE,
    CEASED
}
