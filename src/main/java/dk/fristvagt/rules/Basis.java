package dk.fristvagt.rules;

/** Whether a due date rests on reported hours alone or also on projected ones (domain.md §4). */
public enum Basis {
    CONFIRMED,
    PROJECTED
}
