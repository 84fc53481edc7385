package dk.fristvagt.topology;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Merge;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.topology.Intake.Verdict;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.wire.AvroDeadlines;
import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.CitizenFileCodec.UnreadableStateException;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.StoredCitizen;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events and the days of the citizens of one task to the core, in one order, and does what the core says.
 *
 * <p>Whatever the core does with one citizen, the others go on: a step is worked out to the last byte before anything of
 * it is stored or sent, and a step that cannot be worked out becomes a smaller one (merge without evaluating, and look
 * again in an hour) or a dead letter. What is thrown from here concerns the whole task: a store that is damaged, a cursor
 * that lies in the future.
 */
final class CitizenProcessor implements Processor<byte[], byte[], Object, Object> {
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

    /** Entries read at a time; the budget of a pass is looked at after each one. */
    private static final int BATCH = 100;

    /** Records that waited for a schema and go on in one tick. */
    private static final int PARKED_PER_TICK = 200;

    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private static final Logger LOG = LoggerFactory.getLogger(CitizenProcessor.class);

    private final CitizenCore core;
    private final MonitorParts parts;
    private final MonitorStatus status;
    private final TrustedTime time;

    private ProcessorContext<Object, Object> context;
    private String task;
    private Intake intake;
    private CitizenStores stores;
    private Outbox outbox;
    private Reading reading;
    private BusinessDay businessDay;
    private MonitorStatus.Report report;

    private boolean opened;
    private boolean newerRulebook;
    private boolean moreDue;
    private Optional<LocalDate> cursorStoredOn = Optional.empty();
    private Cancellable ticking;
    private boolean hurrying;
    private final Seldom quarantines = new Seldom();
    private final Seldom burials = new Seldom();

