package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.topology.Sought;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitizenClientTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String TOKEN = "a token of 24 characters";
    private static final String PASSWORD = "changeit";
    private static final CitizenQuestion QUESTION =
            new CitizenQuestion("c1", Optional.empty(), "asks why", "kim", false);
    private static final Sought FOUND = new Sought.Found(CitizenFile.empty("c1"), LocalDate.of(2022, 3, 1));

    @TempDir
    private Path folder;

    private final List<HttpDoor> doors = new ArrayList<>();

    @AfterEach
    void close() {
        doors.forEach(HttpDoor::close);
    }

    @Test
    void follows_to_the_instance_that_has_the_citizen() {
        int owner = open(Optional.empty(), id -> FOUND);
        int other = open(Optional.empty(), id -> new Sought.Elsewhere("127.0.0.1", owner));

        assertThat(client(Optional.empty(), TOKEN).ask("127.0.0.1:" + other, QUESTION))
                .isEqualTo("2022-03-01 æøå");
    }

    @Test
    void instances_that_refer_to_one_another_are_not_asked_for_ever() {
        int[] ports = new int[2];
        ports[0] = open(Optional.empty(), id -> new Sought.Elsewhere("127.0.0.1", ports[1]));
        ports[1] = open(Optional.empty(), id -> new Sought.Elsewhere("127.0.0.1", ports[0]));

        assertNoAnswer(Optional.empty(), TOKEN, "127.0.0.1:" + ports[0], "refer to one another");
    }

    @Test
    void a_refusal_is_said_in_the_words_of_the_instance() {
        int port = open(Optional.empty(), id -> FOUND);

        assertNoAnswer(Optional.empty(), "another-token-altogether", "127.0.0.1:" + port, "token is missing or wrong");
    }

    @Test
    void nobody_there_is_one_line_that_says_what_to_check() {
        int port = open(Optional.empty(), id -> FOUND);
        close();

        assertNoAnswer(
                Optional.empty(),
                TOKEN,
                "127.0.0.1:" + port,
                "no instance answers at 127.0.0.1:" + port + ": is run running there, and is http.listen");
    }

    @Test
    void something_else_that_answers_is_recognised() throws IOException {
        HttpDoor other = HttpDoor.open(
                FREE,
                Optional.empty(),
                List.of(new Route(
                        "POST",
                        CitizenQuestion.PATH,
                        request -> new Answer(403, Answer.TEXT, new Answer.Text("<html>"), java.util.Map.of()))));
        doors.add(other);

        assertNoAnswer(
                Optional.empty(), TOKEN, "127.0.0.1:" + other.address().getPort(), "is no instance of the monitor");
    }

    @Test
    void without_tls_no_other_machine_is_asked() {
        int port = open(Optional.empty(), id -> new Sought.Elsewhere("192.0.2.7", 7077));

        assertNoAnswer(
                Optional.empty(),
                TOKEN,
                "127.0.0.1:" + port,
                "192.0.2.7:7077, is not on this machine, and without TLS");
    }

    @Test
    void over_tls_an_instance_is_asked_whose_certificate_is_trusted_and_no_other() throws Exception {
        Path keys = keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=ip:127.0.0.1");
        int port = open(Optional.of(Tls.server(keys, PASSWORD)), id -> FOUND);
        String instance = "127.0.0.1:" + port;

        assertThat(client(Optional.of(Tls.client(keys, PASSWORD)), TOKEN).ask(instance, QUESTION))
                .isEqualTo("2022-03-01 æøå");
        assertNoAnswer(Optional.of(Tls.ofTheJvm()), TOKEN, instance, "is not trusted");
        assertNoAnswer(Optional.empty(), TOKEN, instance, "does not speak HTTP (see the http.ssl. keys)");
    }

    @Test
    void a_store_that_cannot_be_used_says_why() throws Exception {
        Path keys = keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test");

        assertThatThrownBy(() -> Tls.server(keys, "wrong-password"))
                .isInstanceOf(Tls.StoreException.class)
                .hasMessage("does not open with its password");
        assertThatThrownBy(() -> Tls.client(folder.resolve("none.p12"), PASSWORD))
                .isInstanceOf(Tls.StoreException.class)
                .hasMessageContaining("check that the file is there");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:7077, true",
        "[::1]:7077, true",
        "host-1.example:65535, true",
        "host, false",
        "host:0, false",
        "host:65536, false",
        "user@host:80, false",
        "host/path:80, false",
        "::1:7077, false"
    })
    void knows_host_and_port(String text, boolean is) {
        assertThat(CitizenClient.isInstance(text)).isEqualTo(is);
    }

    private int open(Optional<SSLContext> tls, Function<String, Sought> stores) {
        CitizenExplainer explainer =
                new CitizenExplainer(Optional.of(TOKEN), stores, (file, day, json) -> day + " æøå");
        try {
            HttpDoor door = HttpDoor.open(FREE, tls, List.of(explainer.route()));
            doors.add(door);
            return door.address().getPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static CitizenClient client(Optional<SSLContext> tls, String token) {
        return new CitizenClient(tls, token);
    }

    private static void assertNoAnswer(Optional<SSLContext> tls, String token, String instance, String sentence) {
        assertThatThrownBy(() -> client(tls, token).ask(instance, QUESTION))
                .isInstanceOf(CitizenClient.NoAnswerException.class)
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("c1", token);
    }

    /** A key store, which also holds the certificate that is to be trusted. */
    private Path keytool(String... what) throws Exception {
        Path store = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(what));
        command.addAll(List.of(
                "-alias", "test", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
        return store;
    }
}
