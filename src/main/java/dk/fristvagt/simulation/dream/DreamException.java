package dk.fristvagt.simulation.dream;

/** Something the import was given cannot be used; the message says what, where and what to do, and quotes no content. */
public final class DreamException extends Exception {
    private static final long serialVersionUID = 1L;

    DreamException(String message) {
        super(message);
    }
}
