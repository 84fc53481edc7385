package dk.fristvagt.wire;

import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import org.apache.avro.specific.SpecificRecord;

/** Turns the generated event records into events of the core and back. */
public final class AvroEvents {
    private AvroEvents() {}

    /** The event that {@code record} (one of the seven of dk.fristvagt.event) is, checked by {@link EventValidator}. */
    public static CheckedEvent check(SpecificRecord record) {
        throw new UnsupportedOperationException();
    }

    /** The record that {@code event} is on the wire. */
    public static SpecificRecord toAvro(Event<?> event) {
        throw new UnsupportedOperationException();
    }

    /** The class of the record in which facts of {@code kind} travel. */
    public static Class<? extends SpecificRecord> recordClass(Fact.Kind kind) {
        throw new UnsupportedOperationException();
    }
}
