package dk.fristvagt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} leaves: one executable jar, and beside it what only the demo needs. */
class PackageIT {
    private static final Path JAR = Path.of("target", "fristvagt.jar");
    private static final Path BROKER = Path.of("target", "demo", "broker");

    @Test
    void theJarIsExecutable() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("dk.fristvagt.cli.Main");
            assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
            assertThat(manifest.getValue(Attributes.Name.CLASS_PATH)).isNull();
            assertThat(jar.stream().map(ZipEntry::getName))
                    .contains("dk/fristvagt/embedded/ChildMain.class", "org/apache/kafka/streams/KafkaStreams.class")
                    .doesNotHaveDuplicates()
                    .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    @Test
    void theJarHoldsTheServicesOfAllLibraries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(read(jar, "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
                    .contains("ch.qos.logback.classic.spi.LogbackServiceProvider");
            assertThat(read(jar, "META-INF/services/com.fasterxml.jackson.core.JsonFactory"))
                    .contains("com.fasterxml.jackson.core.JsonFactory")
                    .contains("com.fasterxml.jackson.dataformat.yaml.YAMLFactory");
        }
    }

    @Test
    void theJarRunsWhereTheProductIsOffered() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.startsWith("librocksdbjni")))
                    .contains(
                            "librocksdbjni-linux64.so",
                            "librocksdbjni-linux-aarch64.so",
                            "librocksdbjni-osx-arm64.jnilib",
                            "librocksdbjni-win64.dll");
        }
    }

    @Test
    void theBrokerOfTheDemoHasItsJarsAndNoneOfTheTests() throws IOException {
        try (Stream<Path> entries = Files.list(BROKER)) {
            List<String> jars =
                    entries.map(entry -> entry.getFileName().toString()).toList();

            assertThat(jars)
                    .allMatch(name -> name.endsWith(".jar"))
                    .anyMatch(name -> name.startsWith("kafka_2.13-"))
                    .anyMatch(name -> name.startsWith("scala-library-"))
                    .anyMatch(name -> name.startsWith("jackson-core-"))
                    .anyMatch(name -> name.startsWith("logback-classic-"))
                    .noneMatch(
                            name -> name.matches(
                                    "(junit|jqwik|assertj|archunit|awaitility|rocksdbjni|kafka-streams|avro|ant|maven|plexus).*"));
        }
    }

    private static String read(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
