package dk.fristvagt.topology;

/** What a task is doing (architecture.md, phases). */
public enum Phase {
    /** It reads what was waiting when it was assigned; it merges, evaluates nothing and says nothing. */
    CATCHING_UP,
    /** It works off the agenda, and evaluates an event at once. */
    LIVE,
    /**
     * It is live, but events from before today have come: they are merged, and their citizens are evaluated once what was
     * waiting with them has been read. What is recorded today, about other citizens, is evaluated at once.
     */
    BACKLOG
}
