package dk.fristvagt.wire;

import dk.fristvagt.facts.Fact;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** What every event has, whatever it is about (contract.md, "Input records"). */
public record Envelope(Fact.Kind kind, String eventId, String citizenId, Instant recordedAt) {
    private static final Map<Class<?>, Fact.Kind> KINDS = Arrays.stream(Fact.Kind.values())
            .collect(Collectors.toUnmodifiableMap(AvroEvents::recordClass, Function.identity()));

    /** The envelope of {@code event}, one of the seven records of dk.fristvagt.event. */
    public static Envelope of(SpecificRecord event) {
        return new Envelope(
                KINDS.get(event.getClass()),
                (String) field(event, "eventId"),
                (String) field(event, "citizenId"),
                (Instant) field(event, "recordedAt"));
    }

    private static Object field(SpecificRecord event, String name) {
        return event.get(event.getSchema().getField(name).pos());
    }
}
