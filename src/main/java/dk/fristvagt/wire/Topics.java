package dk.fristvagt.wire;

import dk.fristvagt.facts.Fact;
import dk.fristvagt.measure.MeetingMeasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The names of all topics and of the subjects of their values (contract.md, "Topics").
 *
 * @param prefix goes before every topic name as it is, so it brings its own separator; empty for none
 */
public record Topics(String prefix) {
    /** Kafka allows 249 characters; the longest name of ours takes less than 60 of them. */
    private static final Pattern ALLOWED_PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,180}");

    private static final String ALERTS = "fristvagt.alerts.";
    private static final String VERSION = ".v1";

    /** The names without a prefix; below what the constructor needs. */
    public static final Topics UNPREFIXED = new Topics("");

    /**
     * Checks the prefix.
     *
     * @throws IllegalArgumentException when Kafka does not allow it in a topic name
     */
    public Topics {
        if (!ALLOWED_PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "the prefix of topics is not made of at most 180 letters, digits, '.', '_' and '-'");
        }
    }

    /** What the input of facts of {@code kind} is called: the part of its topic's name that tells it from the others. */
    public static String inputName(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> "benefit-changes";
            case PAID_HOURS -> "benefit-hours";
            case MEETING -> "meetings";
            case OFFER -> "offers";
            case CV -> "cvs";
            case EMPLOYMENT -> "employment";
            case EXEMPTION -> "exemptions";
        };
    }

    /** The topic in which facts of {@code kind} come in. */
    public String input(Fact.Kind kind) {
        return prefix + "fristvagt.in." + inputName(kind) + VERSION;
    }

    /** The seven input topics, in the order of {@link Fact.Kind}. */
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        for (Fact.Kind kind : Fact.Kind.values()) {
            inputs.add(input(kind));
        }
        return List.copyOf(inputs);
    }

    /** The compacted table of deadlines. */
    public String deadlines() {
        return prefix + "fristvagt.deadlines" + VERSION;
    }

    /** The compacted table of the measures of meetings that were held. */
    public String measures() {
        return prefix + "fristvagt.meeting-measures" + VERSION;
    }

    /** The alert topic of a unit as {@link Units#topicUnit} gives it. */
    public String alerts(String topicUnit) {
        return prefix + ALERTS + topicUnit + VERSION;
    }

    /** The alert topics of all {@code units}, the last for those that are not among them. */
    public List<String> alerts(Units units) {
        List<String> topics = new ArrayList<>();
        units.all().forEach(unit -> topics.add(alerts(unit.unit())));
        topics.add(alerts(Units.UNROUTED));
        return List.copyOf(topics);
    }

    /** Where records go that cannot be processed. */
    public String deadLetters() {
        return prefix + "fristvagt.dead-letters" + VERSION;
    }

    /** Every subject with the schema that belongs there, for registering; without properties of Java only. */
    public Map<String, Schema> subjects() {
        Map<String, Schema> subjects = new LinkedHashMap<>();
        for (Fact.Kind kind : Fact.Kind.values()) {
            Schema schema = AvroEvents.newRecord(kind).getSchema();
            subjects.put(subject(input(kind), schema), WireSchemas.portable(schema));
        }
        Schema deadline = dk.fristvagt.alert.Deadline.getClassSchema();
        subjects.put(subject(deadlines(), deadline), WireSchemas.portable(deadline));
        Schema measure = MeetingMeasure.getClassSchema();
        subjects.put(subject(measures(), measure), WireSchemas.portable(measure));
        Schema alert = dk.fristvagt.alert.Alert.getClassSchema();
        subjects.put(subject(alerts(Units.UNROUTED), alert), WireSchemas.portable(alert));
        return subjects;
    }

    /**
     * The subject of the values of {@code topic}, which have {@code schema}: {@code <topic>-value}, but for alerts the
     * name of the record, which all alert topics share.
     */
    public static String subject(String topic, Schema schema) {
        String name = schema.getFullName();
        return name.equals(dk.fristvagt.alert.Alert.getClassSchema().getFullName()) ? name : topic + "-value";
    }
}
