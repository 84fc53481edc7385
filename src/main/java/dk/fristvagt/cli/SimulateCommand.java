package dk.fristvagt.cli;

import dk.fristvagt.cli.cluster.ConfigOption;
import dk.fristvagt.cli.cluster.EventStream;
import dk.fristvagt.simulation.CalibrationReport;
import dk.fristvagt.simulation.EventLines;
import dk.fristvagt.simulation.InvalidProfileException;
import dk.fristvagt.simulation.Population;
import dk.fristvagt.simulation.Profile;
import dk.fristvagt.simulation.ProfileYaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: the events of a population that behaves as a profile says. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the events of a made-up population whose behaviour is calibrated to the published figures,",
            "or prints what it measures beside them (--report). The same profile, period and seed always give",
            "the same bytes; a citizen depends on the seed and on his number alone.",
            "",
            "The file holds the citizens one after the other, each by recordedAt. That suits every command that",
            "reads events; backtest brings all into the order of recordedAt itself. What was known before the",
            "first day is delivered on it, before the offices open."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt simulate --citizens 1000 --seed 7 --out events.jsonl",
            "  fristvagt simulate --citizens 100000 --from 2024-01-01 --to 2026-12-31 --seed 1 \\",
            "      --profile denmark-2026 --out events.jsonl",
            "  fristvagt simulate --citizens 1000 --config fristvagt.properties",
            "  fristvagt simulate --report --profile denmark-2019"
        })
final class SimulateCommand implements Runnable {
    private static final long CALIBRATED_CITIZENS = 100_000;
    private static final long MOST_CITIZENS = 100_000_000;

    /** Events speak of the years 1990 to 2100, and a life before the first day is drawn. */
    private static final LocalDate EARLIEST = LocalDate.of(1995, 1, 1);

    private static final LocalDate LATEST = LocalDate.of(2095, 12, 31);

    private static final int MILLIS = 1000;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--citizens",
            paramLabel = "N",
            description = "How many citizens; with --report " + CALIBRATED_CITIZENS + " unless given.")
    private Optional<Long> citizens;

    @Option(names = "--from", paramLabel = "DATE", description = "First recorded day; the profile's unless given.")
    private Optional<LocalDate> from;

    @Option(names = "--to", paramLabel = "DATE", description = "Last recorded day; the profile's unless given.")
    private Optional<LocalDate> to;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "A whole number; 1 unless given.")
    private long seed;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "denmark-2022",
            description = {
                "denmark-2019, denmark-2022 (unless given), denmark-2026, or a file made after one of them",
                "(src/main/resources/profiles)."
            })
    private String profile;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the events to FILE, one JSON object a line.")
    private Optional<Path> out;

    @Option(names = "--config", paramLabel = "FILE", description = "Publish the events to the inputs of this cluster.")
    private Optional<Path> config;

    @Option(
            names = "--report",
            description = "Print the simulated figures beside the published ones, with the deviation.")
    private boolean report;

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if ((out.isPresent() ? 1 : 0) + (config.isPresent() ? 1 : 0) + (report ? 1 : 0) != 1) {
            throw new ParameterException(spec.commandLine(), "Give either --out, --config or --report.");
        }
        try {
            Population population = population();
            if (report) {
                report(population);
            } else if (out.isPresent()) {
                write(population, out.get());
            } else {
                publish(population, config.orElseThrow());
            }
        } catch (InvalidProfileException e) {
            throw new Failure(e.getMessage(), e);
        }
    }

    private Population population() {
        if (citizens.isEmpty() && !report) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--citizens=N'.");
        }
        long count = citizens.orElse(CALIBRATED_CITIZENS);
        if (count < 1 || count > MOST_CITIZENS) {
            throw new ParameterException(spec.commandLine(), "--citizens must be 1 to " + MOST_CITIZENS + ".");
        }
        Profile behaviour = ProfileYaml.load(profile);
        LocalDate first = from.orElse(behaviour.firstDay());
        LocalDate last = to.orElse(behaviour.lastDay());
        if (last.isBefore(first)) {
            throw new ParameterException(spec.commandLine(), "--to " + last + " is before --from " + first + ".");
        }
        if (first.isBefore(EARLIEST) || last.isAfter(LATEST)) {
            throw new ParameterException(
                    spec.commandLine(), "--from and --to must lie between " + EARLIEST + " and " + LATEST + ".");
        }
        return new Population(behaviour, count, first, last, seed);
    }

    private void write(Population population, Path path) {
        Instant began = surroundings.clock().instant();
        long events;
        try (OutputFile file = OutputFile.at(path)) {
            try (EventLines lines = new EventLines(file.stream());
                    ProgressLine progress = new ProgressLine(surroundings)) {
                events = population.tell(lines, progress(progress, population, began));
            }
            file.finish();
            file.publish();
        }
        summary(population, events, began);
    }

    private void publish(Population population, Path file) {
        Instant began = surroundings.clock().instant();
        long events;
        try (EventStream stream = EventStream.to(ConfigOption.read(file, surroundings), surroundings.clock());
                ProgressLine progress = new ProgressLine(surroundings)) {
            events = population.tell(stream::send, progress(progress, population, began));
            stream.finish();
        }
        summary(population, events, began);
    }

    private void summary(Population population, long events, Instant began) {
        surroundings.out().println("Citizens     " + Shown.number(population.citizens()));
        surroundings.out().println("Recorded     " + population.from() + " to " + population.to());
        surroundings.out().println("Events       " + Shown.number(events) + rate(events, began));
    }

    private void report(Population population) {
        Instant began = surroundings.clock().instant();
        CalibrationReport result;
        try (ProgressLine progress = new ProgressLine(surroundings)) {
            result = CalibrationReport.of(population, progress(progress, population, began));
        }
        surroundings
                .out()
                .println("Profile " + profile + ", " + Shown.number(population.citizens())
                        + " citizens, seed " + seed + ", counted " + result.from() + " to " + result.to() + ", "
                        + Shown.number(result.events()) + " events");
        surroundings.out().println();
        result.text().forEach(surroundings.out()::println);
    }

    private Population.Progress progress(ProgressLine line, Population population, Instant began) {
        return (told, events) -> line.show(() -> {
            Duration gone = Duration.between(began, surroundings.clock().instant());
            Duration left = gone.multipliedBy(population.citizens() - told).dividedBy(told);
            return "simulate  " + Shown.number(told) + " of " + Shown.number(population.citizens()) + " citizens  "
                    + Shown.number(events) + " events" + rate(events, began) + "  "
                    + left.toSeconds() + " s left";
        });
    }

    /** Events a second since {@code began}; nothing when no time has gone by. */
    private String rate(long events, Instant began) {
        long millis = Duration.between(began, surroundings.clock().instant()).toMillis();
        return millis == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " in %.1f s, %s a second",
                        millis / (double) MILLIS,
                        Shown.number(events * MILLIS / millis));
    }
}
