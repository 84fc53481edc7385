package dk.fristvagt.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer over HTTP.
 *
 * @param headers besides the content type
 */
public record Answer(int status, String contentType, Content content, Map<String, String> headers) {
    static final String TEXT = "text/plain; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";

    /** The field of a refusal that says in a sentence what is wrong. */
    static final String PROBLEM = "problem";

    /** What is answered. */
    public sealed interface Content {}

    /** A text of a size that can be held twice. */
    public record Text(String text) implements Content {}

    /** A text that may be large: written piece by piece, and compressed for whoever takes that. Holds no secret. */
    public record Stream(Writing writing) implements Content {}

    /** Writes an answer. */
    public interface Writing {
        /** Writes all of it, in UTF-8. */
        void to(OutputStream out) throws IOException;
    }

    /** What was asked for, as text. */
    public static Answer text(String body) {
        return new Answer(200, TEXT, new Text(body), Map.of());
    }

    /** What was asked for, as JSON. */
    public static Answer json(String body) {
        return json(200, body);
    }

    static Answer json(int status, String body) {
        return new Answer(status, JSON, new Text(body), Map.of());
    }

    /** What was asked for, which may be large. */
    static Answer stream(String contentType, Writing writing) {
        return new Answer(200, contentType, new Stream(writing), Map.of());
    }

    /** A refusal; {@code sentence} says what is wrong and what to do, and quotes nothing that was asked. */
    public static Answer problem(int status, String sentence) {
        return problem(status, sentence, Map.of());
    }

    static Answer problem(int status, String sentence, Map<String, String> headers) {
        return new Answer(status, JSON, new Text(problem(sentence) + "\n"), headers);
    }

    static ObjectNode problem(String sentence) {
        return JsonNodeFactory.instance.objectNode().put(PROBLEM, sentence);
    }

    /** What is answered, as a whole. */
    public String body() {
        if (content instanceof Stream stream) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                stream.writing().to(all);
            } catch (IOException e) {
                throw new UncheckedIOException("memory takes everything", e);
            }
            return all.toString(StandardCharsets.UTF_8);
        }
        return ((Text) content).text();
    }
}
