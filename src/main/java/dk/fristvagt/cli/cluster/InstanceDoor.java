package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.config.HttpSettings;
import dk.fristvagt.ops.CitizenExplainer;
import dk.fristvagt.ops.HttpDoor;
import dk.fristvagt.ops.Route;
import dk.fristvagt.ops.Tls;
import dk.fristvagt.topology.MonitorStreams;
import dk.fristvagt.topology.Obstacle;
import dk.fristvagt.topology.Sought;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a running instance is asked over HTTP. It is opened before the monitor starts, since the other instances are told
 * its address when this one joins them; until then it answers that it cannot yet.
 */
final class InstanceDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceDoor.class);

    private final AtomicReference<MonitorStreams> monitor = new AtomicReference<>();
    private final Optional<HttpDoor> door;
    private final Optional<String> advertised;

    private InstanceDoor(HttpSettings settings, CitizenExplainer.Rendering rendering, List<Route> more) {
        CitizenExplainer explainer = new CitizenExplainer(settings.token(), this::seek, rendering);
        List<Route> routes = new ArrayList<>(more);
        routes.add(explainer.route());
        door = settings.listen().map(listen -> open(listen, settings, routes));
        advertised = door.map(opened -> advertised(settings, opened.address()));
    }

    /**
     * Opens the door, unless there is to be none.
     *
     * @param rendering makes explanations
     * @param more is answered besides
     * @throws Failure when it cannot be opened; names the key
     */
    static InstanceDoor open(HttpSettings settings, CitizenExplainer.Rendering rendering, List<Route> more) {
        if (settings.advertised().isEmpty()
                && settings.listen()
                        .filter(listen -> listen.getAddress().isAnyLocalAddress())
                        .isPresent()) {
            throw new Failure("http.advertised is missing: http.listen is every address of this machine, so the other"
                    + " instances and explain must be told at which one to ask");
        }
        InstanceDoor opened = new InstanceDoor(settings, rendering, more);
        opened.door.ifPresent(door -> LOG.info(
                "HTTP{} at {}, advertised as {}; citizens are {}",
                settings.keyStore().isPresent() ? "S" : "",
                hostAndPort(door.address().getAddress(), door.address().getPort()),
                opened.advertised.orElseThrow(),
                settings.token().isPresent()
                        ? "explained to who has the token"
                        : "not explained: http.token is not set"));
        return opened;
    }

    private static HttpDoor open(InetSocketAddress listen, HttpSettings settings, List<Route> routes) {
        Optional<SSLContext> tls = settings.keyStore().map(store -> {
            try {
                return Tls.server(store.file(), store.password());
            } catch (Tls.StoreException unusable) {
                throw new Failure(
                        "http.ssl.keystore.location: " + store.file() + " " + unusable.getMessage(), unusable);
            }
        });
        try {
            return openAnywhere(listen, settings.anyPort(), tls, routes);
        } catch (IOException notOpened) {
            throw new Failure(
                    "http.listen: " + hostAndPort(listen.getAddress(), listen.getPort()) + " cannot be listened on ("
                            + notOpened.getMessage() + "): another instance or program may have that port; choose"
                            + " another one, 0 for any that is free, or \"off\"",
                    notOpened);
        }
    }

    /** The second instance on a machine finds the standard port taken; nobody has chosen it, so nobody asks there. */
    private static HttpDoor openAnywhere(
            InetSocketAddress listen, boolean anyPort, Optional<SSLContext> tls, List<Route> routes)
            throws IOException {
        try {
            return HttpDoor.open(listen, tls, routes);
        } catch (BindException taken) {
            if (!anyPort) {
                throw taken;
            }
            LOG.info("Port {} is taken; any free one is used, since http.listen is not set", listen.getPort());
            return HttpDoor.open(new InetSocketAddress(listen.getAddress(), 0), tls, routes);
        }
    }

    /** Where others reach what listens at {@code bound}. */
    private static String advertised(HttpSettings settings, InetSocketAddress bound) {
        String port = ":" + bound.getPort();
        return settings.advertised()
                .map(there -> there.endsWith(":0") ? there.substring(0, there.length() - 2) + port : there)
                .orElseGet(() -> hostAndPort(bound.getAddress(), bound.getPort()));
    }

    private static String hostAndPort(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Where others reach this instance, as host:port; empty when they do not. */
    Optional<String> advertised() {
        return advertised;
    }

    /** From now on questions are answered out of the stores of {@code started}. */
    void answerFrom(MonitorStreams started) {
        monitor.set(started);
    }

    private Sought seek(String citizenId) {
        MonitorStreams started = monitor.get();
        return started == null ? new Sought.NotNow(Obstacle.NOT_RUNNING) : started.seek(citizenId);
    }

    @Override
    public void close() {
        door.ifPresent(HttpDoor::close);
    }
}
