package dk.fristvagt.cli.cluster;

import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.UnknownSchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;

/** Registers every schema that the topics need, and has the registry keep them compatible (contract.md, "Topics"). */
public final class SchemaSetup {
    /** A producer may be one version ahead or behind, and so may whoever reads. */
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private SchemaSetup() {}

    /** One thing that is done to a subject. */
    sealed interface Change {
        /** What is done, in two words. */
        String what();

        /** What it is done to, and how. */
        String describe();

        /**
         * Does it.
         *
         * @throws dk.fristvagt.wire.RegistryException when the registry is away or refuses
         */
        void make(Registry registry);
    }

    /** A schema is registered. */
    record Register(String subject, Schema schema) implements Change {
        @Override
        public String what() {
            return "schema registered";
        }

        @Override
        public String describe() {
            return subject + " (" + schema.getFullName() + ")";
        }

        @Override
        public void make(Registry registry) {
            registry.register(subject, schema);
        }
    }

    /** A subject's compatibility is set. */
    record Compatibility(String subject, Optional<String> is) implements Change {
        @Override
        public String what() {
            return "compatibility set";
        }

        @Override
        public String describe() {
            return subject + ": " + is.orElse("none of its own") + " -> " + COMPATIBILITY;
        }

        @Override
        public void make(Registry registry) {
            registry.compatibility(subject, COMPATIBILITY);
        }
    }

    /**
     * What is to be done before the registry has everything; empty when it has. Where there are versions already, the
     * compatibility comes before the schema, so that one that does not fit to them is refused; a new subject must have a
     * schema first.
     *
     * @throws dk.fristvagt.wire.RegistryException when the registry is away
     */
    static List<Change> changes(Registry registry, Topics topics) {
        Set<String> existing = Set.copyOf(registry.subjects());
        List<Change> changes = new ArrayList<>();
        topics.subjects().forEach((subject, schema) -> {
            if (existing.contains(subject)) {
                Optional<String> level = registry.compatibility(subject);
                if (level.filter(COMPATIBILITY::equals).isEmpty()) {
                    changes.add(new Compatibility(subject, level));
                }
                if (!isRegistered(registry, subject, schema)) {
                    changes.add(new Register(subject, schema));
                }
            } else {
                changes.add(new Register(subject, schema));
                changes.add(new Compatibility(subject, Optional.empty()));
            }
        });
        return changes;
    }

    private static boolean isRegistered(Registry registry, String subject, Schema schema) {
        try {
            registry.id(subject, schema);
            return true;
        } catch (UnknownSchemaException notThere) {
            return false;
        }
    }

    /**
     * Registers what is missing; what is there stays.
     *
     * @throws dk.fristvagt.wire.RegistryException when the registry is away or refuses a schema
     */
    public static void register(Registry registry, Topics topics) {
        changes(registry, topics).forEach(change -> change.make(registry));
    }
}
