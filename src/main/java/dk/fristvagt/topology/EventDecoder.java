package dk.fristvagt.topology;

import dk.fristvagt.facts.Event;

/** Turns the value of an input record into an event of the core. Safe for use by several threads. */
@FunctionalInterface
public interface EventDecoder {
    /**
     * The valid event that {@code value} is, or the cause for which it must not reach the core.
     *
     * @throws dk.fristvagt.wire.RegistryException when that cannot be known yet
     */
    Decoded decode(String topic, byte[] value);

    /** Whether values with the schema {@code id} can be decoded at once; false where that is not known. */
    default boolean knows(int id) {
        return false;
    }

    /** What became of the bytes of a value. */
    sealed interface Decoded {
        /** A valid event. */
        record Good(Event<?> event) implements Decoded {}

        /** Bytes that will never be a valid event. */
        record Bad(Cause cause) implements Decoded {}
    }
}
