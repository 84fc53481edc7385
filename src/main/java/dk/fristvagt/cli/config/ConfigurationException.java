package dk.fristvagt.cli.config;

/** The configuration is wrong: one line with the place, the key, and what to do; never the value of a secret. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
