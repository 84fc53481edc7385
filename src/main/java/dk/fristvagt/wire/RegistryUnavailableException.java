package dk.fristvagt.wire;

/** The registry cannot be reached or cannot answer now: wait and try again, never dead-letter. */
public final class RegistryUnavailableException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
