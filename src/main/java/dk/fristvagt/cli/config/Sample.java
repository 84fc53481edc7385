package dk.fristvagt.cli.config;

/** The commented sample of a configuration file, made of what is known about each key. */
public final class Sample {
    private static final String HEADER = """
            # Fristvagt: configuration of setup, run, publish, export, follow and explain.
            #
            # Java properties in UTF-8. An unknown key is an error. An environment variable overrides a key: FRISTVAGT_ and
            # the key in capitals, with underscores for full stops and hyphens (FRISTVAGT_BOOTSTRAP_SERVERS).
            # <key>.file names a file that holds the value, so that no secret need stand here (http.token.file=/run/secrets/token,
            # or FRISTVAGT_HTTP_TOKEN_FILE). Secrets are never printed.
            #
            # Any property of Kafka's clients passes through under "kafka.", as for a cluster with SCRAM over TLS:
            #   kafka.security.protocol=SASL_SSL
            #   kafka.sasl.mechanism=SCRAM-SHA-512
            #   kafka.sasl.jaas.config.file=/run/secrets/fristvagt.jaas
            #   kafka.ssl.truststore.location=/etc/fristvagt/truststore.p12
            #   kafka.ssl.truststore.password.file=/run/secrets/truststore-password
            # What exactly-once rests on (isolation, acks, transactions, group protocol) is not yours to set.
            """;

    private Sample() {}

    /** The text of the file: every key commented out with its standard, but for those that must be set. */
    public static String text() {
        StringBuilder text = new StringBuilder(HEADER);
        String section = "";
        for (Key key : Key.ALL) {
            if (!key.section().equals(section)) {
                section = key.section();
                text.append("\n# ---- ").append(section).append('\n');
            }
            text.append('\n');
            key.about().forEach(line -> text.append("# ").append(line).append('\n'));
            String line = key.name() + "=" + key.standard().orElse("");
            text.append(key.about().get(0).startsWith("Required") ? line : "#" + line)
                    .append('\n');
        }
        return text.toString();
    }
}
