package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {
    private static final Schema POINT = SchemaParser.parseSingle(
            "{\"type\":\"record\",\"name\":\"Point\",\"fields\":[{\"name\":\"x\",\"type\":\"int\"}]}");
    private static final String SUBJECT = "a/strange subject-value";

    private final FakeRegistry fake = new FakeRegistry();
    private final Registry registry = new Registry(fake.settings());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void aSchemaIsRegisteredLookedUpAndReadById() {
        int id = registry.register(SUBJECT, POINT);

        Registry other = new Registry(fake.settings());
        assertThat(other.id(SUBJECT, POINT)).isEqualTo(id);
        assertThat(other.schema(id)).isEqualTo(POINT);
        assertThat(other.register(SUBJECT, POINT)).isEqualTo(id);
        assertThat(registry.subjects()).containsExactly(SUBJECT);
    }

    @Test
    void whatIsKnownIsNotAskedAgain() {
        int id = registry.register(SUBJECT, POINT);
        registry.schema(id);
        int asked = fake.requests().size();

        registry.id(SUBJECT, POINT);
        registry.schema(id);

        assertThat(fake.requests()).hasSize(asked);
    }

    @Test
    void aSchemaThatIsNotRegisteredIsAPermanentAnswerThatSaysWhatToDo() {
        assertThatThrownBy(() -> registry.id(SUBJECT, POINT))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("the schema Point is not registered under " + SUBJECT + ": run setup to register it");
        registry.register(SUBJECT, SchemaParser.parseSingle("\"string\""));
        assertThatThrownBy(() -> registry.id(SUBJECT, POINT)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void anUnknownIdIsAPermanentAnswerAndIsNotAskedAgainForAWhile() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        Registry ticking = new Registry(fake.settings(), nanos::get);

        assertThatThrownBy(() -> ticking.schema(1)).isInstanceOf(UnknownSchemaException.class);
        fake.put(SUBJECT, POINT.toString());
        assertThatThrownBy(() -> ticking.schema(1))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("the schema registry has no schema with id 1");
        assertThat(fake.requests()).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(ticking.schema(1)).isEqualTo(POINT);
    }

    @Test
    void referencesAreResolvedAllTheWayDown() {
        fake.put("leaf", "{\"type\":\"enum\",\"name\":\"r.Leaf\",\"symbols\":[\"A\"]}");
        fake.put(
                "middle",
                "{\"type\":\"record\",\"name\":\"r.Middle\",\"fields\":[{\"name\":\"leaf\",\"type\":\"r.Leaf\"}]}",
                "r.Leaf leaf 1");
        int id = fake.put(
                "top",
                "{\"type\":\"record\",\"name\":\"r.Top\",\"fields\":[{\"name\":\"a\",\"type\":\"r.Middle\"},"
                        + "{\"name\":\"b\",\"type\":\"r.Leaf\"}]}",
                "r.Middle middle 1",
                "r.Leaf leaf 1");

        Schema top = registry.schema(id);

        assertThat(top.getField("a").schema().getField("leaf").schema().getEnumSymbols())
                .containsExactly("A");
        assertThat(top.getField("b").schema().getFullName()).isEqualTo("r.Leaf");
    }

    @Test
    void referencesInACircleEndInAnAnswer() {
        int id = fake.put("circle", "\"r.Circle\"", "r.Circle circle 1");

        assertThatThrownBy(() -> registry.schema(id)).isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void aSchemaThatIsNotAvroIsAPermanentAnswer() {
        int json = fake.putOfType("s", "JSON", "{}");
        int broken = fake.put("t", "{\"type\":\"recrod\"}");

        assertThatThrownBy(() -> registry.schema(json))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("the schema with id 1 is not an Avro schema");
        assertThatThrownBy(() -> registry.schema(broken))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessageStartingWith("the schema with id 2 cannot be read as Avro");
    }

    @Test
    void aForeignSchemaWithAWrongDefaultCanStillBeRead() {
        int id = fake.put(
                "s",
                "{\"type\":\"record\",\"name\":\"R\","
                        + "\"fields\":[{\"name\":\"a\",\"type\":\"int\",\"default\":\"x\"}]}");

        assertThat(registry.schema(id).getField("a")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aRegistryThatStumblesIsAskedAgain(int status) {
        fake.put(SUBJECT, POINT.toString());
        fake.fail(2, status);

        assertThat(registry.schema(1)).isEqualTo(POINT);
        assertThat(fake.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aRegistryThatIsNotWellIsNotAnAnswer(int status) {
        fake.put(SUBJECT, POINT.toString());
        fake.fail(3, status);

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("does not answer (status " + status + ")");
        assertThat(registry.schema(1)).isEqualTo(POINT);
    }

    @Test
    void aRegistryThatIsNotThereIsNotAnAnswer() {
        fake.close();

        assertThatThrownBy(() -> registry.schema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("(ConnectException): check that it runs and that its URL is right");
        assertThatThrownBy(registry::ping).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void anInterruptedCallKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> registry.schema(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aPageThatIsNoRegistryIsNotTakenForAnUnknownId() {
        URI wrong = URI.create(fake.url().toString().replace("/apis/ccompat/v7/", "/other"));
        Registry lost = new Registry(Registry.Settings.of(wrong));

        assertThatThrownBy(() -> lost.schema(1))
                .isInstanceOf(RegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("check the path of its URL");
    }

    @Test
    void credentialsAreSentAndNeverPrinted() {
        fake.requirePassword("fristvagt:hemmeligt");
        Registry.Settings settings = fake.settings().with(new Registry.Credentials("fristvagt", "hemmeligt"));

        new Registry(settings).ping();

        assertThat(settings.toString()).doesNotContain("hemmeligt");
        assertThatThrownBy(registry::ping)
                .isInstanceOf(RegistryException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("status 401");
    }

    @Test
    void aPasswordInTheUrlIsRefusedWithoutBeingPrinted() {
        assertThatThrownBy(() -> Registry.Settings.of(URI.create("http://me:hemmeligt@localhost/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hemmeligt");
        assertThatThrownBy(() -> Registry.Settings.of(URI.create("localhost:8081")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compatibilityIsSetPerSubject() {
        assertThat(registry.compatibility(SUBJECT)).isEmpty();

        registry.compatibility(SUBJECT, "FULL_TRANSITIVE");

        assertThat(registry.compatibility(SUBJECT)).contains("FULL_TRANSITIVE");
    }

    @Test
    void aSchemaIsComparedWithEveryVersion() {
        assertThat(registry.compatible(SUBJECT, POINT)).isTrue();
        fake.put(SUBJECT, POINT.toString());
        fake.put(SUBJECT, "\"string\"");

        assertThat(registry.compatible(SUBJECT, POINT)).isTrue();
        assertThat(fake.requests())
                .contains(
                        "POST /compatibility/subjects/a%2Fstrange%20subject-value/versions/1",
                        "POST /compatibility/subjects/a%2Fstrange%20subject-value/versions/2");
        fake.compatible(schema -> false);
        assertThat(registry.compatible(SUBJECT, POINT)).isFalse();
        assertThatThrownBy(() -> registry.register(SUBJECT, SchemaParser.parseSingle("\"int\"")))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("code 409: Schema being registered is incompatible");
    }

    @Test
    void whatWasPreloadedIsReadWhileTheRegistryIsAway() {
        fake.put(SUBJECT, POINT.toString());
        fake.put(SUBJECT, "\"string\"");

        assertThat(registry.preload("no-such-subject")).isZero();
        assertThat(registry.preload(SUBJECT)).isEqualTo(2);

        fake.close();
        assertThat(List.of(registry.schema(1), registry.schema(2)))
                .containsExactly(POINT, SchemaParser.parseSingle("\"string\""));
    }

    @Test
    void theCacheDirectoryOutlivesTheProgram() {
        Registry.Settings settings = fake.settings().withCache(folder.resolve("made/on/demand"));
        int id = new Registry(settings).register(SUBJECT, POINT);
        new Registry(settings).schema(id);
        fake.close();

        Registry restarted = new Registry(settings);

        assertThat(restarted.schema(id)).isEqualTo(POINT);
        assertThat(restarted.id(SUBJECT, POINT)).isEqualTo(id);
        assertThatThrownBy(() -> restarted.schema(id + 1)).isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(() -> restarted.id("other", POINT)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void theCacheOfOneRegistryIsNotThatOfAnother() {
        Registry.Settings settings = fake.settings().withCache(folder);
        int id = new Registry(settings).register(SUBJECT, POINT);
        new Registry(settings).schema(id);

        try (FakeRegistry second = new FakeRegistry()) {
            Registry other = new Registry(second.settings().withCache(folder));
            assertThatThrownBy(() -> other.schema(id)).isInstanceOf(UnknownSchemaException.class);
        }
    }

    @Test
    void aDamagedCacheFileIsAsGoodAsNone() throws Exception {
        Registry.Settings settings = fake.settings().withCache(folder);
        int id = new Registry(settings).register(SUBJECT, POINT);
        new Registry(settings).schema(id);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
                Files.writeString(file, "{\"type\":");
            }
        }

        assertThat(new Registry(settings).schema(id)).isEqualTo(POINT);
        assertThat(new Registry(settings).id(SUBJECT, POINT)).isEqualTo(id);
    }

    @Test
    void aCacheDirectoryThatCannotBeMadeIsAnError() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new Registry(fake.settings().withCache(file)))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("the directory for known schemas cannot be made");
    }

    @Test
    void anAnswerThatIsNotTheRegistrysLanguageIsRefused() {
        try (FakeRegistry strange = new FakeRegistry()) {
            strange.fail(1, 200);
            assertThatThrownBy(() -> new Registry(strange.settings()).subjects())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("does not list its subjects");
            strange.fail(1, 200);
            assertThatThrownBy(() -> new Registry(strange.settings()).register(SUBJECT, POINT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("answers without \"id\"");
        }
    }
}
