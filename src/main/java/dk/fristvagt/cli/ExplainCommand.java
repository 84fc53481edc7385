package dk.fristvagt.cli;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.cli.explain.Explainer;
import dk.fristvagt.cli.explain.Explanations;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code explain}: why a citizen's deadlines stand as they do on a day (domain.md §8, Explanation). */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Explains the deadlines of one citizen on a day, as far as it was recorded by then: the timeline,",
            "seniority month by month, and for each deadline how it came about, what counted and what was said."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt explain --events events.jsonl --citizen c1 --on 2022-10-05",
            "  fristvagt explain --events events.jsonl --citizen c1 --on 2022-10-05 --json > c1.json"
        })
final class ExplainCommand implements Runnable {
    private final Surroundings surroundings;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            arity = "1..*",
            required = true,
            description = "One or more files of events, one JSON object a line.")
    private List<Path> events;

    @Option(names = "--citizen", paramLabel = "ID", required = true, description = "The citizenId in the events.")
    private String citizen;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            required = true,
            description = "The day (2024-01-31); what was recorded after it is not known.")
    private LocalDate on;

    @Option(names = "--json", description = "As one JSON document instead of text.")
    private boolean json;

    @Mixin
    private RulesCommand.RulesOption rules;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        WorkingDaysOfDenmark workingDays = new WorkingDaysOfDenmark();
        CitizenMonitor monitor =
                new CitizenMonitor(rules.document().rulebook(), workingDays, CitizenMonitor.Settings.DEFAULT);
        History history = History.read(events);
        history.report(surroundings.err());
        List<Event<?>> own = own(history);
        List<Alert> alerts = new ArrayList<>();
        Backtest.Result played = new Backtest(monitor).play(own, on, alerts::add, Backtest.Progress.NONE);
        CitizenFile file = played.files().get(citizen);
        if (file == null) {
            throw new Failure("nothing about this citizen was still of any influence on " + on
                    + ", so it had been deleted; choose an earlier day");
        }
        Explanations explanations = new Explanations(new Explainer(monitor, workingDays));
        surroundings.out().print(json ? explanations.json(file, alerts, on) : explanations.text(file, alerts, on));
    }

    /** The citizen's events; there is at least one that was recorded by the day. */
    private List<Event<?>> own(History history) {
        List<Event<?>> own = history.events().stream()
                .filter(event -> event.citizenId().equals(citizen))
                .toList();
        LocalDate first = own.stream()
                .map(Event::recordedAt)
                .min(Comparator.naturalOrder())
                .map(Days::civil)
                .orElseThrow(() ->
                        new Failure("no valid event of the " + history.events().size()
                                + " in the given files is about this citizen; check --citizen and --events"));
        if (first.isAfter(on)) {
            throw new Failure("nothing was recorded about this citizen by " + on + "; the first event is of " + first
                    + ", so choose that day or a later one");
        }
        return own;
    }
}
