package dk.fristvagt.table41;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.table41.JointMeetings.Citizen;
import dk.fristvagt.table41.JointMeetings.Difficulty;
import dk.fristvagt.table41.JointMeetings.Held;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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
        PublishedTable before = PublishedTable.empty();
        for (Citizen citizen : CITIZENS) {
            // looked at before the corrections have come, and again when they have
            Map<String, MeetingMeasure> measures = new TreeMap<>();
            CitizenFile file = CitizenFile.empty(citizen.id());
            file = known(monitor, file, citizen, day -> !day.isAfter(JointMeetings.MEANWHILE));
            file = said(monitor.beginDay(file, JointMeetings.MEANWHILE), measures);
            count(measures, before);
            file = known(monitor, file, citizen, day -> day.isAfter(JointMeetings.MEANWHILE));
            said(monitor.beginDay(file, JointMeetings.AFTERWARDS), measures);
            count(measures, counted);
        }

        assertThat(before.total()).isEqualTo(PublishedTable.TOTAL);
        assertThat(before)
                .as("before the corrections")
                .doesNotHaveToString(PublishedTable.published().toString());
        assertThat(counted).hasToString(PublishedTable.published().toString());
        assertThat(counted.total()).isEqualTo(PublishedTable.TOTAL);
        assertThat(counted.bothPct()).isEqualTo(36);
    }

    private static CitizenFile known(
            CitizenMonitor monitor, CitizenFile file, Citizen citizen, Predicate<LocalDate> recorded) {
        CitizenFile known = file;
        for (Event<?> event : citizen.events()) {
            if (recorded.test(Days.civil(event.recordedAt()))) {
                known = monitor.merge(known, event).file();
            }
        }
        return known;
    }

    private static CitizenFile said(Outcome outcome, Map<String, MeetingMeasure> measures) {
        outcome.measures()
                .forEach(row -> row.measure()
                        .ifPresentOrElse(
                                measure -> measures.put(row.meetingId(), measure),
                                () -> measures.remove(row.meetingId())));
        return outcome.file();
    }

    private static void count(Map<String, MeetingMeasure> measures, PublishedTable table) {
        measures.values()
                .forEach(measure -> table.add(
                        measure.participation().orElseThrow(),
                        measure.seniority().ordinal(),
                        1));
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
                .importPackages(JointMeetings.class.getPackageName())
                .that(DescribedPredicate.describe(
                        "make the history",
                        each -> !each.getName().contains("Test")
                                && !each.getName().contains("IT")));

        assertThat(makers).hasSizeGreaterThan(6);
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
