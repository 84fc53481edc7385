package dk.fristvagt.wire;

/** A rulebook on disk that cannot be used; the message is one line that names file, line and rule, and what to do. */
public final class InvalidRulebookFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidRulebookFileException(String message) {
        super(message);
    }
}
