package dk.fristvagt.topology;

/** Why a record went to the dead letters (contract.md, "Valid": causes are codes). */
public enum Cause {
    /** The bytes are not what the topic holds. */
    UNDECODABLE,
    /** A field breaks a rule of "Valid". */
    INVALID,
    /** The record's key is not the citizenId of its value. */
    KEY_MISMATCH,
    /** The record lies in another partition than murmur2 of its key gives. */
    WRONG_PARTITION,
    /** It was recorded more than an hour after now. */
    FUTURE,
    /** A text of the event, or the key, looks like a national id; only length and hash are kept. */
    CPR_LIKE,
    /** The record is larger than an event may be. */
    TOO_LARGE,
    /** With it the citizen's file would be larger than a file may be. */
    FILE_FULL,
    /** It is about something that has been forgotten. */
    BEHIND_HORIZON,
    /** The core could not even merge it, or the citizen's file cannot be read. */
    FAILED
}
