package dk.fristvagt.simulation;

import java.time.LocalDate;

/**
 * A population of citizens, told one after the other: constant memory, and each citizen depends on the profile, the
 * period, the seed and the citizen's number alone.
 *
 * @param from first recorded day; what was known before is delivered on it
 * @param to last recorded day
 */
public record Population(Profile profile, long citizens, LocalDate from, LocalDate to, long seed) {
    /** Hears how far a population has been told. */
    @FunctionalInterface
    public interface Progress {
        /** Hears nothing. */
        Progress NONE = (told, events) -> {};

        /** {@code told} citizens with {@code events} events are done. */
        void told(long told, long events);
    }

    /**
     * Gives all events to {@code sink}: by citizen, and of one citizen by (recordedAt, eventId).
     *
     * @return how many events they are
     */
    public long tell(EventSink sink, Progress progress) {
        int first = CivilDay.of(from);
        int last = CivilDay.of(to);
        long events = 0;
        for (long number = 0; number < citizens; number++) {
            events += CitizenHistory.tell(profile, Chance.of(seed, number), first, last, sink);
            progress.told(number + 1, events);
        }
        return events;
    }
}
