package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;
import java.util.Optional;

/** Decides whether an event is valid (contract.md, "Valid"). */
public final class EventValidator {
    private EventValidator() {}

    /** What is wrong with {@code event}; empty when it is valid. The first thing found is named. */
    public static Optional<Invalid> check(Event<?> event) {
        throw new UnsupportedOperationException();
    }
}
