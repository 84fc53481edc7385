package dk.fristvagt.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Asks a running instance, and then the one it names, for the explanation of a citizen's deadlines. */
public final class CitizenClient {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    /** Referrals that are followed: while citizens move, instances may name one another for a moment. */
    private static final int MOST_REFERRALS = 3;

    private static final String PLAIN = "http";
    private static final int MOST_PORTS = 65_535;
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):([1-9]\\d{0,4})");

    private final HttpClient client;
    private final String scheme;
    private final String token;

    /** The question was not answered; one line that says why and what to do. */
    public static final class NoAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswerException(String message) {
            super(message);
        }
    }

    /**
     * A client.
     *
     * @param tls with which instances are asked; empty for plain HTTP
     */
    public CitizenClient(Optional<SSLContext> tls, String token) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .followRedirects(HttpClient.Redirect.NEVER)
                // A proxy for the world outside is no place for a citizenId.
                .proxy(HttpClient.Builder.NO_PROXY);
        tls.ifPresent(builder::sslContext);
        client = builder.build();
        scheme = tls.isPresent() ? "https" : PLAIN;
        this.token = token;
    }

    /** Whether {@code text} can be asked at all: host:port. */
    public static boolean isInstance(String text) {
        Matcher address = HOST_AND_PORT.matcher(text);
        return address.matches() && Integer.parseInt(address.group(2)) <= MOST_PORTS;
    }

    /** Whether {@code instance} is on this machine, where nobody on the way can read along. */
    public static boolean isHere(String instance) {
        try {
            return InetAddress.getByName(instance.substring(0, instance.lastIndexOf(':')))
                    .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * The explanation.
     *
     * @param instance host:port of the one to ask first
     * @throws NoAnswerException when nobody answers it
     */
    public String ask(String instance, CitizenQuestion question) {
        Set<String> asked = new TreeSet<>();
        String next = instance;
        while (asked.size() <= MOST_REFERRALS && asked.add(next)) {
            HttpResponse<String> response = send(next, question);
            if (response.statusCode() == 200) {
                return response.body();
            }
            JsonNode refusal = refusal(next, response);
            if (response.statusCode() != 421) {
                throw new NoAnswerException("the instance at " + Printable.of(next) + " says: "
                        + Printable.of(refusal.path(Answer.PROBLEM).asText(), 400));
            }
            next = refusal.path(CitizenExplainer.INSTANCE).asText();
        }
        throw new NoAnswerException("the instances refer to one another (" + Printable.of(String.join(", ", asked))
                + "): citizens are moving between them; ask again in a moment");
    }

    private HttpResponse<String> send(String instance, CitizenQuestion question) {
        String where = Printable.of(instance);
        if (!isInstance(instance)) {
            throw new NoAnswerException("the instance to ask, " + where + ", is not host:port: check http.advertised");
        }
        if (scheme.equals(PLAIN) && !isHere(instance)) {
            throw new NoAnswerException(
                    "the instance to ask, " + where + ", is not on this machine, and without TLS the"
                            + " token and the citizen could be read on the way: set http.ssl.truststore.location");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(scheme + "://" + instance + CitizenQuestion.PATH))
                    .timeout(ANSWER_WITHIN)
                    .header("Authorization", CitizenExplainer.BEARER + token)
                    .header("Content-Type", Answer.JSON)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(question.write()))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (ConnectException none) {
            throw new NoAnswerException("no instance answers at " + where
                    + ": is run running there, and is http.listen of its configuration the same?");
        } catch (HttpTimeoutException late) {
            throw new NoAnswerException("the instance at " + where + " does not answer in time: is it reachable, and is"
                    + " it overloaded?");
        } catch (SSLException untrusted) {
            throw new NoAnswerException("the instance at " + where + " is not trusted: it must speak TLS, and"
                    + " http.ssl.truststore.location hold its certificate, which must name this host");
        } catch (IOException | IllegalArgumentException wrong) {
            throw new NoAnswerException("the connection to " + where + " broke off: either the instance is stopping, or"
                    + " it does not speak " + scheme.toUpperCase(Locale.ROOT) + " (see the http.ssl. keys)");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted before the instance at " + where + " answered");
        }
    }

    /** What was answered instead of an explanation. */
    private static JsonNode refusal(String instance, HttpResponse<String> response) {
        try {
            JsonNode json = new ObjectMapper().readTree(response.body());
            if (json.path(Answer.PROBLEM).isTextual()) {
                return json;
            }
        } catch (JsonProcessingException notOurs) {
            // said below
        }
        throw new NoAnswerException("what answers at " + Printable.of(instance) + " (status " + response.statusCode()
                + ") is no instance of the monitor: check the address");
    }
}
