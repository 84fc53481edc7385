package dk.fristvagt.topology;

/**
 * The names of the topology's parts. They are part of what is stored: changelog topics are named after the stores, so a
 * name that is changed loses the state.
 */
public final class Names {
    /** Store: citizenId to the citizen's file. */
    public static final String CITIZENS = "citizens";

    /** Store: when to look at whom again. */
    public static final String AGENDA = "agenda";

    static final String PROCESSOR = "citizen-processor";
    static final String ALERTS = "alerts";
    static final String DEADLINES = "deadlines";
    static final String MEASURES = "measures";
    static final String DEAD_LETTERS = "dead-letters";

    private Names() {}
}
