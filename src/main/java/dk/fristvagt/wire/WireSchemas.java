package dk.fristvagt.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/** The generated schemas as others see them. */
final class WireSchemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** How generated classes ask for java.lang.String. */
    private static final String JAVA_STRING = "avro.java.string";

    private WireSchemas() {}

    /** {@code schema} without what only Java understands. */
    static Schema portable(Schema schema) {
        try {
            JsonNode json = MAPPER.readTree(schema.toString());
            return SchemaParser.parseSingle(strip(json).toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static JsonNode strip(JsonNode node) {
        if (node.isArray()) {
            var array = MAPPER.createArrayNode();
            node.forEach(item -> array.add(strip(item)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode object = MAPPER.createObjectNode();
        node.fields().forEachRemaining(field -> {
            if (!field.getKey().equals(JAVA_STRING)) {
                object.set(field.getKey(), strip(field.getValue()));
            }
        });
        // {"type":"string"} is "string".
        return object.size() == 1 && object.path("type").isTextual() ? object.get("type") : object;
    }
}
