package dk.fristvagt.cli.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.cli.explain.Explanation.CourseView;
import dk.fristvagt.cli.explain.Explanation.DeadlineView;
import dk.fristvagt.cli.explain.Explanation.Interval;
import dk.fristvagt.cli.explain.Explanation.MonthView;
import dk.fristvagt.cli.explain.Explanation.ReachView;
import dk.fristvagt.cli.explain.Explanation.Spell;
import dk.fristvagt.cli.explain.Explanation.Stretch;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Trace.Step;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.wire.Printable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The explanation as one JSON document with the names of contract.md where it has them.
 *
 * <p>Days are texts as {@code 2022-01-31}, months as {@code 2022-01}, hours and months of seniority numbers with two
 * decimals; what there is not is null. Everything the text says with a number or a day is in it.
 */
final class ExplanationJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ExplanationJson() {}

    /** The document, with a line break at its end and nothing in it that a terminal would act on. */
    static String of(Explanation explanation) {
        try {
            return harmless(MAPPER.writeValueAsString(tree(explanation))) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an explanation is always JSON", e);
        }
    }

    /** Escapes what is invisible; it can only stand inside a string, where an escape means the same. */
    private static String harmless(String json) {
        StringBuilder out = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c == '\n' || Printable.visible(c)) {
                out.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    out.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }

    static ObjectNode tree(Explanation explanation) {
        ObjectNode json = NODES.objectNode();
        json.put("citizenId", explanation.citizenId());
        json.put("day", explanation.day().toString());
        json.put("rulebook", explanation.rulebookNumber());
        json.set(
                "spells",
                array(explanation.spells().stream().map(ExplanationJson::spell).toList()));
        json.set(
                "timeline",
                array(explanation.stretches().stream()
                        .map(ExplanationJson::stretch)
                        .toList()));
        json.set(
                "courses",
                array(explanation.courses().stream()
                        .map(ExplanationJson::course)
                        .toList()));
        json.set(
                "deadlines",
                array(explanation.deadlines().stream()
                        .map(view -> deadline(view, explanation.history()))
                        .toList()));
        json.set(
                "notDeadlines",
                array(explanation.notDeadlines().stream()
                        .map(none -> {
                            ObjectNode node = NODES.objectNode();
                            node.put("key", none.id().key(explanation.citizenId()));
                            node.put("ruleId", none.id().ruleId());
                            node.put("occurrence", none.id().occurrence());
                            node.set("how", StepJson.how(none.steps()));
                            return node;
                        })
                        .toList()));
        json.set("rules", rules(explanation));
        json.set("alerts", alerts(explanation.alerts(), explanation.history()));
        if (!explanation.history()) {
            json.put("alertsNote", Words.LEDGER_ONLY);
        }
        json.set("facts", FactsJson.of(explanation.facts()));
        json.set("drawing", drawing(Drawing.of(explanation)));
        return json;
    }

    static ArrayNode array(Collection<? extends ObjectNode> nodes) {
        return NODES.arrayNode().addAll(nodes);
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A day as text, null for never. */
    static void put(ObjectNode json, String name, LocalDate day) {
        if (Days.exists(day)) {
            json.put(name, day.toString());
        } else {
            json.putNull(name);
        }
    }

    /** The text of a value, null for none. */
    static void put(ObjectNode json, String name, Optional<?> value) {
        if (value.isPresent()) {
            json.put(name, value.get().toString());
        } else {
            json.putNull(name);
        }
    }

    private static ObjectNode spell(Spell spell) {
        ObjectNode json = FactsJson.fact(spell.event());
        json.put("begun", spell.begun());
        json.set(
                "overlaid",
                array(spell.overlaid().stream()
                        .map(overlay -> interval(overlay.days()).put("bySpellId", overlay.spellId()))
                        .toList()));
        return json;
    }

    private static ObjectNode interval(Interval interval) {
        ObjectNode json = object();
        put(json, "from", interval.from());
        put(json, "to", interval.to());
        return json;
    }

    private static ObjectNode stretch(Stretch stretch) {
        ObjectNode json = interval(stretch.days());
        if (stretch instanceof Stretch.OnBenefit on) {
            json.put("spellId", on.segment().spell().spellId());
            json.put("group", on.segment().spell().group().name());
            put(json, "courseId", on.courseId());
            json.put("begun", on.segment().begun());
        } else if (stretch instanceof Stretch.Gap gap) {
            json.put("gapDays", gap.length());
        }
        return json;
    }

    private static ObjectNode course(CourseView view) {
        Course course = view.course();
        ObjectNode json = object();
        json.put("courseId", course.id());
        json.put("family", course.family().name());
        put(json, "courseStart", course.start());
        put(json, "lastDay", course.lastDay());
        json.put("runs", course.runs());
        put(json, "closedOn", course.closedOn());
        json.put("dropped", course.dropped());
        json.put("seniorityMonths", Words.hundredths(view.seniorityHundredths()));
        Words.BandEnds ends = Words.ends(view.band());
        ObjectNode band = json.putObject("seniorityBand");
        band.put("overMonths", ends.over().orElse(null));
        band.put("upToMonths", ends.upTo().orElse(null));
        json.set(
                "months",
                array(view.months().stream().map(ExplanationJson::month).toList()));
        json.set(
                "reach",
                array(view.reaches().stream().map(ExplanationJson::reach).toList()));
        return json;
    }

    private static ObjectNode month(MonthView view) {
        ObjectNode json = object();
        json.put("from", view.from().toString());
        json.put("to", view.to().toString());
        if (view instanceof MonthView.Pause pause) {
            json.put("pauseMonths", pause.count());
        } else if (view instanceof MonthView.Hours hours) {
            HoursClock.MonthOfHours month = hours.month();
            json.put("months", hours.count());
            json.put("reported", month.reported());
            json.put("hours", Words.hundredths(month.hundredths()));
            json.put("counted", Words.hundredths(month.ofCourse()));
            if (month.reported()) {
                json.putNull("ratePercent");
            } else {
                json.put("ratePercent", Words.percent(month.rate()));
            }
            json.put("suspended", month.suspended());
            json.put("daysOnDagpenge", month.activeWeekdays());
            json.put("weekdays", month.weekdays());
            json.put("fullMonth", Words.hundredths(month.fullMonth()));
            put(json, "settlesOn", month.reported() ? Optional.empty() : Optional.of(month.settlesOn()));
            json.put("seniorityMonths", Words.hundredths(hours.cumulativeHundredths()));
        }
        return json;
    }

    private static ObjectNode reach(ReachView view) {
        ObjectNode json = object();
        json.put("months", view.months());
        put(json, "day", view.reach().day());
        put(
                json,
                "basis",
                Days.exists(view.reach().day())
                        ? Optional.of(view.reach().confirmed() ? "CONFIRMED" : "PROJECTED")
                        : Optional.empty());
        openMonth(json, view.openMonth());
        return json;
    }

    private static void openMonth(ObjectNode json, Optional<HoursClock.MonthOfHours> open) {
        put(json, "openMonth", open.map(HoursClock.MonthOfHours::month));
        put(json, "openMonthSettlesOn", open.map(HoursClock.MonthOfHours::settlesOn));
    }

    private static ObjectNode deadline(DeadlineView view, boolean history) {
        Deadline deadline = view.deadline();
        ObjectNode json = object();
        json.put("deadlineKey", view.key());
        json.put("ruleId", view.rule().id());
        json.put("ruleVersion", view.rule().version());
        json.put("occurrence", deadline.id().occurrence());
        json.put("occurrences", view.rule().series() ? view.rule().required() : 1);
        put(json, "courseId", view.course().map(Course::id));
        put(json, "courseStart", deadline.courseStart());
        json.put("status", deadline.status().name());
        json.put("stage", deadline.stage());
        put(json, "dueOn", deadline.dueOn());
        put(json, "lastWorkingDay", view.lastWorkingDay());
        if (view.daysLeft().isPresent()) {
            json.put("daysLeft", view.daysLeft().getAsLong());
            json.put("daysOver", Math.max(0, -view.daysLeft().getAsLong()));
        } else {
            json.putNull("daysLeft");
            json.putNull("daysOver");
        }
        put(json, "basis", deadline.basis());
        openMonth(json, view.openMonth());
        put(json, "satisfiedOn", deadline.satisfiedOn());
        json.put("required", deadline.required());
        json.put("achieved", deadline.achieved());
        put(json, "nextBookedOn", deadline.nextBookedOn());
        json.put("advisory", deadline.advisory());
        json.put("kind", view.rule().kind().symbol());
        json.put("unit", deadline.unit());
        put(json, "unitName", view.unitName());
        json.put("municipality", deadline.municipality());
        put(json, "akasse", deadline.akasse());
        json.set("how", StepJson.how(view.steps()));
        json.set("counted", StepJson.counted(view.steps()));
        json.set("notCounted", StepJson.notCounted(view.steps()));
        json.set("bookings", StepJson.bookings(view.steps()));
        view.steps().stream()
                .filter(Step.Decided.class::isInstance)
                .map(Step.Decided.class::cast)
                .findFirst()
                .ifPresent(decided -> json.put("decidedByLine", decided.line()));
        json.set(
                "standing",
                view.standing().<ObjectNode>map(ExplanationJson::standing).orElse(null));
        json.set("said", alerts(view.said(), history));
        ArrayNode events = json.putArray("events");
        view.restsOn().stream().map(Event::eventId).forEach(events::add);
        return json;
    }

    private static ObjectNode standing(Said said) {
        ObjectNode json = object();
        json.put("type", said.type().name());
        json.put("stage", said.stage());
        put(json, "dueOn", said.due());
        json.put("unit", said.unit());
        return json;
    }

    /** What was said; null where that is not known, which is not the same as nothing. */
    private static ArrayNode alerts(List<Alert> alerts, boolean history) {
        return history ? array(alerts.stream().map(ExplanationJson::alert).toList()) : null;
    }

    private static ObjectNode alert(Alert alert) {
        ObjectNode json = object();
        json.put("sequence", alert.sequence());
        put(json, "saidOn", alert.saidOn());
        json.put("deadlineKey", alert.deadlineKey());
        json.put("type", alert.type().name());
        json.put("stage", alert.stage());
        put(json, "reason", alert.reason());
        put(json, "status", alert.status());
        put(json, "dueOn", alert.dueOn());
        json.put("unit", alert.unit());
        put(json, "effectiveOn", alert.effectiveOn());
        put(json, "causedBy", alert.causedBy());
        return json;
    }

    private static ArrayNode rules(Explanation explanation) {
        Map<String, Rule> used = new LinkedHashMap<>();
        explanation
                .deadlines()
                .forEach(view ->
                        used.putIfAbsent(view.rule().id() + " " + view.rule().version(), view.rule()));
        return array(used.values().stream().map(RuleJson::of).toList());
    }

    private static ObjectNode drawing(Drawing drawing) {
        ObjectNode json = object();
        json.put("from", drawing.from().toString());
        json.put("to", drawing.to().toString());
        ArrayNode years = json.putArray("years");
        drawing.years().forEach(years::add);
        return json;
    }
}
