package dk.fristvagt.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventJson;
import dk.fristvagt.wire.Units;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PopulationTest {
    static final List<String> PROFILES = ProfileYaml.BUILT_IN;

    private static Population population(String name, long citizens, long seed) {
        Profile profile = ProfileYaml.load(name);
        return new Population(profile, citizens, profile.firstDay(), profile.lastDay(), seed);
    }

    private static byte[] bytes(Population population) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EventLines lines = new EventLines(out)) {
            population.tell(lines, Population.Progress.NONE);
        }
        return out.toByteArray();
    }

    private static List<Event<?>> events(Population population) {
        List<Event<?>> events = new ArrayList<>();
        population.tell(events::add, Population.Progress.NONE);
        return events;
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void the_same_seed_gives_the_same_bytes(String profile) {
        assertThat(bytes(population(profile, 500, 7))).isEqualTo(bytes(population(profile, 500, 7)));
    }

    /** A seed means the same on every machine. Who changes a profile or the generator on purpose changes this too. */
    @Test
    void the_bytes_are_known() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(population("denmark-2022", 300, 1)));

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("56026e5bdf05b5e6c2bcf1d307e49b18651c58d1ba62706154f101491dbd5d3c");
    }

    @Test
    void another_seed_gives_another_population() {
        assertThat(bytes(population("denmark-2022", 20, 1))).isNotEqualTo(bytes(population("denmark-2022", 20, 2)));
    }

    @Test
    void a_citizen_does_not_depend_on_how_many_there_are() {
        String few = new String(bytes(population("denmark-2022", 100, 3)), StandardCharsets.UTF_8);
        String more = new String(bytes(population("denmark-2022", 200, 3)), StandardCharsets.UTF_8);

        assertThat(more).startsWith(few).hasSizeGreaterThan(few.length());
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void every_line_is_read_as_the_valid_event_that_was_written(String profile) throws Exception {
        Population population = population(profile, 1500, 11);
        List<Event<?>> events = events(population);
        List<String> lines =
                new String(bytes(population), StandardCharsets.UTF_8).lines().toList();

        assertThat(lines).hasSameSizeAs(events);
        for (int i = 0; i < lines.size(); i++) {
            EventJson.Read read = EventJson.read(lines.get(i));
            assertThat(read.checked()).isEqualTo(new CheckedEvent.Accepted(events.get(i)));
            assertThat(read.unknownFields()).isEmpty();
        }
        Set<Fact.Kind> kinds = EnumSet.noneOf(Fact.Kind.class);
        events.forEach(event -> kinds.add(event.fact().kind()));
        assertThat(kinds).containsExactly(Fact.Kind.values());
    }

    @ParameterizedTest
    @FieldSource("PROFILES")
    void events_are_recorded_in_the_period_and_in_order_and_after_the_first_day_in_office_hours(String profile) {
        Population population = population(profile, 500, 5);
        Set<String> ids = new HashSet<>();
        Set<String> told = new HashSet<>();
        Event<?> before = null;
        for (Event<?> event : events(population)) {
            ZonedDateTime recorded = event.recordedAt().atZone(Days.COPENHAGEN);
            assertThat(recorded.toLocalDate()).isBetween(population.from(), population.to());
            if (recorded.toLocalDate().isAfter(population.from())) {
                assertThat(recorded.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                assertThat(recorded.toLocalTime()).isBetween(LocalTime.of(7, 30), LocalTime.of(17, 30));
            }
            assertThat(ids.add(event.eventId())).isTrue();
            if (before != null && before.citizenId().equals(event.citizenId())) {
                assertThat(event.recordedAt()).isAfterOrEqualTo(before.recordedAt());
            } else {
                assertThat(told.add(event.citizenId()))
                        .as("citizens come one after the other")
                        .isTrue();
            }
            before = event;
        }
    }

    @Test
    void the_states_of_an_object_are_recorded_one_after_the_other() {
        Map<String, Instant> latest = new HashMap<>();
        for (Event<?> event : events(population("denmark-2026", 500, 9))) {
            String object =
                    event.citizenId() + event.fact().kind() + event.fact().objectKey();
            Instant before = latest.put(object, event.recordedAt());
            assertThat(before == null || before.isBefore(event.recordedAt())).isTrue();
        }
    }

    @Test
    void a_later_first_day_delivers_what_was_known_before_on_it() {
        Profile profile = ProfileYaml.load("denmark-2022");
        LocalDate first = LocalDate.of(2022, 3, 1);
        List<Event<?>> events = events(new Population(profile, 200, first, LocalDate.of(2022, 3, 31), 1));

        assertThat(events)
                .filteredOn(event -> event.fact().kind() == Fact.Kind.BENEFIT_SPELL)
                .anySatisfy(event -> {
                    assertThat(Days.civil(event.recordedAt())).isEqualTo(first);
                    assertThat(((BenefitSpell) event.fact()).from()).isBefore(first);
                });
    }

    @Test
    void municipalities_and_akasser_are_units() throws Exception {
        Units units = Units.load();
        Profile profile = ProfileYaml.load("denmark-2019");
        Chance chance = Chance.of(1, 1);
        for (int i = 0; i < 5000; i++) {
            Citizen citizen = Citizen.draw(profile, chance);
            assertThat(units.find("jobcenter-" + citizen.municipality())).isPresent();
            assertThat(units.find("akasse-" + citizen.akasse())).isPresent();
        }
    }
}
