package dk.fristvagt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.wire.EventValidator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Shrinkable;
import org.junit.jupiter.api.Test;

class RandomHistoriesTest {
    private static final List<History> THOUSAND = RandomHistories.first(1_000).toList();

    @Test
    void the_same_number_gives_the_same_history() {
        assertThat(RandomHistories.first(50).toList()).isEqualTo(THOUSAND.subList(0, 50));
    }

    @Test
    void a_history_has_5_to_40_events_of_one_citizen_up_to_its_last_day() {
        assertThat(THOUSAND).allSatisfy(history -> {
            assertThat(history.events())
                    .hasSizeBetween(RandomHistories.LEAST_EVENTS, RandomHistories.MOST_EVENTS)
                    .allMatch(event -> event.citizenId().equals(history.citizenId()))
                    .allMatch(event -> !History.recordedDay(event).isAfter(history.until()));
        });
    }

    @Test
    void every_event_is_valid_by_the_contract() {
        assertThat(THOUSAND.stream().flatMap(history -> history.events().stream()))
                .allSatisfy(event -> assertThat(EventValidator.check(event)).isEmpty());
    }

    @Test
    void a_history_that_fails_shrinks_by_losing_events_and_nothing_else() {
        Shrinkable<History> history =
                RandomHistories.arbitrary().generator(1_000).next(new Random(1));

        List<History> shrunk = history.shrink().map(Shrinkable::value).toList();

        assertThat(shrunk).isNotEmpty().allSatisfy(shorter -> {
            assertThat(shorter.events())
                    .isSubsetOf(history.value().events())
                    .hasSizeBetween(1, history.value().events().size() - 1);
            assertThat(shorter.with(history.value().events())).isEqualTo(history.value());
        });
    }

    @Test
    void citizens_are_different_persons() {
        assertThat(THOUSAND.stream().map(History::citizenId)).doesNotHaveDuplicates();
    }

    @Test
    void every_symbol_of_the_contract_occurs() {
        Set<Object> seen = new HashSet<>();
        Set<Fact.Kind> kinds = EnumSet.noneOf(Fact.Kind.class);
        Set<Fact.Kind> annulled = EnumSet.noneOf(Fact.Kind.class);
        THOUSAND.stream().flatMap(history -> history.events().stream()).forEach(event -> {
            kinds.add(event.fact().kind());
            if (event.annulled()) {
                annulled.add(event.fact().kind());
            }
            if (event.fact() instanceof BenefitSpell spell) {
                seen.add(spell.group());
                seen.add(spell.insurance());
            } else if (event.fact() instanceof Meeting meeting) {
                seen.add(meeting.type());
                seen.add(meeting.status());
                seen.add(meeting.convenedBy());
            } else if (event.fact() instanceof Offer offer) {
                seen.add(offer.type());
                seen.add(offer.status());
            }
        });
        assertThat(kinds).containsExactly(Fact.Kind.values());
        assertThat(annulled).containsExactly(Fact.Kind.values());
        assertThat(seen)
                .contains((Object[]) Group.values())
                .contains((Object[]) BenefitSpell.Insurance.values())
                .contains((Object[]) Meeting.Type.values())
                .contains((Object[]) Meeting.Status.values())
                .contains((Object[]) Meeting.Convener.values())
                .contains((Object[]) Offer.Type.values());
    }

    @Test
    void duplicates_ties_and_conflicts_occur() {
        int duplicates = 0;
        int ties = 0;
        int conflicts = 0;
        for (History history : THOUSAND) {
            List<Event<?>> events = history.events();
            // Events with one stamp stand beside each other.
            for (int i = 1; i < events.size(); i++) {
                Event<?> one = events.get(i - 1);
                Event<?> other = events.get(i);
                boolean sameTime = one.recordedAt().equals(other.recordedAt());
                boolean sameId = one.eventId().equals(other.eventId());
                duplicates += sameTime && one.equals(other) ? 1 : 0;
                ties += sameTime && !sameId ? 1 : 0;
                conflicts += sameTime && sameId && !one.equals(other) ? 1 : 0;
            }
        }
        assertThat(List.of(duplicates, ties, conflicts)).allMatch(count -> count >= 20);
    }

    @Test
    void recorded_days_reach_every_year_from_2019_to_2027() {
        Set<Integer> years = THOUSAND.stream()
                .flatMap(history -> history.events().stream())
                .map(event -> History.recordedDay(event).getYear())
                .collect(Collectors.toSet());
        assertThat(years).contains(2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027);
    }
}
