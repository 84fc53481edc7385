package dk.fristvagt.topology;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.topology.Intake.Verdict;
import dk.fristvagt.topology.MonitorStatus.Count;
import dk.fristvagt.wire.AvroDeadlines;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * Brings the records and the days of one task to the {@link CitizenDesk}, in one order.
 *
 * <p>A record is judged and taken at once; the agenda is worked off by ticks, when the task is live and the day may be
 * believed, within the budget of a {@link Pace}. What is thrown from here ends the task: a store that is damaged, a cursor
 * that lies in the future.
 */
final class CitizenProcessor implements Processor<byte[], byte[], Object, Object> {
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
    private final Seldom burials = new Seldom();
    private final Map<String, Fact.Kind> kinds;

    private ProcessorContext<Object, Object> context;
    private String task;
    private Intake intake;
    private CitizenStores stores;
    private Outbox outbox;
    private Reading reading;
    private BusinessDay businessDay;
    private CitizenDesk desk;
    private Backlog backlog;
    private MonitorStatus.Report report;

    private Cancellable ticking;
    private boolean hurrying;
    private boolean opened;
    private boolean moreDue;
    private Optional<LocalDate> cursorStoredOn = Optional.empty();

    CitizenProcessor(CitizenCore core, MonitorParts parts) {
        this.core = core;
        this.parts = parts;
        this.status = parts.status();
        this.time = new TrustedTime(parts.clock(), parts.brokerTime());
        this.kinds =
                Arrays.stream(Fact.Kind.values()).collect(Collectors.toMap(parts.topics()::input, Function.identity()));
    }

    @Override
    public void init(ProcessorContext<Object, Object> processorContext) {
        context = processorContext;
        task = context.taskId().toString();
        int partition = context.taskId().partition();
        Set<TopicPartition> inputs = parts.topics().inputs().stream()
                .map(topic -> new TopicPartition(topic, partition))
                .collect(Collectors.toSet());
        report = status.open(task);
        reading = new Reading(task, inputs, parts.endOffsets(), parts.positions(), parts.nanoTime());
        businessDay = new BusinessDay(task, time);
        intake = new Intake(parts.decoder(), parts.partitions());
        stores = new CitizenStores(context.getStateStore(Names.CITIZENS), context.getStateStore(Names.AGENDA));
        outbox = new Outbox(
                context, parts.topics(), parts.units(), new AvroDeadlines(parts.workingDays()), parts.serdes());
        backlog = new Backlog(stores, status.turns(), parts.nanoTime());
        desk = new CitizenDesk(task, core, stores, outbox, reading, businessDay, time, status);
        reading.begin();
        ticking = schedule(parts.pace().tick());
    }

    @Override
    public void close() {
        reading.end();
        report.close();
    }

    // ---- records

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
        Instant now = time.latest();
        status.received(kinds.get(origin.topic()), now);
        Verdict verdict = intake.judge(received, now);
        if (verdict instanceof Verdict.NotYet) {
            stores.park(received);
            status.add(Count.PARKED, 1);
        } else {
            follow(verdict, received);
        }
        reading.processed(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
    }

    private void follow(Verdict verdict, Received received) {
        Optional<Cause> cause = verdict instanceof Verdict.Accepted accepted
                ? desk.take(accepted.event())
                : Optional.of(((Verdict.Refused) verdict).cause());
        cause.ifPresent(why -> bury(received, why));
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

    // ---- days

    private void tick() {
        open();
        goOnWithParked();
        reading.look(stores.parked() == 0);
        // Read once: midnight may come between two looks, and what is due only after it must not be handled before.
        Instant now = time.now();
        Optional<LocalDate> day = businessDay.today(now);
        moreDue = reading.phase() == Phase.LIVE && day.isPresent() && workOff(day.get(), now);
        hurry(moreDue || stores.parked() > 0 && !parts.decoder().waiting());
        report.update(state(day, backlog.at(stores.earliestWake(now))));
    }

    /** Works off what is due at {@code now}, within the budget of a pass; gives whether there is more. */
    private boolean workOff(LocalDate day, Instant now) {
        long second = stores.earliestWake(now);
        boolean worked = false;
        if (stores.mayBeDue(second)) {
            long begin = parts.nanoTime().getAsLong();
            int left = parts.pace().passCount();
            List<CitizenStores.Entry> due = stores.due(second, Math.min(left, BATCH));
            while (!due.isEmpty()) {
                for (CitizenStores.Entry entry : due) {
                    desk.wake(entry, day);
                    stores.handled(entry);
                    backlog.handled();
                    left--;
                    long taken = parts.nanoTime().getAsLong() - begin;
                    if (left == 0 || taken >= parts.pace().passTime().toNanos()) {
                        stores.storeCursor();
                        return true;
                    }
                }
                worked = true;
                due = stores.due(second, Math.min(left, BATCH));
            }
        }
        stores.allHandledUpTo(second);
        if (worked || !cursorStoredOn.equals(Optional.of(day))) {
            stores.storeCursor();
            cursorStoredOn = Optional.of(day);
        }
        return false;
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

    // ---- status

    private MonitorStatus.TaskState state(Optional<LocalDate> day, int waiting) {
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
        if (desk.metNewerRulebook()) {
            obstacles.add(Obstacle.NEWER_RULEBOOK);
        }
        businessDay.doubt().ifPresent(obstacles::add);
        return new MonitorStatus.TaskState(
                task,
                reading.phase(),
                stores.cursor(),
                day,
                moreDue,
                waiting,
                stores.parked(),
                stalled,
                Set.copyOf(obstacles));
    }
}
