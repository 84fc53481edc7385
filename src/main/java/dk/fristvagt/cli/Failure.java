package dk.fristvagt.cli;

/** A command that cannot do what it was asked: one line that says what was wrong, where, and what to do. Exit code 1. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
