package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of topics and units (contract.md, "Topics"). */
class NamesTest {
    @Test
    void topicsAreNamedAsInTheContract() {
        Topics topics = Topics.UNPREFIXED;

        assertThat(topics.inputs())
                .containsExactly(
                        "fristvagt.in.benefit-changes.v1",
                        "fristvagt.in.benefit-hours.v1",
                        "fristvagt.in.meetings.v1",
                        "fristvagt.in.offers.v1",
                        "fristvagt.in.cvs.v1",
                        "fristvagt.in.employment.v1",
                        "fristvagt.in.exemptions.v1");
        assertThat(topics.deadlines()).isEqualTo("fristvagt.deadlines.v1");
        assertThat(topics.measures()).isEqualTo("fristvagt.meeting-measures.v1");
        assertThat(topics.deadLetters()).isEqualTo("fristvagt.dead-letters.v1");
        assertThat(topics.alerts("jobcenter-0751")).isEqualTo("fristvagt.alerts.jobcenter-0751.v1");
        assertThat(topics.alerts("akasse-3F")).isEqualTo("fristvagt.alerts.akasse-3F.v1");
        assertThat(topics.alerts(Units.UNROUTED)).isEqualTo("fristvagt.alerts.unrouted.v1");
    }

    @Test
    void aPrefixGoesBeforeEveryTopic() {
        Topics topics = new Topics("x-rehearsal.");

        assertThat(topics.inputs()).allMatch(topic -> topic.startsWith("x-rehearsal.fristvagt.in."));
        assertThat(topics.deadlines()).isEqualTo("x-rehearsal.fristvagt.deadlines.v1");
        assertThat(topics.measures()).isEqualTo("x-rehearsal.fristvagt.meeting-measures.v1");
        assertThat(topics.alerts("unrouted")).isEqualTo("x-rehearsal.fristvagt.alerts.unrouted.v1");
        assertThat(topics.deadLetters()).isEqualTo("x-rehearsal.fristvagt.dead-letters.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/", "å", "a\n"})
    void aPrefixThatKafkaForbidsIsRefused(String prefix) {
        assertThatThrownBy(() -> new Topics(prefix)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyMunicipalityAndAkasseHasATopic() {
        Units units = Units.load();

        assertThat(units.all().stream().filter(unit -> unit.kind() == Units.Kind.JOBCENTER))
                .hasSize(98)
                .allMatch(unit -> unit.code().matches("0[1-8][0-9]{2}"));
        assertThat(units.all().stream().filter(unit -> unit.kind() == Units.Kind.AKASSE))
                .hasSize(23)
                .allMatch(unit -> unit.code().equals(unit.code().toUpperCase(Locale.ROOT)));
        assertThat(Topics.UNPREFIXED.alerts(units))
                .hasSize(98 + 23 + 1)
                .doesNotHaveDuplicates()
                .allMatch(topic -> topic.matches("[A-Za-z0-9._-]{1,249}"))
                .endsWith("fristvagt.alerts.unrouted.v1");
    }

    @ParameterizedTest
    @CsvSource({
        "jobcenter-0751, jobcenter-0751", "akasse-3F, akasse-3F", "akasse-31, unrouted", "jobcenter-9999, unrouted",
        "jobcenter-3F, unrouted", "akasse-3f, unrouted", "unrouted, unrouted", "'', unrouted",
    })
    void aUnitThatIsNotKnownGoesToUnrouted(String unit, String topicUnit) {
        assertThat(Units.load().topicUnit(unit)).isEqualTo(topicUnit);
    }

    @Test
    void aUnitHasAName() {
        assertThat(Units.load().find("jobcenter-0751"))
                .contains(new Units.Unit("0751", "Aarhus", Units.Kind.JOBCENTER));
        assertThat(Units.load().find("akasse-AJKS").map(Units.Unit::name))
                .contains("A-kassen for Journalistik, Kommunikation og Sprog");
        assertThat(Units.load().find("akasse-31")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code;u:1: is not the header",
                "code,name,kind/0101,København,city;u:2: is not a code",
                "code,name,kind/01.01,København,jobcenter;u:2: is not a code",
                "code,name,kind/0101,,jobcenter;u:2: is not a code",
                "code,name,kind/0101,A,jobcenter/0101,B,jobcenter;u:3: names jobcenter-0101 again",
            })
    void aWrongListOfUnitsIsNamedByLine(String csv, String message) {
        BufferedReader lines = new BufferedReader(new StringReader(csv.replace('/', '\n')));

        assertThatThrownBy(() -> Units.read(lines, "u"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
