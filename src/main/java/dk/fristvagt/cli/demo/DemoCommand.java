package dk.fristvagt.cli.demo;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.History;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.embedded.EmbeddedException;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.RegistryException;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: everything on one machine, and a proof at its end that the live path says what backtest says. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a broker and a schema registry of its own, plays the project's case files (or the given",
            "history) through the live monitor day by day, shows alerts as they come, and compares what the",
            "topics hold at the end with a backtest. Ctrl-C stops it at any time and leaves nothing behind."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt demo",
            "  fristvagt demo --until 2022-12-31",
            "  fristvagt demo --events events.jsonl --speed 2"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;

    /** Longer than the monitor and both servers may take to stop. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(25);

    private static final double MILLIS_PER_SECOND = 1000.0;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files of events to play instead of the case files.")
    private List<Path> events = List.of();

    @Option(
            names = "--speed",
            paramLabel = "DAYS_PER_SECOND",
            description = "How many days a second at most; as fast as it goes unless given.")
    private Optional<Double> speed;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "The last day to play (2024-01-31); the last day of the cases, or the last recorded day.")
    private Optional<LocalDate> until;

    public DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The histories to play, in words and in events. */
    private record Histories(String name, List<Event<?>> events, LocalDate until) {}

    @Override
    public Integer call() {
        if (speed.isPresent() && !(speed.get() > 0)) {
            throw new ParameterException(spec.commandLine(), "--speed must be greater than 0");
        }
        Histories histories = histories();
        WorkingDaysOfDenmark workingDays = new WorkingDaysOfDenmark();
        CitizenMonitor monitor =
                new CitizenMonitor(RulebookYaml.builtIn(), workingDays, CitizenMonitor.Settings.DEFAULT);
        LocalDate first = first(histories);
        surroundings.out().println(histories.name());
        surroundings.out().flush();
        Demo demo = new Demo(surroundings, monitor, workingDays);
        CountDownLatch gone = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> stop(demo, gone), "demo-stop");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        QuietLogs quiet = new QuietLogs();
        try {
            Demo.Result result = demo.run(new Demo.Play(histories.events(), first, histories.until(), speed));
            summary(result, histories, first);
            return result.comparison().equal() && result.deadLetters() == 0 ? OK : FAILED;
        } catch (Demo.StoppedException e) {
            return FAILED;
        } catch (EmbeddedException | RegistryException | TopicSetup.TopicException e) {
            throw new Failure(e.getMessage(), e);
        } finally {
            // An interrupt was for the play; what is stopped now must be waited for.
            Thread.interrupted();
            demo.close();
            quiet.close();
            gone.countDown();
            removeHook(onInterrupt);
        }
    }

    /** On Ctrl-C: the demo gives up and stops everything by itself; when that takes too long, it is done here. */
    private void stop(Demo demo, CountDownLatch gone) {
        demo.stop();
        try {
            if (!gone.await(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                demo.close();
            }
        } catch (InterruptedException e) {
            demo.close();
        }
        surroundings.err().println("Stopped.");
        surroundings.err().flush();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being stopped, and the hook waits for what has just been done.
        }
    }

    private Histories histories() {
        if (events.isEmpty()) {
            List<CaseFiles.Case> cases = CaseFiles.all();
            return new Histories(
                    "The " + cases.size() + " case files of the project, from "
                            + cases.get(0).name() + " to "
                            + cases.get(cases.size() - 1).name(),
                    cases.stream()
                            .<Event<?>>flatMap(each -> each.events().stream())
                            .toList(),
                    until.orElse(cases.stream()
                            .map(CaseFiles.Case::until)
                            .max(Comparator.naturalOrder())
                            .orElseThrow()));
        }
        History history = History.read(events);
        history.report(surroundings.err());
        if (history.events().isEmpty()) {
            throw new Failure("the given files hold no valid event, so there is nothing to play");
        }
        return new Histories(
                "The history of " + events.size() + (events.size() == 1 ? " file" : " files"),
                history.events(),
                until.or(history::lastRecordedDay).orElseThrow());
    }

    private LocalDate first(Histories histories) {
        LocalDate first = histories.events().stream()
                .map(Event::recordedAt)
                .min(Comparator.naturalOrder())
                .map(Days::civil)
                .orElseThrow();
        if (histories.until().isBefore(first)) {
            throw new ParameterException(spec.commandLine(), "--until is before the first recorded day, " + first);
        }
        return first;
    }

    private void summary(Demo.Result result, Histories histories, LocalDate first) {
        PrintWriter out = surroundings.out();
        Page page = new Page();
        page.blank();
        if (!surroundings.outIsTerminal()) {
            result.board().summary().lines().forEach(page::line);
            page.blank();
        }
        long citizens = histories.events().stream()
                .filter(event -> !Days.civil(event.recordedAt()).isAfter(histories.until()))
                .map(Event::citizenId)
                .distinct()
                .count();
        page.field(
                "Played",
                Shown.number(ChronoUnit.DAYS.between(first, histories.until()) + 1) + " days, "
                        + Shown.number(result.events()) + " events of " + Shown.number(citizens)
                        + " citizens in " + seconds(result.playing()) + " s; " + seconds(result.starting())
                        + " s to start");
        List<String> statuses = new ArrayList<>();
        result.statuses().forEach((status, count) -> statuses.add(status + " " + Shown.number(count)));
        page.field("Alerts", Shown.number(result.board().alerts()));
        page.field("Deadlines", String.join(", ", statuses));
        result.firstAlert().ifPresent(after -> page.field("First alert", seconds(after) + " s after the start"));
        if (result.deadLetters() > 0) {
            page.field("Dead letters", result.deadLetters() + ", and there should be none");
        }
        Comparison comparison = result.comparison();
        page.field(
                "Backtest",
                comparison.equal()
                        ? "says the same: " + compared(comparison) + " are equal"
                        : "DIFFERS in " + Shown.number(comparison.different()) + " of " + compared(comparison)
                                + "; the first differences:");
        out.print(page);
        comparison.differences().forEach(line -> out.println("  " + Shown.of(line)));
        out.flush();
    }

    private static String compared(Comparison comparison) {
        return Shown.number(comparison.alerts()) + " alerts, " + Shown.number(comparison.deadlines())
                + " deadlines and " + Shown.number(comparison.measures()) + " measures";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / MILLIS_PER_SECOND);
    }
}
