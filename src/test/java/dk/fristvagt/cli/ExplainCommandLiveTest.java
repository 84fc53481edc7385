package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.ops.Answer;
import dk.fristvagt.ops.HttpDoor;
import dk.fristvagt.ops.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain --config}: what it takes, and how it asks. */
class ExplainCommandLiveTest {
    private static final String TOKEN = "a-token-of-24-characters";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --citizen c1                                              | name --events FILE to explain out of files, or --config FILE to ask the running monitor
            --citizen c1 --events e --config f                        | --events and --config exclude one another: explain out of files, or ask the running monitor
            --citizen c1 --events e                                   | --events needs --on: the day to explain, as 2024-01-31
            --citizen c1 --events e --on 2022-03-01 --reason why      | --reason, --user and --instance go with --config
            --citizen c1 --events e --on 2022-03-01 --user kim        | --reason, --user and --instance go with --config
            --citizen c1 --events e --on 2022-03-01 --instance h:1    | --reason, --user and --instance go with --config
            --citizen c1 --config f                                   | --config needs --reason: say in a few words why this citizen is looked up; the instance logs it
            --citizen c1 --config f --reason -.                       | --config needs --reason: say in a few words why this citizen is looked up; the instance logs it
            --citizen c1 --config f --reason why --rules r            | --rules goes with --events: a running instance explains by its own rulebook
            --citizen c1 --config f --reason why --user .             | --user must say who looks this citizen up; the instance logs it
            --citizen c1 --config f --reason why --instance somewhere | --instance is not host:port
            """)
    void options_that_do_not_go_together_are_wrong_usage(String arguments, String complaint) {
        List<Object> words = new ArrayList<>(List.of("explain"));
        words.addAll(List.of(arguments.split(" ")));

        Cli.Ran ran = Cli.run(words.toArray());

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints())
                .containsExactly("fristvagt explain: " + complaint + ". See 'fristvagt explain --help'.");
    }

    @Test
    void without_a_token_nobody_is_asked() {
        Path config = config("http.listen=127.0.0.1:1");

        assertThat(explain(config).complaints())
                .containsExactly(
                        "fristvagt explain: " + config + ": http.token is missing: an instance explains citizens"
                                + " only to those who present the token of its own configuration.");
    }

    @ParameterizedTest
    @CsvSource({"off", "127.0.0.1:0"})
    void where_to_ask_must_be_known(String listen) {
        Path config = config("http.listen=" + listen, "http.token=" + TOKEN);

        Cli.Ran ran = explain(config);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.complaints()).singleElement().asString().contains("take its address from the log of run");
    }

    @Test
    void asks_where_the_configuration_says_and_prints_the_answer() throws IOException {
        List<String> asked = new ArrayList<>();
        try (HttpDoor door = HttpDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.empty(),
                List.of(new Route("POST", "/citizens/explain", request -> {
                    asked.add(request.authorization().orElseThrow() + " "
                            + new String(request.body(), StandardCharsets.UTF_8));
                    return Answer.text("explained\n");
                })))) {
            Path config = config("http.listen=127.0.0.1:" + door.address().getPort(), "http.token=" + TOKEN);

            Cli.Ran ran = explain(config, "--user", "kim", "--json", "--on", "2024-02-01");

            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).isEqualTo("explained\n");
            assertThat(asked)
                    .containsExactly(
                            "Bearer " + TOKEN
                                    + " {\"citizen\":\"c1\",\"on\":\"2024-02-01\",\"reason\":\"asks why\",\"user\":\"kim\",\"format\":\"json\"}");
        }
    }

    @Test
    void a_trust_store_that_is_not_there_names_its_key() {
        Path config = config(
                "http.listen=127.0.0.1:1",
                "http.token=" + TOKEN,
                "http.ssl.truststore.location=" + folder.resolve("none.p12"),
                "http.ssl.truststore.password=changeit");

        assertThat(explain(config).complaints())
                .singleElement()
                .asString()
                .startsWith("fristvagt explain: http.ssl.truststore.location: " + folder.resolve("none.p12"));
    }

    private static Cli.Ran explain(Path config, String... more) {
        List<Object> words =
                new ArrayList<>(List.of("explain", "--config", config, "--citizen", "c1", "--reason", "asks why"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray());
    }

    private Path config(String... lines) {
        List<String> all = new ArrayList<>(List.of("bootstrap.servers=127.0.0.1:1"));
        all.addAll(List.of(lines));
        return Lines.write(folder.resolve("fristvagt.properties"), all);
    }
}
