package dk.fristvagt.simulation.dream;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.wire.EventValidator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/**
 * Turns the weeks of one person into the events that would have come if the register had arrived week by week.
 *
 * <p>A week is known on the Monday after it, at six o'clock in Copenhagen. A spell is said open-ended when its first
 * week is known and closed when the first week without it is known; so a backtest never knows a day more than the
 * register did. A spell or an offer that runs through the last week of the file stays open: the file ends there, not the
 * benefit, and a monitor that took the end of a file for the end of every benefit would fall silent on everybody. An
 * offer is said with the week that is known of it, and as running on when its second week is known: whether it lasts the
 * 14 days after which it counts cannot be known before.
 *
 * <p>Everything follows from the person's id and the weeks, so a later file of the same register repeats the events of
 * an earlier one and adds to them.
 */
final class RegisterHistory {
    static final String SOURCE = "dream";

    private static final LocalTime KNOWN_AT = LocalTime.of(6, 0);

    private final CodeBook codes;
    private final String municipality;

    RegisterHistory(CodeBook codes, String municipality) {
        this.codes = codes;
        this.municipality = municipality;
    }

    /** What keeps two weeks in one spell. */
    private record Status(Group group, boolean employed) {}

    /** What keeps two weeks in one offer: another benefit or another kind of employer is another grant. */
    private record Activation(Group group, Meaning.Activity activity) {}

    /** Weeks in a row that have the same {@code key}. */
    private record Run<K>(K key, IsoWeek first, IsoWeek last) {}

    /**
     * The events of one person in the order in which they were recorded; each is valid.
     *
     * @param weeks in ascending order
     * @param lastWeek the last week of the file
     */
    List<Event<?>> events(String citizenId, List<CodedWeek> weeks, IsoWeek lastWeek) {
        List<Event<?>> events = new ArrayList<>();
        for (Run<Status> run : runs(weeks, this::status)) {
            spell(citizenId, run, lastWeek, events);
        }
        for (Run<Activation> run : runs(weeks, this::activation)) {
            offer(citizenId, run, lastWeek, events);
        }
        events.sort(Comparator.<Event<?>, Instant>comparing(Event::recordedAt)
                .thenComparing(event -> event.fact().kind()));
        events.forEach(RegisterHistory::valid);
        return events;
    }

    /** An event in which only {@code citizenId} can be wrong. */
    static Event<BenefitSpell> probe(String citizenId) {
        IsoWeek week = new IsoWeek(LocalDate.of(2019, 1, 7));
        Run<Status> run = new Run<>(new Status(Group.DAGPENGE, false), week, week);
        return event(citizenId, "probe", week, week, spell("probe", run, week.sunday(), "0000"));
    }

    private Optional<Status> status(CodedWeek week) {
        return codes.meaning(week.code(), week.week()) instanceof Meaning.OnBenefit benefit
                ? Optional.of(new Status(benefit.group(), benefit.employed()))
                : Optional.empty();
    }

    private Optional<Activation> activation(CodedWeek week) {
        return codes.meaning(week.code(), week.week()) instanceof Meaning.OnBenefit benefit
                ? benefit.activity().map(activity -> new Activation(benefit.group(), activity))
                : Optional.empty();
    }

    private static <K> List<Run<K>> runs(List<CodedWeek> weeks, Function<CodedWeek, Optional<K>> keyOf) {
        List<Run<K>> runs = new ArrayList<>();
        for (CodedWeek week : weeks) {
            Optional<K> key = keyOf.apply(week);
            if (key.isEmpty()) {
                continue;
            }
            int latest = runs.size() - 1;
            if (latest >= 0
                    && runs.get(latest).key().equals(key.get())
                    && runs.get(latest).last().isJustBefore(week.week())) {
                runs.set(latest, new Run<>(key.get(), runs.get(latest).first(), week.week()));
            } else {
                runs.add(new Run<>(key.get(), week.week(), week.week()));
            }
        }
        return runs;
    }

    private void spell(String citizenId, Run<Status> run, IsoWeek lastWeek, List<Event<?>> events) {
        String id = "dream-spell-" + run.first();
        events.add(event(citizenId, id, run.first(), run.first(), spell(id, run, Days.NEVER, municipality)));
        if (!run.last().equals(lastWeek)) {
            BenefitSpell closed = spell(id, run, run.last().sunday(), municipality);
            events.add(event(citizenId, id, run.first(), run.last().next(), closed));
        }
    }

    private void offer(String citizenId, Run<Activation> run, IsoWeek lastWeek, List<Event<?>> events) {
        String id = "dream-offer-" + run.first();
        Offer seen = offer(id, run, Offer.Status.STARTED, run.first().sunday());
        events.add(event(citizenId, id, run.first(), run.first(), seen));
        if (!run.last().equals(run.first())) {
            Offer goesOn = offer(id, run, Offer.Status.STARTED, Days.NEVER);
            events.add(event(citizenId, id, run.first(), run.first().next(), goesOn));
        }
        if (!run.last().equals(lastWeek)) {
            Offer ended = offer(id, run, Offer.Status.ENDED, run.last().sunday());
            events.add(event(citizenId, id, run.first(), run.last().next(), ended));
        }
    }

    private static BenefitSpell spell(String id, Run<Status> run, LocalDate to, String municipality) {
        return new BenefitSpell(
                id,
                run.key().group(),
                run.first().monday(),
                to,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BenefitSpell.Insurance.FULL_TIME,
                OptionalInt.empty(),
                run.key().employed(),
                false,
                false,
                municipality,
                Optional.empty());
    }

    private static Offer offer(String id, Run<Activation> run, Offer.Status status, LocalDate to) {
        return new Offer(
                id,
                run.key().activity().offer(),
                status,
                Optional.empty(),
                run.first().monday(),
                to);
    }

    /**
     * The event that says {@code fact}.
     *
     * @param began the first week of what it is about
     * @param known the last week that was known when it was said
     */
    private static <F extends Fact> Event<F> event(
            String citizenId, String objectId, IsoWeek began, IsoWeek known, F fact) {
        String name = String.join("|", SOURCE, citizenId, objectId, began.toString(), known.toString());
        Instant recordedAt =
                known.next().monday().atTime(KNOWN_AT).atZone(Days.COPENHAGEN).toInstant();
        String eventId =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        return new Event<>(eventId, citizenId, recordedAt, SOURCE, false, fact);
    }

    /** Everything that can be wrong was found when the file was checked, so what is found here is our own mistake. */
    private static void valid(Event<?> event) {
        EventValidator.check(event).ifPresent(invalid -> {
            throw new IllegalStateException("an imported event is not valid: " + invalid.sentence());
        });
    }
}
