package dk.fristvagt.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How a cluster of our own is protected: clients come with user and password (SCRAM) over TLS and may do what an ACL
 * allows them; nodes speak to each other with their certificate on listeners where nobody without it gets in.
 *
 * <p>Two names are above all ACLs: the administrator, and the certificate's subject. The second cannot come through the
 * clients' listener, where a name is that of a user whose password was checked.
 */
record ClusterSecurity(KeyMaterial keys, String administratorPassword) {
    static final String ADMINISTRATOR = "administrator";

    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String LOGIN_MODULE = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    /** A new one with its own key and administrator. */
    static ClusterSecurity create() {
        return new ClusterSecurity(KeyMaterial.generate(), KeyMaterial.secret());
    }

    /** How the storage tool is told of the administrator, without whom nobody could make another user. */
    String administratorAtFormat() {
        return MECHANISM + "=[name=" + ADMINISTRATOR + ",password=" + administratorPassword + "]";
    }

    /** For a client with this user; the truststore is that of any node. */
    static Map<String, String> clientProperties(Truststore truststore, String user, String password) {
        Map<String, String> properties = new HashMap<>(truststore.kafkaProperties());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", MECHANISM);
        properties.put(
                "sasl.jaas.config",
                LOGIN_MODULE + " username=\"" + escape(user) + "\" password=\"" + escape(password) + "\";");
        return properties;
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** For a node with this directory. */
    Map<String, String> nodeProperties(Path home) {
        Map<String, String> properties = new HashMap<>(keys.kafkaProperties(home));
        properties.putAll(keys.truststore(home).kafkaProperties());
        properties.putAll(Map.of(
                "listener.name.client.ssl.client.auth", "none",
                "listener.name.internal.ssl.client.auth", "required",
                "listener.name.controller.ssl.client.auth", "required",
                "sasl.enabled.mechanisms", MECHANISM,
                "listener.name.client.scram-sha-512.sasl.jaas.config", LOGIN_MODULE + ";",
                "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found", "false",
                "super.users", "User:" + ADMINISTRATOR + ";User:" + KeyMaterial.SUBJECT));
        return properties;
    }

    @Override
    public String toString() {
        return "ClusterSecurity[hidden]";
    }
}
