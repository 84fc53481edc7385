package dk.fristvagt.statistics;

import dk.fristvagt.alert.Deadline;
import dk.fristvagt.facts.Days;
import dk.fristvagt.measure.MeetingMeasure;
import dk.fristvagt.topology.Phase;
import dk.fristvagt.topology.Reading;
import dk.fristvagt.wire.CloudEvents;
import dk.fristvagt.wire.RegistryUnavailableException;
import dk.fristvagt.wire.UndecodableException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the rows of one partition of the tables, and counts them. */
final class StatisticsProcessor implements Processor<byte[], byte[], Void, Void> {
    /**
     * So long a row waits for a schema while the registry is away; then the thread is replaced and waits again. Longer than
     * a tenth of the ten minutes in which so many dead threads stop the application, shorter than a poll may take.
     */
    static final Duration SCHEMA_AWAITED_FOR = Duration.ofSeconds(75);

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(StatisticsProcessor.class);

    private final StatisticsParts parts;
    private final Rows rows;
    private final Deserializer<Deadline> deadlines;
    private final Deserializer<MeetingMeasure> measures;

    private ProcessorContext<Void, Void> context;
    private StatisticsStatus.Task status;
    private Reading reading;
    private RowStore store;
    private YearMonth countedIn;

    StatisticsProcessor(StatisticsParts parts) {
        this.parts = parts;
        this.rows = new Rows(parts.vocabulary());
        this.deadlines = parts.serdes().serde(Deadline.class).deserializer();
        this.measures = parts.serdes().serde(MeetingMeasure.class).deserializer();
    }

    @Override
    public void init(ProcessorContext<Void, Void> processorContext) {
        context = processorContext;
        String task = context.taskId().toString();
        int partition = context.taskId().partition();
        status = parts.status().open(task);
        reading = new Reading(
                "statistics " + task,
                Set.of(
                        new TopicPartition(parts.topics().deadlines(), partition),
                        new TopicPartition(parts.topics().measures(), partition)),
                parts.endOffsets(),
                parts.positions(),
                parts.nanoTime());
        store = new RowStore(context.getStateStore(StatisticsTopology.ROWS), new RowCodec(parts.vocabulary()));
        countAll();
        reading.begin();
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick());
    }

    @Override
    public void close() {
        reading.end();
        status.close();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record of a table has no origin"));
        Table table = origin.topic().equals(parts.topics().deadlines()) ? Table.DEADLINES : Table.MEASURES;
        try {
            takePatiently(table, origin.topic(), record);
        } catch (UndecodableException unreadable) {
            parts.status().wasUnreadable();
            LOG.error(
                    "A row of {}-{} at offset {} cannot be read and is not counted",
                    origin.topic(),
                    origin.partition(),
                    origin.offset());
        }
        reading.processed(new TopicPartition(origin.topic(), origin.partition()), origin.offset());
    }

    private void takePatiently(Table table, String topic, Record<byte[], byte[]> record) {
        long end = parts.nanoTime().getAsLong() + SCHEMA_AWAITED_FOR.toNanos();
        while (true) {
            try {
                take(table, topic, record);
                status.awaitsSchema(false);
                return;
            } catch (RegistryUnavailableException away) {
                status.awaitsSchema(true);
                if (parts.nanoTime().getAsLong() - end >= 0
                        || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
                LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
            }
        }
    }

    private void take(Table table, String topic, Record<byte[], byte[]> record) {
        if (record.value() == null) {
            store.remove(table, record.key(), CloudEvents.dropped(record.headers()));
            return;
        }
        Optional<? extends Row> row = switch (table) {
            case DEADLINES -> Optional.of(rows.of(deadlines.deserialize(topic, record.value())));
            case MEASURES -> rows.of(measures.deserialize(topic, record.value()));
        };
        if (row.isPresent()) {
            store.put(table, record.key(), row.get());
        } else {
            store.remove(table, record.key(), false);
        }
    }

    private void tick() {
        if (reading.phase() != Phase.LIVE) {
            reading.look(true);
            if (reading.phase() == Phase.LIVE) {
                status.caughtUp();
            }
        }
        if (!YearMonth.from(today()).equals(countedIn)) {
            countAll();
        }
    }

    private void countAll() {
        LocalDate today = today();
        countedIn = YearMonth.from(today);
        status.show(store.count(today));
    }

    private LocalDate today() {
        return Days.civil(parts.clock().instant());
    }
}
