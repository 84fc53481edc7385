package dk.fristvagt.simulation;

/**
 * Chance that is the same everywhere: SplitMix64 (Steele, Lea, Flood 2014), written out so that no JVM, machine or
 * number of cores can change what a seed means.
 */
final class Chance {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    Chance(long state) {
        this.state = state;
    }

    /** The stream that belongs to {@code seed} and {@code number}. */
    static Chance of(long seed, long number) {
        return new Chance(mix(mix(seed + GOLDEN_GAMMA) ^ number * GOLDEN_GAMMA));
    }

    /** A stream of its own, so that what is drawn from it changes nothing for what comes after here. */
    Chance split() {
        return new Chance(next());
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** At least 0, less than 1. */
    double unit() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Whether something happens that happens with probability {@code share}. */
    boolean happens(double share) {
        return unit() < share;
    }

    /** One of {@code from … to}, both included, each as likely. */
    int between(int from, int to) {
        long choices = to - from + 1L;
        return from + (int) ((next() >>> 32) * choices >>> 32);
    }

    double between(double from, double to) {
        return from + unit() * (to - from);
    }

    /** Exponentially distributed with {@code mean}. StrictMath, because Math.log may differ between machines. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }
}
