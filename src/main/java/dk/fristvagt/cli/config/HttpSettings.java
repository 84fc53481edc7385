package dk.fristvagt.cli.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an instance answers over HTTP, and how it is reached.
 *
 * @param listen where it listens; empty when it does not
 * @param anyPort whether another port will do where that one is taken: nobody has chosen it
 * @param advertised where others reach it, as host:port; empty for where it listens
 * @param token what a question about a citizen must present; empty when none is answered
 * @param keyStore makes it HTTPS
 * @param trustStore with which its certificate is checked; empty for the JVM's
 */
public record HttpSettings(
        Optional<InetSocketAddress> listen,
        boolean anyPort,
        Optional<String> advertised,
        Optional<String> token,
        Optional<Store> keyStore,
        Optional<Store> trustStore) {
    private static final String OFF = "off";
    private static final int SHORTEST_TOKEN = 16;

    /** What may stand in a header. */
    private static final String TOKEN = "[ -~]*";

    private static final int MOST_PORTS = 65_535;

    /** A PKCS12 store and its password, which is never printed. */
    public record Store(Path file, String password) {
        @Override
        public String toString() {
            return "Store[" + file + "]";
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HttpSettings[" + listen + ", " + advertised + ", " + keyStore + ", " + trustStore + "]";
    }

    static HttpSettings of(Values values) {
        String text = values.text(Key.HTTP_LISTEN).orElseThrow();
        Optional<InetSocketAddress> listen =
                text.equals(OFF) ? Optional.empty() : Optional.of(address(text, values.where(Key.HTTP_LISTEN)));
        Optional<String> advertised = values.text(Key.HTTP_ADVERTISED);
        advertised.ifPresent(there -> hostAndPort(there, values.where(Key.HTTP_ADVERTISED)));
        Optional<String> token = values.text(Key.HTTP_TOKEN);
        token.filter(secret -> secret.length() < SHORTEST_TOKEN).ifPresent(secret -> {
            throw new ConfigurationException(
                    values.where(Key.HTTP_TOKEN) + " is shorter than " + SHORTEST_TOKEN + " characters");
        });
        token.filter(secret -> !secret.matches(TOKEN)).ifPresent(secret -> {
            throw new ConfigurationException(
                    values.where(Key.HTTP_TOKEN) + " holds something besides printable ASCII characters");
        });
        Optional<Store> keyStore = store(values, Key.HTTP_KEYSTORE, Key.HTTP_KEYSTORE_PASSWORD);
        // Without a token nothing is said about citizens, but only how the instance does.
        if (keyStore.isEmpty()
                && token.isPresent()
                && listen.filter(address -> !address.getAddress().isLoopbackAddress())
                        .isPresent()) {
            throw new ConfigurationException(values.where(Key.HTTP_LISTEN) + " is not a loopback address, and "
                    + Key.HTTP_TOKEN.name() + " is set: set " + Key.HTTP_KEYSTORE.name()
                    + ", so that what it says about citizens is encrypted");
        }
        return new HttpSettings(
                listen,
                Key.HTTP_LISTEN.standard().filter(text::equals).isPresent(),
                advertised,
                token,
                keyStore,
                store(values, Key.HTTP_TRUSTSTORE, Key.HTTP_TRUSTSTORE_PASSWORD));
    }

    private static Optional<Store> store(Values values, Key location, Key password) {
        return values.path(location)
                .map(file -> new Store(
                        file,
                        values.text(password)
                                .orElseThrow(() -> new ConfigurationException(
                                        values.where(location) + " is set, but " + password.name() + " is not"))));
    }

    private static InetSocketAddress address(String text, String where) {
        int colon = hostAndPort(text, where);
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (UnknownHostException e) {
            throw new ConfigurationException(where + " names a host that is not known here");
        }
    }

    /** Where the colon is between host and port. */
    private static int hostAndPort(String text, String where) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > MOST_PORTS) {
            throw new ConfigurationException(where + " is not host:port");
        }
        return colon;
    }
}
