package dk.fristvagt.cli.cluster;

import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.Topics;

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
            registry.register(subject, schema);
            registry.compatibility(subject, COMPATIBILITY);
        });
    }
}
