package dk.fristvagt.cli.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.wire.EventJson;
import java.time.LocalDate;
import java.util.List;

/** What is known about a citizen, in the JSON of an explanation: each fact as the event that said it. */
final class FactsJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private FactsJson() {}

    static ObjectNode of(Facts facts) {
        ObjectNode json = ExplanationJson.object();
        put(json, "hours", facts.hours());
        put(json, "meetings", facts.meetings());
        put(json, "offers", facts.offers());
        put(json, "cvs", facts.cvs());
        put(json, "employments", facts.employments());
        put(json, "exemptions", facts.exemptions());
        put(json, "annulled", facts.annulled());
        json.put("forgotten", facts.forgotten().size());
        if (facts.horizon().equals(LocalDate.MIN)) {
            json.putNull("forgottenBefore");
        } else {
            json.put("forgottenBefore", facts.horizon().toString());
        }
        return json;
    }

    private static void put(ObjectNode json, String name, List<? extends Event<?>> events) {
        ObjectNode kind = json.putObject(name);
        kind.put("count", events.size());
        kind.set(
                "events",
                ExplanationJson.array(events.stream().map(FactsJson::fact).toList()));
    }

    /** The event as in a file of events; hours also as a number of hours. */
    static ObjectNode fact(Event<?> event) {
        try {
            ObjectNode json = (ObjectNode) MAPPER.readTree(EventJson.write(event));
            if (event.fact() instanceof PaidHours hours) {
                json.put("yearMonth", hours.month().toString());
                json.put("hours", Words.hundredths(hours.hundredths()));
            } else if (event.fact() instanceof Employment work) {
                json.put("yearMonth", work.month().toString());
                json.put("hours", Words.hundredths(work.hundredths()));
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always JSON", e);
        }
    }
}
