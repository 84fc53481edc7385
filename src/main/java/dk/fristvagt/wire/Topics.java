package dk.fristvagt.wire;

import dk.fristvagt.facts.Fact;
import java.util.List;

/**
 * The names of all topics and of the subjects of their values (contract.md, "Topics").
 *
 * @param prefix goes before every topic name; empty for none
 */
public record Topics(String prefix) {
    /** The names without a prefix. */
    public static final Topics UNPREFIXED = new Topics("");

    /** The topic in which facts of {@code kind} come in. */
    public String input(Fact.Kind kind) {
        throw new UnsupportedOperationException();
    }

    /** The seven input topics, in the order of {@link Fact.Kind}. */
    public List<String> inputs() {
        throw new UnsupportedOperationException();
    }

    /** The compacted table of deadlines. */
    public String deadlines() {
        throw new UnsupportedOperationException();
    }

    /** The alert topic of a unit as {@link Units#topicUnit} gives it. */
    public String alerts(String topicUnit) {
        throw new UnsupportedOperationException();
    }

    /** Where records go that cannot be processed. */
    public String deadLetters() {
        throw new UnsupportedOperationException();
    }

    /** The subject of the values of {@code topic}: one for all alert topics, else {@code <topic>-value}. */
    public String subject(String topic) {
        throw new UnsupportedOperationException();
    }
}
