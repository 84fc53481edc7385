package dk.fristvagt.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The kept rows of one task and their {@link Tally}, which always agree. */
final class RowStore {
    private final KeyValueStore<byte[], byte[]> store;
    private final RowCodec codec;
    private Tally tally = new Tally(LocalDate.EPOCH);

    RowStore(KeyValueStore<byte[], byte[]> store, RowCodec codec) {
        this.store = store;
        this.codec = codec;
    }

    /**
     * Reads every row, to count it, and forgets those of dropped courses that no question on {@code day} can be about.
     * About a million rows a second.
     */
    Tally count(LocalDate day) {
        int firstMonth = Months.number(YearMonth.from(day)) - Figures.MONTHS;
        Tally counted = new Tally(day);
        List<byte[]> forgotten = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                KeyValue<byte[], byte[]> next = rows.next();
                Row row = codec.decode(next.value);
                if (row instanceof Row.OfDeadline deadline && deadline.dropped() && isBefore(deadline, firstMonth)) {
                    forgotten.add(next.key);
                } else {
                    counted.add(row);
                }
            }
        }
        forgotten.forEach(store::delete);
        tally = counted;
        return counted;
    }

    private static boolean isBefore(Row.OfDeadline row, int month) {
        return row.due().map(due -> Months.number(YearMonth.from(due)) < month).orElse(true);
    }

    /** The row is now {@code row}. */
    void put(Table table, byte[] name, Row row) {
        byte[] key = codec.key(table, name);
        before(key).ifPresent(tally::remove);
        store.put(key, codec.encode(row));
        tally.add(row);
    }

    /**
     * The row is gone.
     *
     * @param dropped whether because its course was dropped: what became of a deadline is then still counted
     */
    void remove(Table table, byte[] name, boolean dropped) {
        byte[] key = codec.key(table, name);
        Optional<Row> before = before(key);
        if (before.isEmpty()) {
            return;
        }
        if (dropped && before.get() instanceof Row.OfDeadline deadline && deadline.hasOutcome()) {
            Row kept = deadline.asDropped();
            tally.remove(deadline);
            store.put(key, codec.encode(kept));
            tally.add(kept);
        } else {
            tally.remove(before.get());
            store.delete(key);
        }
    }

    private Optional<Row> before(byte[] key) {
        return Optional.ofNullable(store.get(key)).map(codec::decode);
    }
}
