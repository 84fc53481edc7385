package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    @TempDir
    Path folder;

    @Test
    void liesBesideTheClassesWhenThereIsNoJar() {
        assertThat(DemoFolder.locate().path())
                .isEqualTo(Path.of("target", "demo").toAbsolutePath());
    }

    @Test
    void withoutTheJarsSaysInOneLineWhereTheyAreMissingAndWhatToDo() {
        DemoFolder empty = new DemoFolder(folder);

        assertThatThrownBy(empty::brokerJars)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll("the broker", folder.resolve("broker").toString(), "mvn package")
                .message()
                .hasLineCount(1);
        assertThatThrownBy(empty::registryJar)
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContainingAll(
                        "the schema registry", folder.resolve("registry").toString(), "mvn package");
    }

    @Test
    void aFolderWithOtherJarsOnlyIsMissingTheBrokerToo() throws IOException {
        put("broker/scala-library-2.13.jar");

        assertThatThrownBy(new DemoFolder(folder)::brokerJars).isInstanceOf(EmbeddedException.class);
    }

    @Test
    void theClassPathOfTheBrokerIsInTheOrderOfNames() throws IOException {
        Path z = put("broker/zstd.jar");
        Path a = put("broker/argparse4j.jar");
        Path kafka = put("broker/kafka_2.13-4.3.1.jar");
        put("broker/readme.txt");

        assertThat(new DemoFolder(folder).brokerJars()).isEqualTo(List.of(a, kafka, z));
    }

    private Path put(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
