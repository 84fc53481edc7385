package dk.fristvagt.cli.cluster;

import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.RegistryUnavailableException;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.UnknownSchemaException;
import org.apache.avro.Schema;

/** Registers every schema that the topics need, and has the registry keep them compatible (contract.md, "Topics"). */
public final class SchemaSetup {
    /** A producer may be one version ahead or behind, and so may whoever reads. */
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private SchemaSetup() {}

    /**
     * Registers what is missing; what is there stays.
     *
     * @throws dk.fristvagt.wire.RegistryException when the registry is away or refuses a schema
     */
    public static void register(Registry registry, Topics topics) {
        topics.subjects().forEach((subject, schema) -> {
            register(registry, subject, schema);
            registry.compatibility(subject, COMPATIBILITY);
        });
    }

    /**
     * A registry that was slow to answer is asked again, and may then complain of what the first call has done: what
     * counts is whether the schema is there.
     */
    private static void register(Registry registry, String subject, Schema schema) {
        try {
            registry.register(subject, schema);
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (RegistryException refused) {
            try {
                registry.id(subject, schema);
            } catch (UnknownSchemaException notThere) {
                throw refused;
            }
        }
    }
}
