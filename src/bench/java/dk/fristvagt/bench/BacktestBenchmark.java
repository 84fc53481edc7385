package dk.fristvagt.bench;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.time.Instant;
import java.time.LocalDate;
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
import org.openjdk.jmh.infra.Blackhole;

/** A backtest of 1 000 citizens over seven years, in a JVM that has just started: what somebody at a terminal waits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
public class BacktestBenchmark {
    private static final int CITIZENS = 1_000;
    private static final int YEARS = 7;

    private Backtest backtest;
    private List<Event<?>> events;
    private LocalDate until;

    @Setup
    public void history() {
        backtest = new Backtest(new CitizenMonitor(
                RulebookYaml.builtIn(), new WorkingDaysOfDenmark(), CitizenMonitor.Settings.DEFAULT));
        events = RandomHistories.first(CITIZENS)
                .<Event<?>>flatMap(history -> history.events().stream())
                .toList();
        Instant first =
                events.stream().map(Event::recordedAt).min(Instant::compareTo).orElseThrow();
        until = Days.civil(first).plusYears(YEARS);
    }

    @Benchmark
    public Backtest.Result sevenYears(Blackhole said) {
        return backtest.play(events, until, said::consume, Backtest.Progress.NONE);
    }
}
