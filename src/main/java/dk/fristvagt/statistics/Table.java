package dk.fristvagt.statistics;

/** What is counted from. The order is part of what is kept. */
public enum Table {
    DEADLINES,
    MEASURES
}
