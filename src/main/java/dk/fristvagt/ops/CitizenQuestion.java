package dk.fristvagt.ops;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * A request for the explanation of a citizen's deadlines. It is the body of a POST: a citizenId in an address would stand
 * in the log of every server on the way.
 *
 * @param on the day to explain; empty for the business day
 * @param reason why somebody needs to know
 * @param user who does
 * @param json whether the answer is JSON rather than text
 */
public record CitizenQuestion(String citizenId, Optional<LocalDate> on, String reason, String user, boolean json) {
    static final String PATH = "/citizens/explain";

    /** As long as an id may be (contract.md, "Valid"). */
    private static final int LONGEST_ID = 200;

    private static final String CITIZEN = "citizen";
    private static final String ON = "on";
    private static final String REASON = "reason";
    private static final String USER = "user";
    private static final String FORMAT = "format";
    private static final String AS_JSON = "json";
    private static final String AS_TEXT = "text";
    private static final Set<String> FIELDS = Set.of(CITIZEN, ON, REASON, USER, FORMAT);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A question that cannot be understood; says what is wrong and quotes nothing. */
    static final class UnclearException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnclearException(String message) {
            super(message);
        }
    }

    /** Whether {@code text} says anything: a reason that is blank or a dash is none. */
    public static boolean isReason(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    byte[] write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(CITIZEN, citizenId);
        on.ifPresent(day -> json.put(ON, day.toString()));
        json.put(REASON, reason);
        json.put(USER, user);
        json.put(FORMAT, this.json ? AS_JSON : AS_TEXT);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote, or anybody else.
     *
     * @throws UnclearException when it is no question, or gives no reason
     */
    static CitizenQuestion read(byte[] body) {
        JsonNode json = parse(body);
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            if (!FIELDS.contains(names.next())) {
                throw new UnclearException("the body has a field besides citizen, on, reason, user and format");
            }
        }
        String citizenId = text(json, CITIZEN).orElse("");
        if (citizenId.isBlank() || citizenId.length() > LONGEST_ID) {
            throw new UnclearException(CITIZEN + " must be a citizenId, of at most " + LONGEST_ID + " characters");
        }
        String reason = text(json, REASON).orElse("");
        if (!isReason(reason)) {
            throw new UnclearException(
                    "a reason is required: say in a few words why the citizen is looked up; it is logged");
        }
        String user = text(json, USER).orElse("");
        if (!isReason(user)) {
            throw new UnclearException("user must say who is asking; it is logged");
        }
        return new CitizenQuestion(citizenId, text(json, ON).map(CitizenQuestion::day), reason, user, isJson(json));
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            // said below
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing is read but memory", impossible);
        }
        throw new UnclearException("the body must be one JSON object with citizen, reason and user");
    }

    private static Optional<String> text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new UnclearException(field + " must be a text");
        }
        return Optional.of(value.textValue());
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new UnclearException(ON + " is not a day; write it as 2024-01-31");
        }
    }

    private static boolean isJson(JsonNode json) {
        String format = text(json, FORMAT).orElse(AS_TEXT);
        if (!format.equals(AS_TEXT) && !format.equals(AS_JSON)) {
            throw new UnclearException(FORMAT + " must be " + AS_TEXT + " or " + AS_JSON);
        }
        return format.equals(AS_JSON);
    }
}
