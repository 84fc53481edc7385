package dk.fristvagt.table41;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.table41.JointMeetings.Citizen;
import dk.fristvagt.table41.JointMeetings.Difficulty;
import dk.fristvagt.table41.JointMeetings.Held;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The core puts every joint meeting of the published table into its cell. */
class JointMeetingsTest {
    private static final List<Citizen> CITIZENS = new ArrayList<>();

    @BeforeAll
    static void make() {
        new JointMeetings(1).tell(CITIZENS::add);
    }

    @Test
    void the_core_reproduces_the_published_table() {
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        PublishedTable counted = PublishedTable.empty();
        for (Citizen citizen : CITIZENS) {
            CitizenFile file = CitizenFile.empty(citizen.id());
            for (Event<?> event : citizen.events()) {
                file = monitor.merge(file, event).file();
            }
            for (Outcome.MeasureRow row :
                    monitor.beginDay(file, JointMeetings.AFTERWARDS).measures()) {
                row.measure()
                        .ifPresent(measure -> counted.add(
                                measure.participation().orElseThrow(),
                                measure.seniority().ordinal(),
                                1));
            }
        }

        assertThat(counted).hasToString(PublishedTable.published().toString());
        assertThat(counted.total()).isEqualTo(PublishedTable.TOTAL);
        assertThat(counted.bothPct()).isEqualTo(36);
    }

    @Test
    void a_third_of_the_citizens_are_difficult() {
        long difficult = CITIZENS.stream()
                .filter(citizen -> !citizen.difficulties().isEmpty())
                .count();
        long events = CITIZENS.stream().mapToLong(c -> c.events().size()).sum();
        System.out.printf(
                "table 4.1: %d citizens, %d events, %.1f pct. difficult%n",
                CITIZENS.size(), events, 100.0 * difficult / CITIZENS.size());

        assertThat(100 * difficult / CITIZENS.size()).isGreaterThanOrEqualTo(30);
        for (Difficulty difficulty : Difficulty.values()) {
            assertThat(CITIZENS)
                    .filteredOn(citizen -> citizen.difficulties().contains(difficulty))
                    .as(difficulty.name())
                    .hasSizeGreaterThan(CITIZENS.size() / 25);
        }
    }

    @Test
    void without_the_corrections_the_table_would_be_another() {
        PublishedTable asFirstReported = PublishedTable.empty();
        for (Citizen citizen : CITIZENS) {
            for (int i = 0; i < citizen.meetings().size(); i++) {
                Held held = citizen.meetings().get(i);
                asFirstReported.add(held.who(), citizen.asFirstReported().get(i), 1);
            }
        }

        assertThat(asFirstReported.total()).isEqualTo(PublishedTable.TOTAL);
        assertThat(asFirstReported)
                .doesNotHaveToString(PublishedTable.published().toString());
    }

    @Test
    void what_makes_the_history_knows_nothing_of_the_monitor() {
        JavaClasses makers = new ClassFileImporter()
                .importClasses(
                        JointMeetings.class,
                        Citizen.class,
                        Held.class,
                        Difficulty.class,
                        OwnClock.class,
                        OwnClock.Stretch.class,
                        PublishedTable.class);

        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dk.fristvagt.seniority..",
                        "dk.fristvagt.rules..",
                        "dk.fristvagt.alerts..",
                        "dk.fristvagt.monitor..")
                .because("what the monitor is checked with must not be the monitor's")
                .check(makers);
    }
}
