package dk.fristvagt.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of an instance: a few routes, few threads, small requests, and nothing about a request in the log.
 *
 * <p>Whoever is slow or large is cut off, so that whoever asks cannot keep the others out or the monitor from its work.
 */
public final class HttpDoor implements AutoCloseable {
    private static final int THREADS = 4;

    /** Requests that wait for a thread; further ones are cut off. */
    private static final int WAITING = 64;

    private static final int MAX_BODY_BYTES = 16 * 1024;
    private static final int BACKLOG = 64;
    private static final String GZIP = "gzip";
    private static final int GZIP_BUFFER = 16 * 1024;

    /** The answer is sent in chunks. */
    private static final int LENGTH_UNKNOWN = 0;

    private static final int STOP_WITHIN_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    static {
        // The JDK's server reads them once, and has no other way to be told; what the user has set stays. In seconds.
        setUnlessSet("sun.net.httpserver.maxReqTime", 10);
        setUnlessSet("sun.net.httpserver.maxRspTime", 60);
        setUnlessSet("jdk.httpserver.maxConnections", 200);
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final List<Route> routes;

    private HttpDoor(HttpServer server, List<Route> routes) {
        this.server = server;
        this.routes = List.copyOf(routes);
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /**
     * Opens the door.
     *
     * @param tls makes it HTTPS
     * @throws IOException when the address is taken or is none of this machine's
     */
    public static HttpDoor open(InetSocketAddress listen, Optional<SSLContext> tls, List<Route> routes)
            throws IOException {
        HttpServer server;
        if (tls.isPresent()) {
            HttpsServer secured = HttpsServer.create(listen, BACKLOG);
            secured.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = secured;
        } else {
            server = HttpServer.create(listen, BACKLOG);
        }
        HttpDoor door = new HttpDoor(server, routes);
        server.start();
        return door;
    }

    /** Where it listens; with the port that was found where any free one was asked for. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (answer.content() instanceof Answer.Stream stream) {
                write(exchange, answer.status(), stream.writing());
            } else {
                write(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void write(HttpExchange exchange, int status, Answer.Writing writing) throws IOException {
        exchange.getResponseHeaders().set("Vary", "Accept, Accept-Encoding");
        boolean zipped = header(exchange, "Accept-Encoding")
                .filter(encodings -> Request.names(encodings, GZIP))
                .isPresent();
        if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", GZIP);
        }
        exchange.sendResponseHeaders(status, LENGTH_UNKNOWN);
        try (OutputStream out = zipped ? new FastGzip(exchange.getResponseBody()) : exchange.getResponseBody()) {
            writing.to(out);
        }
    }

    /** Compresses a little in little time. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, GZIP_BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        List<Route> there = routes.stream()
                .filter(route -> route.path().equals(exchange.getRequestURI().getPath()))
                .toList();
        if (there.isEmpty()) {
            return Answer.problem(404, "there is nothing at this path");
        }
        Optional<Route> route = there.stream()
                .filter(known -> known.method().equals(exchange.getRequestMethod()))
                .findFirst();
        if (route.isEmpty()) {
            TreeSet<String> methods = new TreeSet<>();
            there.forEach(known -> methods.add(known.method()));
            String allowed = String.join(", ", methods);
            return Answer.problem(405, "this path takes " + allowed, Map.of("Allow", allowed));
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            return Answer.problem(413, "a request has at most " + MAX_BODY_BYTES + " bytes");
        }
        Request request = new Request(
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                header(exchange, "Authorization"),
                header(exchange, "Accept"),
                body);
        try {
            return route.get().handler().apply(request);
        } catch (RuntimeException | StackOverflowError failed) {
            // Not its message, which may hold values of a citizen's facts.
            LOG.error("An answer at {} failed: {}", route.get().path(), where(failed));
            return Answer.problem(500, "the instance failed to answer; its log says where");
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        List<String> values = exchange.getRequestHeaders().get(name);
        return values == null ? Optional.empty() : Optional.of(String.join(",", values));
    }

    private static String where(Throwable failed) {
        StackTraceElement[] frames = failed.getStackTrace();
        return failed.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    private static void setUnlessSet(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    /** Lets what is being answered be finished, for a moment, and closes. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
