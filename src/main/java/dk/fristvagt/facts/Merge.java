package dk.fristvagt.facts;

/** What became of an event that was merged into what is known. */
public enum Merge {
    /** It changed what is known. */
    CHANGED,
    /** It was known, or is older than what is known. */
    UNCHANGED,
    /** It shares its stamp with a different event; the greater canonical form won (domain.md §2). */
    CONFLICT,
    /** It is about something that has been forgotten. */
    BEHIND_HORIZON
}
