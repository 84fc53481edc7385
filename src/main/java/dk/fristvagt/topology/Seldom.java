package dk.fristvagt.topology;

/**
 * Decides which of many equal occurrences get a line in the log: the first ten, then each time their number has doubled.
 * A cause that strikes every citizen must not fill the disk.
 */
final class Seldom {
    private static final long ALWAYS_UP_TO = 10;

    private long times;

    /** Counts an occurrence; gives whether it is to be logged. */
    boolean isWorthALine() {
        times++;
        return times <= ALWAYS_UP_TO || Long.bitCount(times) == 1;
    }

    /** How many there have been. */
    long times() {
        return times;
    }
}
