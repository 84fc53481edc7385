package dk.fristvagt.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of its own in front of a server. Closed, it refuses connections and has cut those it had, as if the server were
 * down, which meanwhile keeps what it has in memory.
 */
public final class Gate implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final URI behind;
    private final int port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;

    /** A gate in front of {@code behind}, open. */
    public Gate(URI behind) {
        this.behind = behind;
        listening = listen(0);
        port = listening.getLocalPort();
        accept(listening);
    }

    /** Where the server is reached through the gate. */
    public URI url() {
        return URI.create(behind.getScheme() + "://" + LOOPBACK.getHostAddress() + ":" + port + behind.getPath());
    }

    /** Lets connections through again. */
    public void open() {
        listening = listen(port);
        accept(listening);
    }

    /** Cuts every connection and refuses new ones. */
    @Override
    public void close() {
        close(listening);
        connections.forEach(Gate::close);
        connections.clear();
    }

    private static ServerSocket listen(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(LOOPBACK, port));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket at) {
        daemon("gate", () -> {
            while (true) {
                Socket client = at.accept();
                Socket server = new Socket(behind.getHost(), behind.getPort());
                connections.add(client);
                connections.add(server);
                pass(client, server);
                pass(server, client);
            }
        });
    }

    private void pass(Socket from, Socket to) {
        daemon("gate-pass", () -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                in.transferTo(out);
            } finally {
                connections.remove(from);
                connections.remove(to);
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** The end of a connection is no error here. */
    private static void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // cut, from either side or by the gate
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(java.io.Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
