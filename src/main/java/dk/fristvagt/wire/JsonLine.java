package dk.fristvagt.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Writes one compact JSON object whose fields come in the order in which they are put. */
final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final StringWriter out = new StringWriter(512);
    private final JsonGenerator json;

    JsonLine() {
        try {
            json = FACTORY.createGenerator(out);
            json.writeStartObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A boolean or whole number as such, a {@link BigDecimal} with its decimals, null as null, else its text. */
    JsonLine put(String field, Object value) {
        try {
            json.writeFieldName(field);
            if (value == null) {
                json.writeNull();
            } else if (value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (value instanceof Integer number) {
                json.writeNumber(number);
            } else if (value instanceof Long number) {
                json.writeNumber(number);
            } else if (value instanceof BigDecimal number) {
                json.writeNumber(number.toPlainString());
            } else {
                json.writeString(value.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The line, without a line break. */
    String end() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
