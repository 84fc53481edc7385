package dk.fristvagt.embedded;

/** A broker or registry of our own did not come up; the message says which, why and what to do, and is fit for a user. */
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedException(String message) {
        super(message);
    }

    EmbeddedException(String message, Throwable cause) {
        super(message, cause);
    }
}