    CitizenProcessor(CitizenCore core, MonitorParts parts) {
        this.core = core;
        this.parts = parts;
        this.status = parts.status();
        this.time = new TrustedTime(parts.clock(), parts.brokerTime());
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        task = context.taskId().toString();
        int partition = context.taskId().partition();
        intake = new Intake(parts.decoder(), parts.partitions());
        stores = new CitizenStores(context.getStateStore(Names.CITIZENS), context.getStateStore(Names.AGENDA));
        outbox = new Outbox(
                context, parts.topics(), parts.units(), new AvroDeadlines(parts.workingDays()), parts.serdes());
        Set<TopicPartition> inputs = parts.topics().inputs().stream()
                .map(topic -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
        reading = new Reading(task, inputs, parts.endOffsets(), parts.positions(), parts.nanoTime());
        businessDay = new BusinessDay(task, time);
        report = status.open(task);
        reading.begin();
        ticking = schedule(parts.pace().tick());
    }

    @Override
    public void close() {
        reading.end();
        report.close();
    }

    // ---- events

    @Override
    public void process(Record<byte[], byte[]> record) {
        open();
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of an input topic has no origin"));
        Received received = new Received(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                Optional.ofNullable(record.key()),
                Optional.ofNullable(record.value()));
        Verdict verdict = intake.judge(received, time.latest());
        if (verdict instanceof Verdict.NotYet) {
            stores.park(received);
            status.add(Count.PARKED, 1);
        } else {
            follow(verdict, received);
        }
        reading.processed(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
    }

    private void follow(Verdict verdict, Received received) {
        if (verdict instanceof Verdict.Accepted accepted) {
            take(accepted.event(), received);
        } else if (verdict instanceof Verdict.Refused refused) {
            bury(received, refused.cause());
        }
    }

    private void take(Event<?> event, Received received) {
        status.add(Count.EVENTS, 1);
        Optional<StoredCitizen> before;
        try {
            before = stores.citizen(event.citizenId());
        } catch (UnreadableStateException unreadable) {
            bury(received, Cause.FAILED);
            return;
        }
        CitizenFile file = before.map(StoredCitizen::file).orElseGet(() -> CitizenFile.empty(event.citizenId()));
        Optional<LocalDate> day = dayToEvaluateOn(file, event);
        Optional<Step> step = day.isPresent()
                ? apply(before, file, event, day.get())
                : attempt(() -> owing(before, core.merge(file, event), failures(before)));
        if (step.isEmpty()) {
            bury(received, Cause.FAILED);
        } else if (step.get().bytes() > MAX_FILE_BYTES) {
            bury(received, Cause.FILE_FULL);
        } else {
            take(step.get());
            if (step.get().merge() == Merge.BEHIND_HORIZON) {
                bury(received, Cause.BEHIND_HORIZON);
            }
            if (step.get().changed() && isLate(event)) {
                reading.late();
            }
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

    private Optional<LocalDate> dayToEvaluateOn(CitizenFile file, Event<?> event) {
        if (reading.phase() == Phase.CATCHING_UP) {
            return Optional.empty();
        }
        Optional<LocalDate> day = businessDay.today();
        if (day.isEmpty() || recordedBefore(day.get(), event) || isTooNew(file)) {
            return Optional.empty();
        }
        boolean owesAnEvaluation = file.nextDay().equals(CitizenFile.AT_ONCE);
        return reading.phase() == Phase.BACKLOG && owesAnEvaluation ? Optional.empty() : day;
    }

    private boolean isLate(Event<?> event) {
        return reading.phase() != Phase.CATCHING_UP
                && businessDay.today().filter(day -> recordedBefore(day, event)).isPresent();
    }

    private static boolean recordedBefore(LocalDate day, Event<?> event) {
        return Days.civil(event.recordedAt()).isBefore(day);
    }

    private boolean isTooNew(CitizenFile file) {
        boolean tooNew = file.rulebookNumber() > core.rulebookNumber();
        newerRulebook |= tooNew;
        return tooNew;
    }

    private void bury(Received received, Cause cause) {
        outbox.bury(DeadLetters.of(received, cause, time.forOutput()));
        status.deadLetter(cause);
        if (burials.isWorthALine()) {
            LOG.warn(
                    "Dead letter {}: {}-{} offset {} ({} of task {} since it was assigned)",
                    cause,
                    received.topic(),
                    received.partition(),
                    received.offset(),
                    burials.times(),
                    task);
        }
    }

    // ---- days

    private void tick() {
        open();
        goOnWithParked();
        reading.look(stores.parked() == 0);
        Optional<LocalDate> day = businessDay.today();
        moreDue = false;
        if (reading.phase() == Phase.LIVE && day.isPresent()) {
            moreDue = workOff(day.get());
        }
        hurry(moreDue || stores.parked() > 0 && !parts.decoder().waiting());
        report.update(state(day));
    }

    /** Works off what is due, within the budget of a pass; gives whether there is more. */
    private boolean workOff(LocalDate day) {
        Instant now = time.now();
        long second = stores.earliestWake(now);
        boolean worked = false;
        if (stores.mayBeDue(second)) {
            long stop = parts.nanoTime().getAsLong() + parts.pace().passTime().toNanos();
            int left = parts.pace().passCount();
            while (true) {
                List<CitizenStores.Entry> due = stores.due(second, Math.min(left, BATCH));
                for (CitizenStores.Entry entry : due) {
                    wake(entry, day);
                    stores.handled(entry);
                    worked = true;
                    left--;
                    if (left == 0 || parts.nanoTime().getAsLong() - stop >= 0) {
                        stores.storeCursor();
                        return true;
                    }
                }
                if (due.isEmpty()) {
                    break;
                }
            }
        }
        stores.allHandledUpTo(second);
        if (worked || !cursorStoredOn.equals(Optional.of(day))) {
            stores.storeCursor();
            cursorStoredOn = Optional.of(day);
        }
        return false;
    }

    private void wake(CitizenStores.Entry entry, LocalDate day) {
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
            return;
        }
        CitizenFile file = before.get().file();
        if (isTooNew(file)) {
            take(putOff(before, later(NEWER_RULEBOOK_PAUSE), failures(before)));
            return;
        }
        Step step;
        try {
            step = evaluated(before, core.beginDay(file, day), day);
            if (step.bytes() > MAX_STORED_BYTES) {
                throw new IllegalStateException("a day made a file larger than " + MAX_STORED_BYTES + " bytes");
            }
        } catch (RegistryException unavailable) {
            step = putOff(before, later(REGISTRY_PAUSE), failures(before));
        } catch (RuntimeException | StackOverflowError failure) {
            int failures = failures(before) + 1;
            report(failure, failures);
            step = putOff(before, later(Quarantine.after(failures)), failures);
        }
        take(step);
    }

    private void goOnWithParked() {
        if (stores.parked() == 0 || parts.decoder().waiting()) {
            return;
        }
        for (Received received : stores.parked(PARKED_PER_TICK)) {
            Verdict verdict = intake.judge(received, time.latest());
            if (verdict instanceof Verdict.NotYet) {
                return;
            }
            stores.unpark(received);
            follow(verdict, received);
        }
    }

    /** Ticks as often as Kafka Streams lets it while there is something to do, and leisurely else. */
    private void hurry(boolean now) {
        if (now != hurrying) {
            hurrying = now;
            ticking.cancel();
            ticking = schedule(now ? AT_ONCE : parts.pace().tick());
        }
    }

    private Cancellable schedule(Duration interval) {
        return context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick());
    }

    private void open() {
        if (opened) {
            return;
        }
        // The first cursor is the day before, so that the first day begins like every other.
        stores.open(AgendaKeys.midnight(Days.civil(time.now()).minusDays(1)));
        businessDay.open(stores.cursor());
        if (stores.cursorStored()) {
            cursorStoredOn = Optional.of(Days.civil(stores.cursor()));
        }
        opened = true;
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

        boolean changed() {
            return outcome.filter(Outcome::changed).isPresent();
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
        LocalDate next = outcome.file().nextDay();
        if (outcome.purged()) {
            return step(before, outcome, CitizenStores.NO_WAKE, 0);
        }
        if (!next.isAfter(day)) {
            throw new IllegalStateException("the core evaluated on a day and then asked to be woken on it again");
        }
        long wake = Days.exists(next) ? AgendaKeys.midnight(next).getEpochSecond() : CitizenStores.NO_WAKE;
        return step(before, outcome, wake, 0);
    }

    /** The step of a citizen who now owes an evaluation, as soon as the agenda gets to it. */
    private Step owing(Optional<StoredCitizen> before, Outcome outcome, int failures) {
        boolean owedBefore = failures == 0
                && before.filter(stored -> stored.file().nextDay().equals(CitizenFile.AT_ONCE))
                        .isPresent();
        return merged(before, outcome, owedBefore ? before.get().wakeEpochSecond() : earliestWake(), failures);
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

    private Step putOff(Optional<StoredCitizen> before, long wake, int failures) {
        StoredCitizen after = new StoredCitizen(before.orElseThrow().file(), wake, failures);
        return new Step(before, after, Optional.of(CitizenFileCodec.encode(after)), Optional.empty(), List.of());
    }

    private void take(Step step) {
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
        return earliestWake() + wait.toSeconds();
    }

    /** Now, as the agenda has it; a clock that is not believed counts for nothing. */
    private long earliestWake() {
        boolean believed = time.agreement() != TrustedTime.Agreement.DIFFER;
        return stores.earliestWake(believed ? time.now() : stores.cursor());
    }

    private MonitorStatus.TaskState state(Optional<LocalDate> day) {
        Set<TopicPartition> stalled = reading.stalled();
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        if (reading.phase() == Phase.CATCHING_UP) {
            obstacles.add(Obstacle.CATCHING_UP);
        }
        if (!stalled.isEmpty()) {
            obstacles.add(Obstacle.PARTITION_STALLED);
        }
        if (stores.parked() > 0) {
            obstacles.add(Obstacle.SCHEMA_AWAITED);
        }
        if (newerRulebook) {
            obstacles.add(Obstacle.NEWER_RULEBOOK);
        }
        if (day.isEmpty()) {
            obstacles.add(
                    switch (businessDay.doubt()) {
                        case CLOCKS_DIFFER -> Obstacle.CLOCKS_DIFFER;
                        case UNCONFIRMED -> Obstacle.DAY_UNCONFIRMED;
                        case NONE, DAY_HAS_NOT_COME -> Obstacle.DAY_HAS_NOT_COME;
                    });
        }
        return new MonitorStatus.TaskState(
                task, reading.phase(), stores.cursor(), day, moreDue, stores.parked(), stalled, Set.copyOf(obstacles));
    }
}
