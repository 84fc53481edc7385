package dk.fristvagt.simulation;

/** A profile that cannot be used; the message is one line that names file, line and key, and what to do. */
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidProfileException(String message) {
        super(message);
    }
}
