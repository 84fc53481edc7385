package dk.fristvagt.wire;

/** The registry answered that it does not have the schema: a permanent answer. */
public final class UnknownSchemaException extends RegistryException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message) {
        super(message);
    }
}
