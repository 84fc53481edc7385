package dk.fristvagt.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/** Ports of the loopback address. */
final class Ports {
    /** Below it no system takes ports for outgoing connections by itself (Linux starts at 32768), so a free one stays free. */
    private static final int END = 32_768;

    private static final int START = 20_000;
    private static final int CONNECT_MILLIS = 500;

    /** The address that everything here listens on, as a literal: a name could resolve to IPv6. */
    static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /**
     * A source of ports that were free a moment ago. Between that moment and its use another program can take one, so
     * who uses it must be ready to ask again.
     */
    static IntSupplier free() {
        return () -> ThreadLocalRandom.current()
                .ints(START, END)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    /** Host and port. */
    static String address(int port) {
        return LOOPBACK + ":" + port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether something takes connections on {@code port}. */
    static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
