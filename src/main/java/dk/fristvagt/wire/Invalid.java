package dk.fristvagt.wire;

/**
 * Why an event that could be read is not valid (contract.md, "Valid").
 *
 * @param sentence names the field and what is wrong with it, never its value
 */
public record Invalid(Code code, String sentence) {
    /** The causes of contract.md that are found by looking at the event alone. */
    public enum Code {
        /** A field breaks a rule of "Valid". */
        INVALID,
        /** One of its texts looks like a national id: nothing of the record may be kept but length and hash. */
        CPR_LIKE
    }
}
