package dk.fristvagt.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Confluent's own serializer and deserializer, as Apache Pinot ships them: in one jar with Kafka's clients 2.8 and Avro
 * 1.9, all of it years older than ours.
 *
 * <p>Pinot has moved Kafka's packages, and nothing else, to another name. So programs of the tests' sources, which are
 * compiled against our Kafka with the rest, are compiled for the jar again, with the packages named as in the jar, and
 * run on the jar and nothing else.
 */
final class ConfluentJar {
    private static final Path FOLDER = Path.of("target", "foreign", "confluent");
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final String KAFKA = "org.apache.kafka.";
    private static final String KAFKA_IN_THE_JAR = "org.apache.pinot.shaded.org.apache.kafka.";

    private final Path jar;
    private final Path classes;

    private ConfluentJar(Path jar, Path classes) {
        this.jar = jar;
        this.classes = classes;
    }

    /** The jar with {@code programs}, which are compiled for it into {@code directory}. */
    static ConfluentJar with(Path directory, Class<?>... programs) throws IOException {
        ConfluentJar confluent = new ConfluentJar(locate(), Files.createDirectories(directory.resolve("classes")));
        List<File> sources = new ArrayList<>();
        for (Class<?> program : programs) {
            Path source = Path.of(program.getName().replace('.', '/') + ".java");
            Path renamed = directory.resolve("sources").resolve(source);
            Files.createDirectories(renamed.getParent());
            Files.writeString(renamed, Files.readString(SOURCES.resolve(source)).replace(KAFKA, KAFKA_IN_THE_JAR));
            sources.add(renamed.toFile());
        }
        confluent.compile(sources);
        return confluent;
    }

    private static Path locate() throws IOException {
        assertThat(FOLDER)
                .as("Confluent's classes; 'mvn verify' fetches them before its integration tests")
                .isDirectory();
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars).as("the only jar of the class path").hasSize(1);
            return jars.get(0).toAbsolutePath();
        }
    }

    private void compile(List<File> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options =
                    List.of("-d", classes.toString(), "-classpath", jar.toString(), "-encoding", "UTF-8", "-proc:none");
            boolean compiled = compiler.getTask(
                            complaints, files, null, options, null, files.getJavaFileObjectsFromFiles(sources))
                    .call();
            assertThat(compiled)
                    .as("compiled for Confluent's jar: %s", complaints)
                    .isTrue();
        }
    }

    /** Runs {@code program} in a JVM of its own. */
    ForeignProcess start(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                jar + File.pathSeparator + classes,
                program.getName()));
        command.addAll(List.of(arguments));
        return ForeignProcess.start(classes, command);
    }
}
