package dk.fristvagt.embedded;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that {@code mvn package} fills with what only the demo needs: the jars of a broker and of a registry.
 *
 * <p>It lies beside the jar that runs, or beside the classes when there is no jar yet ({@code target/demo}).
 */
record DemoFolder(Path path) {
    /** The system property that names the folder where it is not beside the jar. */
    static final String PROPERTY = "fristvagt.demo.dir";

    /** The folder in use. It need not exist. */
    static DemoFolder locate() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(named -> new DemoFolder(Path.of(named).toAbsolutePath()))
                .orElseGet(() -> new DemoFolder(home().resolveSibling("demo")));
    }

    /** The jar or the directory that this class came from. */
    private static Path home() {
        try {
            return Path.of(DemoFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(
                    "The place of the program has no path; name the demo folder by -D" + PROPERTY, e);
        }
    }

    /** The jars of the broker, by name, so that the class path does not depend on the order of the directory. */
    List<Path> brokerJars() {
        return jars("broker", "kafka_2.13-", "the broker");
    }

    /** The jar that starts the registry and names the rest of its class path. */
    Path registryJar() {
        return jars("registry", "apicurio-registry-app-", "the schema registry").stream()
                .filter(jar -> jar.getFileName().toString().endsWith("-runner.jar"))
                .findFirst()
                .orElseThrow(() -> missing("the schema registry", path.resolve("registry")));
    }

    private List<Path> jars(String name, String mainJar, String what) {
        Path folder = path.resolve(name);
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> jars = entries.filter(entry -> entry.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.stream().noneMatch(jar -> jar.getFileName().toString().startsWith(mainJar))) {
                throw missing(what, folder);
            }
            return jars;
        } catch (IOException e) {
            throw missing(what, folder);
        }
    }

    private static EmbeddedException missing(String what, Path folder) {
        return new EmbeddedException("The jars of " + what + " are not in " + folder
                + ": run 'mvn package', which puts them there, or name the demo folder by -D" + PROPERTY + "=FOLDER");
    }
}
