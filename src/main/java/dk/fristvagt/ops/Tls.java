package dk.fristvagt.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes of PKCS12 stores what the two ends of a connection need. */
public final class Tls {
    private Tls() {}

    /** A store that cannot be used; says why and not with which password. */
    public static final class StoreException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreException(String message) {
            super(message);
        }
    }

    /**
     * For a server that shows the certificate in {@code keyStore}.
     *
     * @throws StoreException when it cannot be read
     */
    public static SSLContext server(Path keyStore, String password) {
        try {
            KeyStore store = load(keyStore, password);
            if (!holdsKey(store)) {
                throw new StoreException("holds no private key");
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new StoreException("cannot be used (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * For a client that trusts the certificates in {@code trustStore}.
     *
     * @throws StoreException when it cannot be read
     */
    public static SSLContext client(Path trustStore, String password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore, password));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new StoreException("cannot be used (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** For a client that trusts whom the JVM trusts. */
    public static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new StoreException("is not set, and the JVM has no trust store that can be used");
        }
    }

    private static boolean holdsKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private static KeyStore load(Path file, String password) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(file.toFile(), password.toCharArray());
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "does not open with its password"
                            : "is no PKCS12 store that can be read; check that the file is there and may be read by"
                                    + " this user");
        }
    }
}
