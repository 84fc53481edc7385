package dk.fristvagt.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param headers besides the content type
 */
public record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";

    /** The field of a refusal that says in a sentence what is wrong. */
    static final String PROBLEM = "problem";

    /** What was asked for, as text. */
    public static Answer text(String body) {
        return new Answer(200, TEXT, body, Map.of());
    }

    /** What was asked for, as JSON. */
    public static Answer json(String body) {
        return new Answer(200, JSON, body, Map.of());
    }

    /** A refusal; {@code sentence} says what is wrong and what to do, and quotes nothing that was asked. */
    public static Answer problem(int status, String sentence) {
        return problem(status, sentence, Map.of());
    }

    static Answer problem(int status, String sentence, Map<String, String> headers) {
        return new Answer(status, JSON, problem(sentence) + "\n", headers);
    }

    static ObjectNode problem(String sentence) {
        return JsonNodeFactory.instance.objectNode().put(PROBLEM, sentence);
    }
}
