package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.Sought;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitizenExplainerTest {
    private static final String TOKEN = "a-token-of-24-characters";
    private static final LocalDate TODAY = LocalDate.of(2022, 3, 1);
    private static final String CITIZEN = "canary-citizen-7";

    private final Map<String, Sought> stored = Map.of(
            CITIZEN,
            new Sought.Found(CitizenFile.empty(CITIZEN), TODAY),
            "nobody",
            new Sought.Unknown(TODAY),
            "moved",
            new Sought.Elsewhere("other.example", 7077),
            "moved-6",
            new Sought.Elsewhere("::1", 7077),
            "waits",
            new Sought.NotNow(Obstacle.CATCHING_UP));

    private final List<String> asked = new ArrayList<>();
    private final Logged logged = new Logged();
    private final CitizenExplainer explainer = explainer(Optional.of(TOKEN));

    @AfterEach
    void close() {
        logged.close();
    }

    @Test
    void explains_on_the_business_day_as_text() {
        Answer answer = ask(question(CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.body()).isEqualTo("2022-03-01 of canary-citizen-7");
    }

    @Test
    void explains_a_later_day_as_json() {
        Answer answer = ask(question(
                CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\",\"on\":\"2022-04-01\",\"format\":\"json\""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.body()).isEqualTo("json 2022-04-01 of canary-citizen-7");
    }

    @Test
    void an_earlier_day_is_refused_with_what_to_do_instead() {
        Answer answer = ask(question(CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\",\"on\":\"2022-02-28\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("the business day is 2022-03-01", "use explain --events");
        assertThat(logged.by(AccessLog.NAME)).isEmpty();
    }

    @Test
    void a_day_that_no_event_can_name_is_refused() {
        assertThat(ask(question(CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\",\"on\":\"+999999999-12-31\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_log_says_who_and_why_and_names_the_citizen_by_a_keyed_hash_only() throws Exception {
        ask(question(CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\""));

        assertThat(logged.by("dk.fristvagt.access"))
                .containsExactly("INFO EXPLAINED citizen=" + hash(CITIZEN)
                        + " day=2022-03-01 user=\"kim\" reason=\"asks why\" from=192.0.2.1");
        assertThat(logged.all()).doesNotContain(CITIZEN).doesNotContain(TOKEN);
    }

    @Test
    void what_somebody_types_cannot_bring_a_citizen_into_the_log_or_forge_a_line() {
        ask(question(
                CITIZEN,
                "\"reason\":\"CANARY-citizen-7 (010190-1234, 0101901234)\\n\\\" from=\\u202e" + "x".repeat(500)
                        + "\",\"user\":\"kim canary-citizen-7\""));

        String line = logged.by("dk.fristvagt.access").get(0);
        assertThat(line)
                .contains("user=\"kim [citizen]\"")
                .contains("reason=\"[citizen] ([number], [number])\\u{a}' from=\\u{202e}xxx")
                .containsPattern("x…\" from=192\\.0\\.2\\.1$")
                .hasSizeLessThan(600);
        assertThat(logged.all().toLowerCase(java.util.Locale.ROOT)).doesNotContain(CITIZEN);
    }

    @Test
    void a_citizen_of_whom_nothing_is_stored_is_not_found_and_that_is_logged_too() {
        Answer answer = ask(question("nobody", "\"reason\":\"asks why\",\"user\":\"kim\""));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .contains("nothing is stored about this citizen")
                .doesNotContain("nobody");
        assertThat(logged.by("dk.fristvagt.access")).singleElement().asString().startsWith("INFO UNKNOWN citizen=");
    }

    @Test
    void names_the_instance_that_has_the_citizen() {
        Answer answer = ask(question("moved", "\"reason\":\"asks why\",\"user\":\"kim\""));
        Answer six = ask(question("moved-6", "\"reason\":\"asks why\",\"user\":\"kim\""));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body()).contains("\"instance\":\"other.example:7077\"");
        assertThat(six.body()).contains("\"instance\":\"[::1]:7077\"");
        assertThat(logged.by(AccessLog.NAME)).isEmpty();
    }

    @Test
    void asks_for_patience_while_it_cannot_know() {
        Answer answer = ask(question("waits", "\"reason\":\"asks why\",\"user\":\"kim\""));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("what was waiting is still being read");
        assertThat(answer.headers()).containsKey("Retry-After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"reason\":\"\",", "\"reason\":\" \\t\",", "\"reason\":\"-.\",", "\"reason\":null,"})
    void a_question_without_a_reason_is_refused_and_nothing_is_looked_up(String reason) {
        Answer answer = ask(question(CITIZEN, reason + "\"user\":\"kim\""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("a reason is required");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"citizen":"c","reason":"why"}                                 | user must say who is asking
            {"citizen":" ","reason":"why","user":"kim"}                    | citizen must be a citizenId
            {"reason":"why","user":"kim"}                                  | citizen must be a citizenId
            {"citizen":7,"reason":"why","user":"kim"}                      | citizen must be a text
            {"citizen":"c","reason":"why","user":"kim","on":"1 May"}       | on is not a day
            {"citizen":"c","reason":"why","user":"kim","format":"xml"}     | format must be text or json
            {"citizen":"c","reason":"why","user":"kim","extra":"x"}        | has a field besides
            {"citizen":"c","citizen":"d","reason":"why","user":"kim"}      | must be one JSON object
            {"citizen":"c","reason":"why","user":"kim"} x                  | must be one JSON object
            ["c"]                                                          | must be one JSON object
            not json                                                       | must be one JSON object
            ``                                                             | must be one JSON object
            """)
    void an_unclear_question_is_refused_with_a_sentence(String body, String sentence) {
        Answer answer = ask(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "Bearer a-token-of-24-character", "Bearer A-token-of-24-characters", TOKEN})
    void without_the_token_nothing_is_looked_up(String authorization) {
        Answer answer = explainer
                .route()
                .handler()
                .apply(new Request(
                        "192.0.2.1",
                        Optional.of(authorization).filter(text -> !text.isEmpty()),
                        Optional.empty(),
                        bytes(question(CITIZEN, "\"reason\":\"asks why\",\"user\":\"kim\""))));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsKey("WWW-Authenticate");
        assertThat(asked).isEmpty();
        assertThat(logged.by("dk.fristvagt.access")).containsExactly("WARN REFUSED without the token from=192.0.2.1");
    }

    @Test
    void without_a_token_in_the_configuration_nobody_is_explained() {
        Answer answer = explainer(Optional.empty())
                .route()
                .handler()
                .apply(new Request("192.0.2.1", Optional.of("Bearer "), Optional.empty(), bytes("{}")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("set http.token");
    }

    @Test
    void a_question_survives_the_way() {
        CitizenQuestion question = new CitizenQuestion("c \"1\"", Optional.of(TODAY), "why\n", "kim æ", true);

        assertThat(CitizenQuestion.read(question.write())).isEqualTo(question);
    }

    private CitizenExplainer explainer(Optional<String> token) {
        return new CitizenExplainer(
                token,
                id -> {
                    asked.add(id);
                    return stored.get(id);
                },
                (file, day, json) -> (json ? "json " : "") + day + " of " + file.citizenId());
    }

    private Answer ask(String body) {
        return explainer
                .route()
                .handler()
                .apply(new Request(
                        "192.0.2.1",
                        Optional.of("Bearer " + TOKEN),
                        Optional.empty(),
                        bytes(body == null ? "" : body)));
    }

    private static String question(String citizen, String rest) {
        return "{\"citizen\":\"" + citizen + "\"," + rest + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String citizenId) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(TOKEN), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(bytes(citizenId))).substring(0, 16);
    }
}
