package dk.fristvagt.simulation.dream;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Offer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an import counted. */
public final class Tally {
    private final Map<Oddity, SortedMap<Integer, Count>> odd = new EnumMap<>(Oddity.class);
    private final Map<Group, Long> spells = new EnumMap<>(Group.class);
    private final Map<Offer.Type, Long> offers = new EnumMap<>(Offer.Type.class);
    private IsoWeek firstWeek;
    private IsoWeek lastWeek;
    private long persons;
    private long personsOnBenefit;
    private long codedWeeks;
    private long events;
    private long openSpells;
    private long openOffers;
    private long spellsFromTheStart;

    Tally() {}

    /** Why a code was not, or not wholly, understood. */
    public enum Oddity {
        /** Not in the code book. */
        UNKNOWN,
        /** In the code book, but not for this week. */
        NOT_THEN,
        /** The benefit is known, the activity that the last digit names is not. */
        NO_ACTIVITY
    }

    /**
     * How often an odd code was met.
     *
     * @param firstLine the first line of the first person who has it
     */
    public record CodeUse(int code, long weeks, long persons, long firstLine) {}

    private static final class Count {
        private final long firstLine;
        private long weeks;
        private long persons;
        private long latestPerson;

        Count(long firstLine) {
            this.firstLine = firstLine;
        }
    }

    /** Counts the weeks of the next person. */
    void person(long line, List<CodedWeek> weeks, CodeBook codes) {
        persons++;
        codedWeeks += weeks.size();
        for (CodedWeek week : weeks) {
            Meaning meaning = codes.meaning(week.code(), week.week());
            if (meaning instanceof Meaning.Unknown unknown) {
                count(unknown.atOtherTimes() ? Oddity.NOT_THEN : Oddity.UNKNOWN, week.code(), line);
            } else if (meaning instanceof Meaning.OnBenefit benefit && benefit.activityUnknown()) {
                count(Oddity.NO_ACTIVITY, week.code(), line);
            }
        }
        if (!weeks.isEmpty()) {
            IsoWeek first = weeks.get(0).week();
            IsoWeek last = weeks.get(weeks.size() - 1).week();
            firstWeek = firstWeek == null || first.compareTo(firstWeek) < 0 ? first : firstWeek;
            lastWeek = lastWeek == null || last.compareTo(lastWeek) > 0 ? last : lastWeek;
        }
    }

    private void count(Oddity oddity, int code, long line) {
        Count count = odd.computeIfAbsent(oddity, o -> new TreeMap<>()).computeIfAbsent(code, c -> new Count(line));
        count.weeks++;
        if (count.latestPerson != persons) {
            count.latestPerson = persons;
            count.persons++;
        }
    }

    /** Counts the events of one person from a file whose first coded week is {@code begin}. */
    void written(List<Event<?>> ofPerson, IsoWeek begin) {
        personsOnBenefit += ofPerson.isEmpty() ? 0 : 1;
        events += ofPerson.size();
        for (Event<?> event : ofPerson) {
            if (event.fact() instanceof BenefitSpell spell) {
                spell(spell, begin);
            } else if (event.fact() instanceof Offer offer) {
                offer(offer);
            }
        }
    }

    private void spell(BenefitSpell spell, IsoWeek begin) {
        if (Days.exists(spell.to())) {
            openSpells--;
        } else {
            openSpells++;
            spells.merge(spell.group(), 1L, Long::sum);
            spellsFromTheStart += spell.from().equals(begin.monday()) ? 1 : 0;
        }
    }

    private void offer(Offer offer) {
        if (offer.status() == Offer.Status.ENDED) {
            openOffers--;
        } else if (Days.exists(offer.to())) {
            openOffers++;
            offers.merge(offer.type(), 1L, Long::sum);
        }
    }

    /** Whether {@code other} counted the same file. */
    boolean sameFileAs(Tally other) {
        return persons == other.persons
                && codedWeeks == other.codedWeeks
                && firstWeek().equals(other.firstWeek())
                && lastWeek().equals(other.lastWeek());
    }

    public long persons() {
        return persons;
    }

    public long personsOnBenefit() {
        return personsOnBenefit;
    }

    /** Weeks of persons that have a code. */
    public long codedWeeks() {
        return codedWeeks;
    }

    /** The first week in which anybody has a code. */
    public Optional<IsoWeek> firstWeek() {
        return Optional.ofNullable(firstWeek);
    }

    /** The last week in which anybody has a code: the end of the register that the file holds. */
    public Optional<IsoWeek> lastWeek() {
        return Optional.ofNullable(lastWeek);
    }

    public Map<Group, Long> spells() {
        return Collections.unmodifiableMap(spells);
    }

    /** Spells that run through the last week. */
    public long openSpells() {
        return openSpells;
    }

    /** Spells that begin in the first week: they may have begun before it. */
    public long spellsFromTheStart() {
        return spellsFromTheStart;
    }

    public Map<Offer.Type, Long> offers() {
        return Collections.unmodifiableMap(offers);
    }

    /** Offers that run through the last week. */
    public long openOffers() {
        return openOffers;
    }

    public long events() {
        return events;
    }

    /** The codes that are odd in this way, in ascending order. */
    public List<CodeUse> codes(Oddity oddity) {
        return odd.getOrDefault(oddity, Collections.emptySortedMap()).entrySet().stream()
                .map(entry -> new CodeUse(
                        entry.getKey(), entry.getValue().weeks, entry.getValue().persons, entry.getValue().firstLine))
                .toList();
    }
}
