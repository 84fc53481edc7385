package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;

/** An event as it came in: valid and ready for the core, or rejected with the reason. */
public sealed interface CheckedEvent {
    /** A valid event. */
    record Accepted(Event<?> event) implements CheckedEvent {}

    /** An event that must not reach the core. */
    record Rejected(Invalid why) implements CheckedEvent {}
}
