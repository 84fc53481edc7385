package dk.fristvagt.testing;

import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * Deliberately nasty histories of made-up citizens, the same for the same number.
 *
 * <p>A {@link Life} is made up first, a careless {@link Registrar} and a careless {@link CaseWorker} then record it, near
 * the days on which something is due. Every event is valid by contract.md.
 */
public final class RandomHistories {
    /** The fewest events of a history. */
    public static final int LEAST_EVENTS = 5;

    /** The most events of a history. */
    public static final int MOST_EVENTS = 40;

    /** What leaves room for a duty that is done, moved and regretted. */
    private static final int ENOUGH_EVENTS = 34;

    private static final int GREATEST_NUMBER = 1_000_000_000;

    private RandomHistories() {}

    /** The history with {@code number}. */
    public static History history(long number) {
        Dice dice = new Dice(number);
        String citizenId = citizenId(dice, number);
        Pen pen = new Pen(dice, citizenId);
        Life life = new Life(dice, pen);
        pen.stopAfter(life.until());
        record(dice, pen, life);
        List<Event<?>> written = pen.written();
        return new History(number, citizenId, written.subList(0, Math.min(MOST_EVENTS, written.size())), life.until());
    }

    /** The histories with the numbers 1 to {@code count}. */
    public static Stream<History> first(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(RandomHistories::history);
    }

    /** Any history; shrinks by leaving out events. */
    public static Arbitrary<History> arbitrary() {
        return Arbitraries.fromGenerator(
                random -> new ShrinkableHistory(history(1L + random.nextInt(GREATEST_NUMBER))));
    }

    private static String citizenId(Dice dice, long number) {
        return switch (dice.weighted(60, 15, 15, 10)) {
            case 0 -> String.format("c%06d", number);
            case 1 -> "borger-" + number + '-' + dice.hex();
            case 2 -> dice.hex() + "-0000-4000-8000-" + String.format("%012d", number);
            default -> "børn-" + number + 'Æ';
        };
    }

    private static void record(Dice dice, Pen pen, Life life) {
        Registrar registrar = new Registrar(dice, pen, life);
        CaseWorker worker = new CaseWorker(dice, pen, life.begins().minusDays(20));
        List<Duty> duties = life.duties();
        Collections.shuffle(duties, dice.random());

        Turns turns = new Turns(dice, life, registrar, worker, duties);
        int taken = dice.oneOf(0, 1, 2, 3, 3);
        for (int i = 0; i < taken; i++) {
            turns.takeOne();
        }
        Stay last = life.stays().get(life.stays().size() - 1);
        boolean endedLongAgo = dice.chance(0.05);
        for (Stay stay : life.stays()) {
            if (stay == last && endedLongAgo) {
                registrar.findOutThatItEndedLongAgo(stay);
            } else {
                registrar.record(stay, duties);
            }
        }
        registrar.reportHours();

        // Some lives are left alone: what is due goes overdue, lapses or ceases.
        double zeal = taken > 0 ? dice.oneOf(0.0, 0.2, 0.5) : dice.oneOf(0.15, 0.5, 0.8, 1.0);
        for (Duty duty : duties) {
            if (pen.count() < ENOUGH_EVENTS && dice.chance(zeal)) {
                worker.attendTo(duty);
            }
        }
        addNoise(dice, pen, life, worker);
    }

    private static void addNoise(Dice dice, Pen pen, Life life, CaseWorker worker) {
        int noise = dice.oneOf(0, 0, 1, 2);
        while (noise-- > 0 || pen.count() < LEAST_EVENTS) {
            LocalDate day = life.begins().plusDays(dice.between(0, 500));
            switch (dice.between(0, 3)) {
                case 0 -> worker.meetAnyhow(day);
                case 1 ->
                    worker.offerAnyhow(
                            dice.chance(0.5)
                                    ? dice.oneOf(
                                            LocalDate.of(2023, 3, 21),
                                            LocalDate.of(2023, 3, 22),
                                            LocalDate.of(2026, 6, 30),
                                            LocalDate.of(2026, 7, 1))
                                    : day);
                case 2 -> worker.exempt(day, dice.oneOf(Exemption.Obligation.values()));
                default -> addTie(dice, pen, day);
            }
        }
        if (dice.chance(0.2)) {
            pen.repeatOne();
        }
    }

    private static void addTie(Dice dice, Pen pen, LocalDate day) {
        Meeting meeting = new Meeting(
                pen.newId("m"),
                dice.oneOf(Meeting.Type.values()),
                Meeting.Status.HELD,
                Optional.empty(),
                Optional.of(day),
                Optional.of(day),
                Meeting.Convener.JOBCENTER,
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        Cv cv = new Cv(pen.newId("v"), Optional.of(day), Optional.of(day), Optional.empty(), false);
        if (dice.chance(0.75)) {
            pen.writeTie(day, cv, new Cv(cv.cvId(), cv.registeredOn(), Optional.empty(), Optional.empty(), true));
        } else {
            pen.writeConflict(day, meeting, cancelled(meeting));
        }
    }

    private static Meeting cancelled(Meeting meeting) {
        return new Meeting(
                meeting.meetingId(),
                meeting.type(),
                Meeting.Status.CANCELLED,
                meeting.bookedOn(),
                meeting.plannedOn(),
                Optional.empty(),
                meeting.convenedBy(),
                meeting.akasseInvitedOn(),
                meeting.citizenDeclinedAkasse(),
                meeting.participation(),
                meeting.form());
    }

    /** A history that becomes simpler with every event left out. */
    private record ShrinkableHistory(History value) implements Shrinkable<History> {
        @Override
        public Stream<Shrinkable<History>> shrink() {
            int size = value.events().size();
            return IntStream.iterate(size / 2, chunk -> chunk > 0, chunk -> chunk / 2)
                    .boxed()
                    .flatMap(chunk -> IntStream.iterate(0, from -> from < size, from -> from + chunk)
                            .mapToObj(from -> without(from, Math.min(size, from + chunk))))
                    .filter(shorter -> !shorter.value().events().isEmpty());
        }

        private Shrinkable<History> without(int from, int to) {
            List<Event<?>> left = new ArrayList<>(value.events());
            left.subList(from, to).clear();
            return new ShrinkableHistory(value.with(left));
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(value.events().size());
        }
    }
}
