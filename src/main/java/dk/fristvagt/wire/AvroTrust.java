package dk.fristvagt.wire;

import java.util.Set;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro instantiate this program's generated classes.
 *
 * <p>Avro 1.12.2 instantiates no class named in a schema unless it is trusted, which its own generated classes are not
 * by default. The list here is closed: a schema that names any other class is still refused.
 */
public final class AvroTrust {
    private static final Set<String> PACKAGES =
            Set.of("dk.fristvagt.event", "dk.fristvagt.alert", "dk.fristvagt.measure", "dk.fristvagt.state");

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                type -> PACKAGES.contains(type.getPackageName()), ClassSecurityValidator.getGlobal()));
    }

    private AvroTrust() {}

    /** Must have been called before a generated class is read; calling it again does nothing. */
    public static void establish() {
        // The static initialiser does it, once.
    }
}
