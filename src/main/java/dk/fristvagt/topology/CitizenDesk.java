package dk.fristvagt.topology;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Merge;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.CitizenFileCodec.UnreadableStateException;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.StoredCitizen;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to one citizen what an event or a day asks for: asks the core, stores the file and the agenda entry, says what is to
 * be said.
 *
 * <p>Whatever the core does with one citizen, the others go on. A step is worked out to the last byte before anything of
 * it is stored or sent, and a step that cannot be worked out becomes a smaller one (merge without evaluating, and look
 * again in an hour) or a dead letter. What is thrown from here concerns the whole task: a store that is damaged.
 */
final class CitizenDesk {
    /** The largest file that an event may lead to (architecture.md, state). */
    static final int MAX_FILE_BYTES = 512 * 1024;

    /**
     * The largest file that is stored at all. A day is no event that could be refused: it may add ledger and rows to a
     * file that is nearly full, as long as the changelog takes it.
     */
    static final int MAX_STORED_BYTES = 3 * MAX_FILE_BYTES;

    /** How long an evaluation is put off that only lacks the schema registry. */
    static final Duration REGISTRY_PAUSE = Duration.ofMinutes(1);

    /** How long a citizen is put off who was evaluated with a newer rulebook than this program's. */
    static final Duration NEWER_RULEBOOK_PAUSE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(CitizenDesk.class);

    private final String task;
    private final CitizenCore core;
    private final CitizenStores stores;
    private final Outbox outbox;
    private final Reading reading;
    private final BusinessDay businessDay;
    private final TrustedTime time;
    private final MonitorStatus status;
    private final Seldom quarantines = new Seldom();
    private boolean newerRulebook;

    CitizenDesk(
            String task,
            CitizenCore core,
            CitizenStores stores,
            Outbox outbox,
            Reading reading,
            BusinessDay businessDay,
            TrustedTime time,
            MonitorStatus status) {
        this.task = task;
        this.core = core;
        this.stores = stores;
        this.outbox = outbox;
        this.reading = reading;
        this.businessDay = businessDay;
        this.time = time;
        this.status = status;
    }

    /** Whether a citizen was met whom a newer program has evaluated: this one must not judge him by older rules. */
    boolean metNewerRulebook() {
        return newerRulebook;
    }

    /** Takes in an event; gives why it could not be, or why it is of no use. */
    Optional<Cause> take(Event<?> event) {
        status.taken(event);
        Optional<StoredCitizen> before;
        try {
            before = stores.citizen(event.citizenId());
        } catch (UnreadableStateException unreadable) {
            return Optional.of(Cause.FAILED);
        }
        CitizenFile file = before.map(StoredCitizen::file).orElseGet(() -> CitizenFile.empty(event.citizenId()));
        Optional<LocalDate> today =
                reading.phase() == Phase.CATCHING_UP ? Optional.empty() : businessDay.today(time.now());
        boolean late = today.filter(Days.civil(event.recordedAt())::isBefore).isPresent();
        Optional<LocalDate> day = late || mustWait(file) ? Optional.empty() : today;
        Optional<Step> step = day.isPresent()
                ? apply(before, file, event, day.get())
                : attempt(() -> owing(before, core.merge(file, event)));
        if (step.isEmpty()) {
            return Optional.of(Cause.FAILED);
        }
        if (step.get().bytes() > MAX_FILE_BYTES && step.get().grows()) {
            return Optional.of(Cause.FILE_FULL);
        }
        make(step.get());
        if (step.get().alerts() > 0) {
            status.answered(
                    Duration.between(event.recordedAt(), time.now()), step.get().alerts());
        }
        if (step.get().changed() && late) {
            reading.late();
        }
        return step.get().merge() == Merge.BEHIND_HORIZON ? Optional.of(Cause.BEHIND_HORIZON) : Optional.empty();
    }

