package dk.fristvagt.bench;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.Outcome;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The core alone: one operation is one event applied as of the day it was recorded, with the evaluations it causes (its
 * own, and the beginning of the day where that had come), for 1 000 histories of 5 to 40 events, one after the other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class CoreBenchmark {
    private static final int HISTORIES = 1_000;

    private CitizenMonitor monitor;
    private List<List<Event<?>>> histories;
    private int history;
    private int event;
    private CitizenFile file;

    @Setup
    public void histories() {
        monitor = new CitizenMonitor(
                RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT);
        histories = RandomHistories.first(HISTORIES).map(History::events).toList();
        next(0);
    }

    @Benchmark
    public Outcome event() {
        List<Event<?>> events = histories.get(history);
        Event<?> next = events.get(event);
        Outcome outcome = monitor.apply(file, next, Days.civil(next.recordedAt()));
        file = outcome.file();
        if (++event == events.size()) {
            next((history + 1) % histories.size());
        }
        return outcome;
    }

    private void next(int which) {
        history = which;
        event = 0;
        file = CitizenFile.empty(histories.get(which).get(0).citizenId());
    }
}
