package dk.fristvagt.embedded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * A private key and its self-signed certificate for the loopback address, made for one server or cluster and gone with
 * it.
 *
 * <p>It is kept in memory and written into the directory of each server that needs it, because these directories are
 * deleted in whatever way the servers end.
 */
final class KeyMaterial {
    static final String TYPE = "PKCS12";

    /** The name that a server which shows this certificate has for another one. */
    static final String SUBJECT = "CN=fristvagt-embedded";

    private static final String ALIAS = "server";
    private static final String KEYSTORE = "keystore.p12";
    private static final String TRUSTSTORE = "truststore.p12";
    private static final String CERTIFICATE = "certificate.pem";
    private static final String PASSWORD_VARIABLE = "FRISTVAGT_STOREPASS";
    private static final int SECRET_BYTES = 24;
    private static final int PEM_LINE = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] keystore;
    private final String keystorePassword;
    private final KeyStore trusted;
    private final byte[] truststore;
    private final String truststorePassword;
    private final String pem;

    private KeyMaterial(byte[] keystore, String keystorePassword) throws IOException, GeneralSecurityException {
        this.keystore = keystore;
        this.keystorePassword = keystorePassword;
        this.truststorePassword = secret();
        Certificate certificate = certificate(keystore, keystorePassword);
        this.trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trusted.store(bytes, truststorePassword.toCharArray());
        this.truststore = bytes.toByteArray();
        this.pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /**
     * Makes a new key. It takes about a second: only the JDK's own tool makes certificates.
     *
     * @throws EmbeddedException when the tool is missing, as in a JVM that was cut down, or fails
     */
    static KeyMaterial generate() {
        String password = secret();
        try (OwnDirectory directory = OwnDirectory.create("keys")) {
            Path file = directory.path().resolve(KEYSTORE);
            keytool(file, password);
            return new KeyMaterial(Files.readAllBytes(file), password);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("The making of a certificate was interrupted", e);
        } catch (IOException | GeneralSecurityException e) {
            throw new EmbeddedException("A certificate could not be made: " + e.getMessage(), e);
        }
    }

    /** A new password. */
    static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void keytool(Path file, String password) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:-UsePerfData",
                        "-J-Duser.language=en",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        SUBJECT,
                        "-ext",
                        "san=ip:" + Ports.LOOPBACK,
                        "-validity",
                        "30",
                        "-storetype",
                        TYPE,
                        "-keystore",
                        file.toString(),
                        // on the command line every user of the machine could read it
                        "-storepass:env",
                        PASSWORD_VARIABLE)
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(ChildJvm.ENVIRONMENT);
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new EmbeddedException("A certificate could not be made; keytool says: " + said.strip());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static Certificate certificate(byte[] keystore, String password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(new ByteArrayInputStream(keystore), password.toCharArray());
        return store.getCertificate(ALIAS);
    }

    /** Writes all files into a server's directory. */
    void writeInto(Path home) throws IOException {
        Path folder = Files.createDirectories(folder(home));
        Files.write(folder.resolve(KEYSTORE), keystore);
        Files.write(folder.resolve(TRUSTSTORE), truststore);
        Files.writeString(folder.resolve(CERTIFICATE), pem);
    }

    private static Path folder(Path home) {
        return home.resolve("tls");
    }

    Path keystore(Path home) {
        return folder(home).resolve(KEYSTORE);
    }

    String keystorePassword() {
        return keystorePassword;
    }

    /** What was written for clients into a server's directory. */
    Truststore truststore(Path home) {
        Path folder = folder(home);
        return new Truststore(folder.resolve(TRUSTSTORE), truststorePassword, folder.resolve(CERTIFICATE));
    }

    /** For a server that shows this certificate and asks others for it. */
    Map<String, String> kafkaProperties(Path home) {
        return Map.of(
                "ssl.keystore.type", TYPE,
                "ssl.keystore.location", keystore(home).toString(),
                "ssl.keystore.password", keystorePassword,
                "ssl.key.password", keystorePassword);
    }

    /** For an HTTP client. */
    SSLContext sslContext() {
        try {
            return Truststore.sslContext(trusted);
        } catch (GeneralSecurityException e) {
            throw new EmbeddedException("This JVM has no TLS: " + e.getMessage(), e);
        }
    }
}
