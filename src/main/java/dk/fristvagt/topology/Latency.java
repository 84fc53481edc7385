package dk.fristvagt.topology;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How long something takes, counted in buckets. Safe for use by several threads. */
public final class Latency {
    /** From a tenth of a second, which one commit takes, to a day, after which it is no matter of speed any more. */
    private static final double[] BOUNDS = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 86_400};

    private static final double MILLIS = 1000;

    private final LongAdder[] buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1L).toArray(LongAdder[]::new);

    private final LongAdder millis = new LongAdder();

    /**
     * What has been counted.
     *
     * @param bounds upper ends of the buckets in seconds, inclusive; the last is infinite
     * @param counts how many fell into each bucket and into none before it
     * @param sum of all, in seconds
     */
    public record Counted(List<Double> bounds, List<Long> counts, double sum) {}

    /** Counts something that has taken {@code length}, {@code times} times; a negative length is none. */
    void add(Duration length, int times) {
        long taken = Math.max(0, length.toMillis());
        int bucket = 0;
        while (bucket < BOUNDS.length && taken > BOUNDS[bucket] * MILLIS) {
            bucket++;
        }
        buckets[bucket].add(times);
        millis.add(taken * times);
    }

    Counted counted() {
        List<Double> bounds = Stream.concat(Arrays.stream(BOUNDS).boxed(), Stream.of(Double.POSITIVE_INFINITY))
                .toList();
        return new Counted(bounds, Arrays.stream(buckets).map(LongAdder::sum).toList(), millis.sum() / MILLIS);
    }
}
