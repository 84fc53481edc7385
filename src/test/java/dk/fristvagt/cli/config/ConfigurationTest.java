package dk.fristvagt.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.topology.RocksMemory;
import dk.fristvagt.wire.Units;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_not_set_has_the_standards_of_the_sample() throws IOException {
        Configuration configuration = read("state.directory=" + folder.resolve("state"));

        assertThat(configuration.applicationId()).isEqualTo("fristvagt");
        assertThat(configuration.topics().prefix()).isEmpty();
        assertThat(configuration.rehearsal()).isFalse();
        assertThat(configuration.partitions()).isEqualTo(12);
        assertThat(configuration.replicationFactor()).isEmpty();
        assertThat(configuration.principals()).isEmpty();
        assertThat(configuration.startupWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.monitor()).isEqualTo(CitizenMonitor.Settings.DEFAULT);
        assertThat(configuration.rules().rulebook().number()).isPositive();
        assertThat(configuration.streams().threads()).isEqualTo(1);
        assertThat(configuration.streams().standbys()).isEqualTo(1);
        assertThat(configuration.streams().commitInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.streams().rocksBytes()).isEqualTo(RocksMemory.DEFAULT_TOTAL_BYTES);
        assertThat(configuration.streams().simulated()).isFalse();
        assertThat(configuration.http().listen())
                .hasValue(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 7077));
    }

    @Test
    void everything_that_is_set_is_found_again() throws IOException {
        Configuration configuration = read(
                "application.id=team7-rehearsal",
                "topics.prefix=team7-rehearsal",
                "topics.partitions=6",
                "topics.replication.factor=3",
                "state.directory=/var/lib/fristvagt",
                "threads=4",
                "standbys=2",
                "commit.interval.ms=200",
                "rocksdb.memory.bytes=" + RocksMemory.LEAST_TOTAL_BYTES,
                "startup.wait.ms=0",
                "alerts.silent-before=2026-01-01",
                "citizens.keep.months=36",
                "kafka.security.protocol=SSL");

        assertThat(configuration.rehearsal()).isTrue();
        assertThat(configuration.partitions()).isEqualTo(6);
        assertThat(configuration.startupWait()).isZero();
        assertThat(configuration.monitor())
                .isEqualTo(new CitizenMonitor.Settings(Optional.of(LocalDate.of(2026, 1, 1)), 36));
        assertThat(configuration.streams()).satisfies(streams -> {
            assertThat(streams.applicationId()).isEqualTo("team7-rehearsal");
            assertThat(streams.bootstrapServers()).isEqualTo("b:9092");
            assertThat(streams.stateDirectory()).isEqualTo(Path.of("/var/lib/fristvagt"));
            assertThat(streams.threads()).isEqualTo(4);
            assertThat(streams.standbys()).isEqualTo(2);
            assertThat(streams.replicationFactor()).hasValue((short) 3);
            assertThat(streams.commitInterval()).isEqualTo(Duration.ofMillis(200));
            assertThat(streams.rocksBytes()).isEqualTo(RocksMemory.LEAST_TOTAL_BYTES);
            assertThat(streams.simulated())
                    .as("no broker confirms a fixed clock")
                    .isTrue();
            assertThat(streams.client()).containsExactly(Map.entry("security.protocol", "SSL"));
        });
        assertThat(configuration.client())
                .containsExactlyInAnyOrderEntriesOf(Map.of("bootstrap.servers", "b:9092", "security.protocol", "SSL"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "topics.partitions|0|is not a whole number from 1",
                "topics.partitions|twelve|is not a whole number from 1",
                "topics.partitions|3000000000|is too large",
                "topics.replication.factor|0|is not a whole number from 1",
                "topics.replication.factor|40000|is more than any cluster has brokers",
                "threads|0|is not a whole number from 1",
                "threads|1001|is more than 1000",
                "standbys|-1|is not a whole number from 0",
                "commit.interval.ms|0|is not a whole number from 1",
                "rocksdb.memory.bytes|1|is not a whole number from 16777216",
                "startup.wait.ms|-1|is not a whole number from 0",
                "startup.wait.ms|60s|is not a whole number from 0",
                "alerts.silent-before|2026-02-30|is not a day; write it as 2024-01-31",
                "citizens.keep.months|0|is not a whole number from 1",
                "rules.directory|/nowhere|does not hold a rulebook: /nowhere: is not a directory; name the directory that holds rulebook.yaml and"
                        + " the files it lists",
                "acl.monitor.principal|fristvagt|is not a principal as User:name, or is everybody",
                "acl.reader.principal|User:*|is not a principal as User:name, or is everybody",
                "acl.unit.principal|User:unit|holds neither {unit} nor {code}: every unit would be the same principal and"
                        + " read all alerts",
                "http.listen|7077|is not host:port",
                "http.listen|127.0.0.1:70000|is not host:port",
                "http.listen|127.0.0.1:|is not host:port",
                "http.advertised|host|is not host:port",
                "http.token|fifteen letters|is shorter than 16 characters",
                "http.ssl.keystore.location|k.p12|is set, but http.ssl.keystore.password is not",
                "http.ssl.truststore.location|t.p12|is set, but http.ssl.truststore.password is not"
            })
    void a_wrong_value_is_refused_with_its_line_its_key_and_what_is_wrong(String key, String value, String what)
            throws IOException {
        Configuration configuration = read("", key + "=" + value, "state.directory=/var/lib/fristvagt");

        assertThatThrownBy(() -> everything(configuration))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(configuration.file() + ":3: " + key + " " + what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.id|a/b|application.id is not made of at most 200 letters, digits, '.', '_' and '-'",
                "topics.prefix|å.|topics.prefix is wrong: the prefix of topics is not made of at most 180 letters,"
                        + " digits, '.', '_' and '-'",
                "application.id|x-rehearsal|topics.prefix does not end in -rehearsal, but application.id does: a"
                        + " rehearsal has both, a live monitor neither",
                "topics.prefix|x-rehearsal|application.id does not end in -rehearsal, but topics.prefix does: a"
                        + " rehearsal has both, a live monitor neither"
            })
    void a_wrong_name_is_refused_by_every_command(String key, String value, String what) throws IOException {
        Path file = write("bootstrap.servers=b:9092", key + "=" + value);

        assertThatThrownBy(() -> Configuration.read(file, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(what)
                .hasMessageStartingWith(what.startsWith(key) ? file + ":2: " + key : what);
    }

    @Test
    void what_must_be_set_is_named_with_its_variable() throws IOException {
        Path nothing = write("threads=1");
        refused(
                () -> Configuration.read(nothing, Map.of()),
                nothing + ": bootstrap.servers is missing: name the brokers as host:port,host:port, or set"
                        + " FRISTVAGT_BOOTSTRAP_SERVERS");

        Configuration configuration = read();
        refused(
                configuration::stateDirectory,
                configuration.file() + ": state.directory is missing: name a directory for the stores, on a disk that"
                        + " outlives a restart of the machine, or set FRISTVAGT_STATE_DIRECTORY");
        refused(
                configuration::registry,
                configuration.file() + ": schema.registry.url is missing: give the URL of the schema registry");
        refused(
                () -> configuration.serdes(Optional.empty()),
                configuration.file() + ": schema.registry.url is missing: give the URL of the schema registry");
    }

    @Test
    void a_fixed_day_is_for_rehearsals() throws IOException {
        refused(
                read()::requireRehearsal,
                "application.id and topics.prefix must end in -rehearsal for a run with --today");

        read("application.id=x-rehearsal", "topics.prefix=x-rehearsal").requireRehearsal();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.Class", "java.lang.String"})
    void a_serde_that_is_none_is_refused(String name) throws IOException {
        Configuration configuration = read("value.serde=" + name, "schema.registry.url=http://r");

        assertThatThrownBy(() -> configuration.serdes(Optional.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(configuration.file() + ": value.serde: ")
                .hasMessageContaining(name);
    }

    @Test
    void a_unit_has_the_principal_of_the_pattern() throws IOException {
        Units.Unit hk = Units.load().find("akasse-HK").orElseThrow();

        Principals byUnit =
                read("acl.unit.principal=User:CN={unit}").principals().orElseThrow();
        Principals byCode = read("acl.unit.principal=User:unit-{code}-reader", "acl.reader.principal=User:archive")
                .principals()
                .orElseThrow();

        assertThat(byUnit.of(hk)).hasValue("User:CN=akasse-HK");
        assertThat(byCode.of(hk)).hasValue("User:unit-HK-reader");
        assertThat(byCode.reader()).hasValue("User:archive");
        assertThat(byUnit.reader()).isEmpty();
        assertThat(byUnit.monitor()).isEmpty();
    }

    @Test
    void what_is_said_about_citizens_leaves_the_machine_encrypted_only() throws IOException {
        Configuration plain = read("http.listen=0.0.0.0:7077", "http.token=at least sixteen characters");

        assertThatThrownBy(plain::http)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(plain.file() + ":2: http.listen is not a loopback address, and http.token is set: set"
                        + " http.ssl.keystore.location, so that what it says about citizens is encrypted");
        assertThat(read("http.listen=0.0.0.0:7077").http().listen())
                .as("without a token nobody is told anything about citizens")
                .isPresent();
    }

    @Test
    void http_may_be_off_or_elsewhere_or_encrypted() throws IOException {
        assertThat(read("http.listen=off").http().listen()).isEmpty();

        HttpSettings encrypted = read(
                        "http.listen=0.0.0.0:0",
                        "http.advertised=monitor-3.example:7077",
                        "http.token=at least sixteen characters",
                        "http.ssl.keystore.location=/etc/k.p12",
                        "http.ssl.keystore.password=k",
                        "http.ssl.truststore.location=/etc/t.p12",
                        "http.ssl.truststore.password=t")
                .http();
        assertThat(encrypted.listen())
                .hasValueSatisfying(address -> assertThat(address.getPort()).isZero());
        assertThat(encrypted.advertised()).hasValue("monitor-3.example:7077");
        assertThat(encrypted.token()).hasValue("at least sixteen characters");
        assertThat(encrypted.keyStore()).hasValue(new HttpSettings.Store(Path.of("/etc/k.p12"), "k"));
        assertThat(encrypted.trustStore()).hasValue(new HttpSettings.Store(Path.of("/etc/t.p12"), "t"));
    }

    @Test
    void the_sample_is_a_configuration_once_what_is_required_is_filled_in() throws IOException {
        List<String> filled = new ArrayList<>();
        for (String line : Sample.text().lines().toList()) {
            filled.add(
                    switch (line) {
                        case "bootstrap.servers=" -> line + "b:9092";
                        case "state.directory=" -> line + folder.resolve("state");
                        case "schema.registry.url=" -> line + "http://registry:8081";
                        default -> line;
                    });
        }

        everything(Configuration.read(write(filled.toArray(String[]::new)), Map.of()));
    }

    @Test
    void what_the_sample_has_commented_out_is_what_holds_anyway() throws IOException {
        List<String> standards = Sample.text()
                .lines()
                .filter(line -> line.matches("#[a-z0-9.-]+=.*"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(standards).hasSizeGreaterThan(20);
        List<String> lines = new ArrayList<>(standards);
        lines.addAll(List.of("bootstrap.servers=b:9092", "state.directory=s", "schema.registry.url=http://r"));

        Configuration uncommented = Configuration.read(write(lines.toArray(String[]::new)), Map.of());

        everything(uncommented);
        Configuration plain = read("state.directory=s", "schema.registry.url=http://r");
        assertThat(uncommented.streams()).isEqualTo(plain.streams());
        assertThat(uncommented.http()).isEqualTo(plain.http());
        assertThat(uncommented.monitor()).isEqualTo(plain.monitor());
        assertThat(uncommented.partitions()).isEqualTo(plain.partitions());
    }

    @Test
    void every_key_stands_in_the_sample_with_words_about_it() {
        List<String> lines = Sample.text().lines().toList();

        for (Key key : Key.ALL) {
            assertThat(lines)
                    .filteredOn(line -> line.matches("#?" + key.name() + "=.*"))
                    .as(key.name())
                    .hasSize(1);
            assertThat(key.about()).as(key.name()).isNotEmpty();
            key.about().forEach(line -> assertThat(lines).contains("# " + line));
        }
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(130));
    }

    /** Takes everything from the configuration that commands take. */
    static void everything(Configuration configuration) {
        configuration.client();
        configuration.topics();
        configuration.partitions();
        configuration.replicationFactor();
        configuration.principals();
        configuration.streams();
        configuration.startupWait();
        configuration.http();
        configuration.monitor();
        configuration.rules();
        configuration.registry();
        configuration.serdes(Optional.empty());
    }

    private Configuration read(String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of("bootstrap.servers=b:9092"));
        all.addAll(List.of(lines));
        return Configuration.read(write(all.toArray(String[]::new)), Map.of());
    }

    private Path write(String... lines) throws IOException {
        return Files.writeString(folder.resolve("test.properties"), String.join("\n", lines));
    }

    private static void refused(ThrowingCallable what, String message) {
        assertThatThrownBy(what).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }
}
