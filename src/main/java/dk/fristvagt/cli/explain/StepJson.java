package dk.fristvagt.cli.explain;

import static dk.fristvagt.cli.explain.ExplanationJson.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.rules.Trace.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps of an evaluation in the JSON of an explanation. */
final class StepJson {
    private StepJson() {}

    /** The steps that led to the due day and the status, in their order, each once. */
    static ArrayNode how(List<Step> steps) {
        return ExplanationJson.array(steps.stream()
                .distinct()
                .map(StepJson::step)
                .flatMap(Optional::stream)
                .toList());
    }

    /** What counts, in order. */
    static ArrayNode counted(List<Step> steps) {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Counted counted) {
                ObjectNode json = ExplanationJson.object().put("factId", counted.factId());
                put(json, "day", counted.day());
                nodes.add(json.put("number", counted.n()));
            }
        }
        return ExplanationJson.array(nodes);
    }

    /** What does not count, by the reason. */
    static ArrayNode notCounted(List<Step> steps) {
        List<ObjectNode> nodes = new ArrayList<>();
        byRefusal(steps).forEach((refusal, refused) -> {
            ObjectNode json = ExplanationJson.object();
            json.put("reason", refusal.name());
            json.put("count", refused.size());
            json.set(
                    "facts",
                    ExplanationJson.array(refused.stream()
                            .map(fact -> {
                                ObjectNode node = ExplanationJson.object().put("factId", fact.factId());
                                put(node, "day", fact.day());
                                return node;
                            })
                            .toList()));
            nodes.add(json);
        });
        return ExplanationJson.array(nodes);
    }

    /** The facts that do not count, by the reason, in their order. */
    static Map<Trace.Refusal, List<Step.NotCounted>> byRefusal(List<Step> steps) {
        Map<Trace.Refusal, List<Step.NotCounted>> refusals = new EnumMap<>(Trace.Refusal.class);
        for (Step step : steps) {
            if (step instanceof Step.NotCounted not) {
                refusals.computeIfAbsent(not.refusal(), refusal -> new ArrayList<>())
                        .add(not);
            }
        }
        return refusals;
    }

    /** What is booked or granted. */
    static ArrayNode bookings(List<Step> steps) {
        List<ObjectNode> nodes = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Booking booking) {
                ObjectNode json = ExplanationJson.object().put("factId", booking.factId());
                put(json, "day", booking.day());
                nodes.add(json.put("byDueDay", booking.enoughByDue()));
            }
        }
        return ExplanationJson.array(nodes);
    }

    private static Optional<ObjectNode> step(Step step) {
        ObjectNode json = ExplanationJson.object();
        json.put("step", step.getClass().getSimpleName());
        if (step instanceof Step.Anchored anchored) {
            json.put("anchor", anchored.anchor().name());
            put(json, "day", anchored.day());
            json.put("stated", anchored.stated());
            put(json, "appliesFrom", anchored.segmentFrom());
        } else if (step instanceof Step.Ended ended) {
            json.put("courseClosed", ended.courseClosed());
            put(json, "endDay", ended.endDay());
        } else if (step instanceof Step.CalendarDue due) {
            put(json, "anchor", due.anchor());
            RuleJson.period(json, StepNumbers.period(due));
            json.put("inside", due.inside());
            put(json, "due", due.due());
        } else if (step instanceof Step.CalendarPace pace) {
            put(json, "anchor", pace.anchor());
            put(json, "windowEnd", pace.windowEnd());
            json.put("days", pace.days());
            json.put("k", pace.k());
            json.put("n", pace.n());
            put(json, "due", pace.due());
        } else if (step instanceof Step.HoursDue due) {
            json.put("months", StepNumbers.months(due));
            json.put("numerator", due.numerator());
            json.put("denominator", due.denominator());
            put(json, "due", due.due());
            json.put("confirmed", due.confirmed());
        } else if (step instanceof Step.RaisedToAnchor raised) {
            put(json, "appliesFrom", raised.segmentFrom());
            json.put("leastDays", StepNumbers.days(raised));
            put(json, "due", raised.due());
        } else if (step instanceof Step.BeforeAnchor before) {
            put(json, "due", before.due());
            put(json, "appliesFrom", before.segmentFrom());
        } else if (step instanceof Step.Shifted shifted) {
            exemption(json, shifted.exemption());
            put(json, "meetsFrom", shifted.meetsFrom());
            put(json, "before", shifted.before());
            RuleJson.period(json, shifted.rest());
            put(json, "after", shifted.after());
        } else if (step instanceof Step.Window window) {
            put(json, "from", window.from());
            put(json, "to", window.to());
        } else {
            return rolling(json, step);
        }
        return Optional.of(json);
    }

    private static Optional<ObjectNode> rolling(ObjectNode json, Step step) {
        if (step instanceof Step.EligibleFrom eligible) {
            put(json, "day", eligible.day());
        } else if (step instanceof Step.FourthLatest fourth) {
            json.put("factId", fourth.meetingId());
            put(json, "day", fourth.heldOn());
        } else if (step instanceof Step.OfferRuns runs) {
            json.put("factId", runs.offerId());
        } else if (step instanceof Step.Covered covered) {
            json.put("factId", covered.offerId());
            put(json, "until", covered.until());
        } else if (step instanceof Step.Work work) {
            json.put("month", work.month().toString());
            json.put("hours", Words.hundredths(work.hundredths()));
            json.put("estimatedHours", Words.hundredths(work.estimated()));
            json.put("enough", work.enough());
        } else if (step instanceof Step.Invitation invitation) {
            put(json, "plannedOn", invitation.plannedOn());
            put(json, "bookedOn", invitation.bookedOn());
            put(json, "invitedOn", invitation.invitedOn());
            json.put("tookPart", invitation.tookPart());
        } else if (step instanceof Step.ExemptToday exempt) {
            exemption(json, exempt.exemption());
        } else if (step instanceof Step.Decided decided) {
            json.put("line", decided.line());
            json.put("status", decided.status().name());
        } else {
            return Optional.empty();
        }
        return Optional.of(json);
    }

    private static void exemption(ObjectNode json, Exemption exemption) {
        json.put("exemptionId", exemption.exemptionId());
        json.put("reason", exemption.reason().name());
        put(json, "from", exemption.from());
        put(json, "to", exemption.to());
    }
}
