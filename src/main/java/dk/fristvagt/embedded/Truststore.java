package dk.fristvagt.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a client needs to trust a server of our own: its certificate, in two formats. Nothing in it is secret.
 *
 * @param path a PKCS12 file, for Java
 * @param password of that file
 * @param certificate the same in PEM, for everything else (kafkajs, kcat, curl)
 */
public record Truststore(Path path, String password, Path certificate) {
    /** For an HTTP client. */
    public SSLContext sslContext() {
        try {
            return sslContext(KeyStore.getInstance(path.toFile(), password.toCharArray()));
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedException("The truststore " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    static SSLContext sslContext(KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** For a Kafka client. */
    Map<String, String> kafkaProperties() {
        return Map.of(
                "ssl.truststore.type",
                KeyMaterial.TYPE,
                "ssl.truststore.location",
                path.toString(),
                "ssl.truststore.password",
                password);
    }
}
