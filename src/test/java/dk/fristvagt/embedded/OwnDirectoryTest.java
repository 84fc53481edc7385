package dk.fristvagt.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void closingDeletesItWithAllThatIsInItAndFollowsNoLink() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        Path precious = Files.createFile(elsewhere.resolve("precious"));
        OwnDirectory own = OwnDirectory.create(temporary, "broker");
        Files.createFile(
                Files.createDirectories(own.path().resolve("data/topic-0")).resolve("0.log"));
        Files.createSymbolicLink(own.path().resolve("link"), elsewhere);

        own.close();

        assertThat(own.path()).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void oneWhoseOwnerIsGoneIsDeletedByTheNextOfItsKind() throws IOException {
        Path abandoned = Files.createDirectory(temporary.resolve("fristvagt-broker-1"));
        Files.createFile(abandoned.resolve("owner.lock"));

        OwnDirectory registry = OwnDirectory.create(temporary, "registry");
        assertThat(abandoned).exists();

        OwnDirectory broker = OwnDirectory.create(temporary, "broker");
        assertThat(abandoned).doesNotExist();
        registry.close();
        broker.close();
    }

    @Test
    void oneThatIsInUseIsLeftAlone() {
        OwnDirectory first = OwnDirectory.create(temporary, "broker");
        OwnDirectory second = OwnDirectory.create(temporary, "broker");

        assertThat(first.path()).isDirectory();
        assertThat(second.path()).isDirectory().isNotEqualTo(first.path());
        first.close();
        second.close();
    }

    @Test
    void oneWithoutALockIsSomebodyElsesOrJustBeingMade() throws IOException {
        Path unlocked = Files.createDirectory(temporary.resolve("fristvagt-broker-1"));

        OwnDirectory.create(temporary, "broker").close();

        assertThat(unlocked).isDirectory();
    }
}