    /** Does what {@code entry} is a reminder of. */
    void wake(CitizenStores.Entry entry, LocalDate day) {
        Optional<StoredCitizen> before;
        try {
            before = stores.citizen(entry.citizenId());
        } catch (UnreadableStateException unreadable) {
            stores.putOff(entry, later(Quarantine.FIRST));
            status.add(Count.UNREADABLE_FILES, 1);
            LOG.error(
                    "A citizen's file in task {} cannot be read ({}); it is tried again in an hour",
                    task,
                    unreadable.getClass().getSimpleName());
            return;
        }
        if (before.isEmpty() || before.get().wakeEpochSecond() != entry.wake()) {
            stores.drop(entry);
            status.add(Count.STALE_ENTRIES, 1);
        } else {
            make(begin(before.get(), day));
        }
    }

    // ---- what is to be done

    private Step begin(StoredCitizen before, LocalDate day) {
        if (isTooNew(before.file())) {
            return putOff(before, NEWER_RULEBOOK_PAUSE, before.failures());
        }
        try {
            Step step = evaluated(Optional.of(before), core.beginDay(before.file(), day), day);
            if (step.bytes() > MAX_STORED_BYTES) {
                throw new IllegalStateException("a day made a file larger than " + MAX_STORED_BYTES + " bytes");
            }
            if (step.after().wakeEpochSecond() == before.wakeEpochSecond() && !step.purged()) {
                throw new IllegalStateException(
                        "a citizen whose turn had come is to be woken at the same instant again");
            }
            return step;
        } catch (RegistryException unavailable) {
            return putOff(before, REGISTRY_PAUSE, before.failures());
        } catch (RuntimeException | StackOverflowError failure) {
            int failures = before.failures() + 1;
            report(failure, failures);
            return putOff(before, Quarantine.after(failures), failures);
        }
    }

    /** Evaluates now; when that fails, merges and leaves the rest to the agenda. */
    private Optional<Step> apply(Optional<StoredCitizen> before, CitizenFile file, Event<?> event, LocalDate day) {
        try {
            return Optional.of(evaluated(before, core.apply(file, event, day), day));
        } catch (RegistryException unavailable) {
            return attempt(() -> merged(before, core.merge(file, event), later(REGISTRY_PAUSE), failures(before)));
        } catch (RuntimeException | StackOverflowError failure) {
            int failures = failures(before) + 1;
            report(failure, failures);
            return attempt(() -> merged(before, core.merge(file, event), later(Quarantine.after(failures)), failures));
        }
    }

    /** Whether a citizen may be merged only, whatever the day is. */
    private boolean mustWait(CitizenFile file) {
        return isTooNew(file) || reading.phase() == Phase.BACKLOG && owes(file);
    }

    private boolean isTooNew(CitizenFile file) {
        boolean tooNew = file.rulebookNumber() > core.rulebookNumber();
        newerRulebook |= tooNew;
        return tooNew;
    }

    private static boolean owes(CitizenFile file) {
        return file.nextDay().equals(CitizenFile.AT_ONCE);
    }

    // ---- steps

    /**
     * What is to be stored and said about one citizen, ready to the last byte.
     *
     * @param outcome empty when only the wake changes
     * @param encoded {@code after} as it is stored; empty when there is nothing to store
     */
    private record Step(
            Optional<StoredCitizen> before,
            StoredCitizen after,
            Optional<byte[]> encoded,
            Optional<Outcome> outcome,
            List<Outbox.Message> messages) {
        int bytes() {
            return encoded.map(bytes -> bytes.length).orElse(0);
        }

        /** Whether it makes the file larger: what makes a full one smaller is welcome. */
        boolean grows() {
            return before.map(CitizenFileCodec::encode)
                    .filter(bytes -> bytes.length >= bytes())
                    .isEmpty();
        }

        boolean changed() {
            return outcome.filter(Outcome::changed).isPresent();
        }

        int alerts() {
            return outcome.map(Outcome::alerts).map(List::size).orElse(0);
        }

        boolean purged() {
            return outcome.filter(Outcome::purged).isPresent();
        }

        Merge merge() {
            return outcome.flatMap(Outcome::merge).orElse(Merge.UNCHANGED);
        }
    }

