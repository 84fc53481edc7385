package dk.fristvagt.bench;

import dk.fristvagt.simulation.EventLines;
import dk.fristvagt.simulation.Population;
import dk.fristvagt.simulation.Profile;
import dk.fristvagt.simulation.ProfileYaml;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The simulation alone, one thread: events drawn, put in order and written as lines to nowhere. {@code events} is the
 * number of events a second; one operation is a population of 2 000 citizens.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SimulationBenchmark {
    private static final int CITIZENS = 2_000;

    @Param({"denmark-2022", "denmark-2026"})
    public String profile;

    private Profile behaviour;
    private long seed;

    /** Counts events instead of populations. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Counted {
        public long events;
    }

    @Setup
    public void profile() {
        behaviour = ProfileYaml.load(profile);
    }

    @Benchmark
    public void lines(Counted counted) {
        try (EventLines lines = new EventLines(OutputStream.nullOutputStream())) {
            counted.events += new Population(
                            behaviour, CITIZENS, behaviour.firstDay(), behaviour.lastDay(), seed++)
                    .tell(lines, Population.Progress.NONE);
        }
    }
}
