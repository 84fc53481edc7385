package dk.fristvagt.topology;

import dk.fristvagt.wire.CitizenFileCodec;
import dk.fristvagt.wire.StoredCitizen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The two stores of a task (architecture.md, state), and the only class that writes them.
 *
 * <p>What holds between them, in every committed state:
 * <ul>
 *   <li>a citizen has at most one agenda entry, and it is the one the file names ({@code wakeEpochSecond});
 *   <li>no entry lies at or before the cursor, so a scan that begins behind the cursor misses nothing and meets no
 *       tombstone of what was handled.
 * </ul>
 * Both stores are written in the same transaction, so an entry that the file does not name can only come from a store
 * that was damaged; it is dropped when it is met.
 *
 * <p>Nothing is read before the first use: what a task does before it is live needs no cursor.
 */
final class CitizenStores {
    /** The wake of a citizen who has no agenda entry. */
    static final long NO_WAKE = 0;

    private static final byte[] EMPTY = new byte[0];

    /** Not known: the next look at the agenda finds it. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final KeyValueStore<String, byte[]> citizens;
    private final KeyValueStore<byte[], byte[]> agenda;

    private byte[] cursor;
    private boolean cursorStored;

    /** No entry wakes before this epoch second; it may be early, never late. */
    private long nextWake = UNKNOWN;

    private int parked;

    CitizenStores(KeyValueStore<String, byte[]> citizens, KeyValueStore<byte[], byte[]> agenda) {
        this.citizens = citizens;
        this.agenda = agenda;
    }

    /** Reads the cursor. A task that has none begins at {@code first}. */
    void open(Instant first) {
        byte[] stored = agenda.get(AgendaKeys.CURSOR);
        cursorStored = stored != null;
        cursor = cursorStored ? stored : AgendaKeys.beginningOf(first.getEpochSecond());
        nextWake = UNKNOWN;
        parked = 0;
        try (KeyValueIterator<byte[], byte[]> waiting =
                agenda.range(AgendaKeys.FIRST_PARKED, AgendaKeys.END_OF_PARKED)) {
            while (waiting.hasNext()) {
                waiting.next();
                parked++;
            }
        }
    }

    // ---- citizens

    /**
     * What is stored about {@code citizenId}.
     *
     * @throws CitizenFileCodec.UnreadableStateException when it cannot be read
     */
    Optional<StoredCitizen> citizen(String citizenId) {
        byte[] bytes = citizens.get(citizenId);
        return bytes == null ? Optional.empty() : Optional.of(CitizenFileCodec.decode(bytes));
    }

    /**
     * Stores {@code after} and moves the citizen's agenda entry to where it says.
     *
     * @param before what was stored
     * @param encoded {@code after} as it is stored
     */
    void save(Optional<StoredCitizen> before, StoredCitizen after, byte[] encoded) {
        String citizenId = after.file().citizenId();
        citizens.put(citizenId, encoded);
        long old = before.map(StoredCitizen::wakeEpochSecond).orElse(NO_WAKE);
        long wake = after.wakeEpochSecond();
        if (old != wake) {
            remove(citizenId, old);
            insert(citizenId, wake);
        }
    }

    /** Forgets a citizen altogether. */
    void purge(StoredCitizen before) {
        citizens.delete(before.file().citizenId());
        remove(before.file().citizenId(), before.wakeEpochSecond());
    }

    // ---- agenda

    /** A citizen's turn in the agenda. */
    record Entry(byte[] key) {
        String citizenId() {
            return AgendaKeys.citizenId(key);
        }

        long wake() {
            return AgendaKeys.epochSecond(key);
        }
    }

    /** How far the agenda has been worked off. */
    Instant cursor() {
        return AgendaKeys.instant(cursor);
    }

    /**
     * The epoch second at which an entry can be put for a citizen who is to be handled at {@code now} or as soon after it
     * as may be: a clock that was set back does not lead behind the cursor.
     */
    long earliestWake(Instant now) {
        return Math.max(now.getEpochSecond(), AgendaKeys.epochSecond(cursor));
    }

    /** Whether an entry may be due at {@code epochSecond}. Reads nothing. */
    boolean mayBeDue(long epochSecond) {
        return nextWake <= epochSecond;
    }