    /** The step of a citizen who has been evaluated on {@code day}; fails when the core owes an evaluation even so. */
    private Step evaluated(Optional<StoredCitizen> before, Outcome outcome, LocalDate day) {
        if (outcome.purged()) {
            return step(before, outcome, CitizenStores.NO_WAKE, 0);
        }
        LocalDate next = outcome.file().nextDay();
        if (!next.isAfter(day)) {
            throw new IllegalStateException("the core evaluated on a day and then asked to be woken on it again");
        }
        long wake = Days.exists(next) ? AgendaKeys.midnight(next).getEpochSecond() : CitizenStores.NO_WAKE;
        return step(before, outcome, wake, 0);
    }

    /** The step of a citizen who now owes an evaluation, as soon as the agenda gets to it. */
    private Step owing(Optional<StoredCitizen> before, Outcome outcome) {
        int failures = failures(before);
        boolean owedBefore =
                failures == 0 && before.filter(stored -> owes(stored.file())).isPresent();
        return merged(before, outcome, owedBefore ? before.get().wakeEpochSecond() : now(), failures);
    }

    /** The step of a citizen who has only been merged and is to be evaluated at {@code wake}. */
    private Step merged(Optional<StoredCitizen> before, Outcome outcome, long wake, int failures) {
        if (outcome.changed()) {
            return step(before, outcome, wake, failures);
        }
        StoredCitizen unchanged = before.orElseGet(() -> new StoredCitizen(outcome.file(), CitizenStores.NO_WAKE, 0));
        return new Step(before, unchanged, Optional.empty(), Optional.of(outcome), List.of());
    }

    private Step step(Optional<StoredCitizen> before, Outcome outcome, long wake, int failures) {
        StoredCitizen after = new StoredCitizen(outcome.file(), wake, failures);
        boolean different = outcome.changed()
                || before.filter(b -> b.wakeEpochSecond() != wake || b.failures() != failures)
                        .isPresent();
        Optional<byte[]> encoded =
                different && !outcome.purged() ? Optional.of(CitizenFileCodec.encode(after)) : Optional.empty();
        return new Step(before, after, encoded, Optional.of(outcome), outbox.encode(outcome, time.forOutput()));
    }

    private Step putOff(StoredCitizen before, Duration wait, int failures) {
        StoredCitizen after = new StoredCitizen(before.file(), later(wait), failures);
        return new Step(
                Optional.of(before), after, Optional.of(CitizenFileCodec.encode(after)), Optional.empty(), List.of());
    }

    private void make(Step step) {
        if (step.purged()) {
            step.before().ifPresent(stores::purge);
        } else if (step.encoded().isPresent()) {
            stores.save(step.before(), step.after(), step.encoded().get());
        }
        step.messages().forEach(outbox::send);
        step.outcome().ifPresent(status::add);
    }

    private Optional<Step> attempt(Supplier<Step> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.error("An event could not be merged in task {}: {}", task, Faults.describe(failure));
            return Optional.empty();
        }
    }

    private void report(Throwable failure, int failures) {
        status.add(Count.QUARANTINED, 1);
        if (quarantines.isWorthALine()) {
            LOG.error(
                    "The evaluation of a citizen in task {} failed, {} times in a row ({} failures of the task since it was"
                            + " assigned). What is known is kept, and it is tried again after {}. {}",
                    task,
                    failures,
                    quarantines.times(),
                    Quarantine.after(failures),
                    Faults.describe(failure));
        }
    }

    private static int failures(Optional<StoredCitizen> before) {
        return before.map(StoredCitizen::failures).orElse(0);
    }

    private long later(Duration wait) {
        return now() + wait.toSeconds();
    }

    /** Now, as the agenda has it; a clock that is not believed counts for nothing. */
    private long now() {
        Instant now = time.now();
        boolean believed = time.agreement(now) != TrustedTime.Agreement.DIFFER;
        return stores.earliestWake(believed ? now : stores.cursor());
    }
}
