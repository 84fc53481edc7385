package dk.fristvagt.simulation;

import dk.fristvagt.facts.Event;

/** Where simulated events go, in their order: a file, a cluster, the report. */
@FunctionalInterface
public interface EventSink {
    /** Takes the next event. */
    void accept(Event<?> event);
}