    /**
     * The next entries after the cursor that are due at {@code epochSecond}, in order, at most {@code limit}.
     *
     * <p>What wakes next is only known when nothing is due any more: a pass may end before it has handled all that it
     * was given.
     */
    List<Entry> due(long epochSecond, int limit) {
        List<Entry> due = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> entries =
                agenda.range(AgendaKeys.after(cursor), AgendaKeys.END_OF_ENTRIES)) {
            while (due.size() < limit && entries.hasNext()) {
                Entry next = new Entry(entries.next().key);
                if (next.wake() > epochSecond) {
                    nextWake = due.isEmpty() ? next.wake() : nextWake;
                    return due;
                }
                due.add(next);
            }
        }
        nextWake = due.isEmpty() ? Long.MAX_VALUE : nextWake;
        return due;
    }

    /** How many entries after the cursor are due at {@code epochSecond}; {@code most} when there are that many or more. */
    int countDue(long epochSecond, int most) {
        int count = 0;
        try (KeyValueIterator<byte[], byte[]> entries =
                agenda.range(AgendaKeys.after(cursor), AgendaKeys.beginningOf(epochSecond + 1))) {
            while (count < most && entries.hasNext()) {
                entries.next();
                count++;
            }
        }
        return count;
    }

    /** The turn of {@code entry} is over: the cursor stands on it. What was stored for it has moved the entry away. */
    void handled(Entry entry) {
        cursor = entry.key();
    }

    /** Drops an entry that no file names. */
    void drop(Entry entry) {
        agenda.delete(entry.key());
    }

    /** Puts off to {@code epochSecond} the entry of a file that cannot be read, so that the file cannot say it. */
    void putOff(Entry entry, long epochSecond) {
        agenda.delete(entry.key());
        insert(entry.citizenId(), epochSecond);
    }

    /** Everything due at {@code epochSecond} has been handled. */
    void allHandledUpTo(long epochSecond) {
        byte[] place = AgendaKeys.beginningOf(epochSecond);
        if (Arrays.compareUnsigned(place, cursor) > 0) {
            cursor = place;
        }
    }

    /** Stores the cursor where it stands. */
    void storeCursor() {
        agenda.put(AgendaKeys.CURSOR, cursor);
        cursorStored = true;
    }

    /** Whether a cursor has ever been stored. */
    boolean cursorStored() {
        return cursorStored;
    }

    private void insert(String citizenId, long wake) {
        if (wake == NO_WAKE) {
            return;
        }
        byte[] key = AgendaKeys.entry(wake, citizenId);
        if (Arrays.compareUnsigned(key, cursor) <= 0) {
            long second = AgendaKeys.epochSecond(cursor);
            if (wake < second) {
                throw new IllegalStateException("an agenda entry was to be put " + (second - wake)
                        + " s behind the cursor, where it would never be met");
            }
            // The second in which the agenda stands is opened again. What was handled in it is gone from the store, so
            // nothing is handled twice.
            cursor = AgendaKeys.beginningOf(second);
            if (cursorStored) {
                storeCursor();
            }
        }
        agenda.put(key, EMPTY);
        nextWake = Math.min(nextWake, wake);
    }

    private void remove(String citizenId, long wake) {
        if (wake != NO_WAKE) {
            agenda.delete(AgendaKeys.entry(wake, citizenId));
        }
    }

    // ---- parked records

    /** Keeps a record whose schema cannot be had now; for the citizen it is as if it had not come yet. */
    void park(Received received) {
        agenda.put(
                AgendaKeys.parked(received.topic(), received.partition(), received.offset()),
                AgendaKeys.parkedBody(received));
        parked++;
    }

    /** How many records are parked. */
    int parked() {
        return parked;
    }

    /** The first parked records, at most {@code limit}. */
    List<Received> parked(int limit) {
        List<Received> first = new ArrayList<>();
        try (KeyValueIterator<byte[], byte[]> waiting =
                agenda.range(AgendaKeys.FIRST_PARKED, AgendaKeys.END_OF_PARKED)) {
            while (waiting.hasNext() && first.size() < limit) {
                KeyValue<byte[], byte[]> next = waiting.next();
                first.add(AgendaKeys.unpark(next.key, next.value));
            }
        }
        return first;
    }

    /** A parked record goes on. */
    void unpark(Received received) {
        agenda.delete(AgendaKeys.parked(received.topic(), received.partition(), received.offset()));
        parked--;
    }
}
