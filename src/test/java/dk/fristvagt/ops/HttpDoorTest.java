package dk.fristvagt.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDoorTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final int LINES = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private HttpDoor door;

    @BeforeEach
    void open() throws IOException {
        door = HttpDoor.open(
                FREE,
                Optional.empty(),
                List.of(
                        new Route("GET", "/up", request -> Answer.text("up\n")),
                        new Route(
                                "POST",
                                "/echo",
                                request -> Answer.json(new String(request.body(), StandardCharsets.UTF_8))),
                        new Route("GET", "/large", request -> Answer.stream(Answer.TEXT, HttpDoorTest::large)),
                        new Route("POST", "/broken", request -> {
                            throw new IllegalStateException("about c1");
                        })));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void answers_what_a_route_answers() throws Exception {
        HttpResponse<String> up = send("GET", "/up", "");
        HttpResponse<String> echo = send("POST", "/echo", "{\"æ\":1}");

        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.body()).isEqualTo("up\n");
        assertThat(type(up)).isEqualTo("text/plain; charset=utf-8");
        assertThat(up.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(echo.body()).isEqualTo("{\"æ\":1}");
        assertThat(type(echo)).isEqualTo("application/json; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/up/", "/UP", "/up2", "/echo/../up", "/%75p/x"})
    void a_path_that_nobody_serves_is_not_found(String path) throws Exception {
        HttpResponse<String> answer = send("GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(type(answer)).isEqualTo("application/json; charset=utf-8");
        assertThat(answer.body()).isEqualTo("{\"problem\":\"there is nothing at this path\"}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "HEAD", "OPTIONS"})
    void a_method_that_a_path_does_not_take_is_refused_with_those_it_takes(String method) throws Exception {
        HttpResponse<String> answer = send(method, "/echo", "");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(type(answer)).isEqualTo("application/json; charset=utf-8");
    }

    @Test
    void a_large_request_is_refused_and_the_largest_that_is_not_is_read() throws Exception {
        assertThat(send("POST", "/echo", "x".repeat(16 * 1024)).body()).hasSize(16 * 1024);
        assertThat(send("POST", "/echo", "x".repeat(16 * 1024 + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_route_that_fails_says_so_and_the_log_says_where_and_nothing_about_whom() throws Exception {
        try (Logged logged = new Logged()) {
            HttpResponse<String> answer = send("POST", "/broken", "c1");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("failed to answer").doesNotContain("c1");
            assertThat(logged.by(HttpDoor.class.getName()))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR An answer at /broken failed: java.lang.IllegalStateException at ")
                    .contains("HttpDoorTest")
                    .doesNotContain("c1");
        }
    }

    @Test
    void a_large_answer_is_sent_piece_by_piece() throws Exception {
        HttpResponse<String> answer = send("GET", "/large", "");

        assertThat(answer.body().lines()).hasSize(LINES);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(answer.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip | true", "br, GZIP;q=0.8 | true", "gzip;q=0 | false", "identity | false", "x-gzip2 | false"})
    void a_large_answer_is_zipped_for_whoever_takes_that(String encodings, boolean zipped) throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + door.address().getPort() + "/large"))
                        .header("Accept-Encoding", encodings)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(zipped);
        InputStream bytes = new ByteArrayInputStream(answer.body());
        String text = new String((zipped ? new GZIPInputStream(bytes) : bytes).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(LINES);
    }

    private static void large(OutputStream out) throws IOException {
        for (int i = 0; i < LINES; i++) {
            out.write("line æ\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_port_that_is_taken_is_not_opened() {
        assertThatThrownBy(() -> HttpDoor.open(door.address(), Optional.empty(), List.of()))
                .isInstanceOf(BindException.class);
    }

    @Test
    void a_door_that_was_closed_lets_its_port_go() throws IOException {
        InetSocketAddress address = door.address();
        door.close();

        try (HttpDoor again = HttpDoor.open(address, Optional.empty(), List.of())) {
            assertThat(again.address()).isEqualTo(address);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + door.address().getPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("none");
    }
}
