package dk.fristvagt.cli;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.cli.cluster.ConfigOption;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.HttpSettings;
import dk.fristvagt.cli.explain.Explainer;
import dk.fristvagt.cli.explain.Explanations;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.Backtest;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.ops.CitizenClient;
import dk.fristvagt.ops.CitizenQuestion;
import dk.fristvagt.ops.Tls;
import dk.fristvagt.wire.WorkingDaysOfDenmark;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code explain}: why a citizen's deadlines stand as they do on a day (domain.md §8, Explanation), out of files of events
 * or out of the store of the running instance that has the citizen.
 */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        customSynopsis = {
            "fristvagt explain --events FILE... --citizen ID --on DATE [--json] [--rules DIR]",
            "       fristvagt explain --config FILE --citizen ID --reason TEXT [--on DATE] [--json]",
            "                         [--user NAME] [--instance HOST:PORT]"
        },
        description = {
            "Explains the deadlines of one citizen on a day: the timeline, seniority month by month, and for each deadline",
            "how it came about, what counted and what was said. With --events out of files, as far as it was recorded by",
            "the day; with --config out of what the running monitor has stored."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt explain --events events.jsonl --citizen c1 --on 2022-10-05",
            "  fristvagt explain --events events.jsonl --citizen c1 --on 2022-10-05 --json > c1.json",
            "  fristvagt explain --config fristvagt.properties --citizen c1 --reason \"asks why no meeting is booked\""
        })
final class ExplainCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            arity = "1..*",
            description = "One or more files of events, one JSON object a line.")
    private List<Path> events = List.of();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of a running instance, which is asked over HTTP.")
    private Optional<Path> config;

    @Option(names = "--citizen", paramLabel = "ID", required = true, description = "The citizenId in the events.")
    private String citizen;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = {
                "The day (2024-01-31). With --events what was recorded after it is not known; with --config the business",
                "day unless given, or a later one."
            })
    private Optional<LocalDate> on;

    @Option(names = "--json", description = "As one JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "With --config: why this citizen is looked up. The instance logs it, with who and when.")
    private Optional<String> reason;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            description = "With --config: who looks the citizen up; the user of this machine unless given.")
    private Optional<String> user;

    @Option(
            names = "--instance",
            paramLabel = "HOST:PORT",
            description = {
                "With --config: the instance to ask first; that of http.advertised or http.listen unless given.",
                "It names the one that has the citizen."
            })
    private Optional<String> instance;

    @Mixin
    private RulesCommand.RulesOption rules;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        if (events.isEmpty() == config.isEmpty()) {
            throw wrong(
                    events.isEmpty()
                            ? "name --events FILE to explain out of files, or --config FILE to ask the running monitor"
                            : "--events and --config exclude one another: explain out of files, or ask the running"
                                    + " monitor");
        }
        surroundings.out().print(config.map(this::live).orElseGet(this::outOfFiles));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    // ---- the running monitor

    private String live(Path file) {
        if (rules.isGiven()) {
            throw wrong("--rules goes with --events: a running instance explains by its own rulebook");
        }
        if (reason.filter(CitizenQuestion::isReason).isEmpty()) {
            throw wrong(
                    "--config needs --reason: say in a few words why this citizen is looked up; the instance logs it");
        }
        String who = user.orElseGet(() -> System.getProperty("user.name", ""));
        if (!CitizenQuestion.isReason(who)) {
            throw wrong("--user must say who looks this citizen up; the instance logs it");
        }
        if (instance.filter(given -> !CitizenClient.isInstance(given)).isPresent()) {
            throw wrong("--instance is not host:port");
        }
        HttpSettings http = ConfigOption.from(ConfigOption.read(file, surroundings), Configuration::http);
        String token = http.token()
                .orElseThrow(() -> new Failure(file + ": http.token is missing: an instance explains citizens only to"
                        + " those who present the token of its own configuration"));
        String first = instance.orElseGet(() -> address(http, file));
        try {
            return new CitizenClient(tls(http, first), token)
                    .ask(first, new CitizenQuestion(citizen, on, reason.get(), who, json));
        } catch (CitizenClient.NoAnswerException unanswered) {
            throw new Failure(unanswered.getMessage(), unanswered);
        }
    }

    /** Where the instance of this configuration can be asked. */
    private static String address(HttpSettings http, Path file) {
        return http.advertised()
                .or(() -> http.listen()
                        .filter(listen -> !listen.getAddress().isAnyLocalAddress())
                        .map(ExplainCommand::hostAndPort))
                .filter(CitizenClient::isInstance)
                .orElseThrow(
                        () -> new Failure(file + ": http.listen and http.advertised do not say where an instance can"
                                + " be asked: take its address from the log of run, and give it as --instance"));
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Plain HTTP only on this machine, and only where the configuration knows no TLS. */
    private static Optional<SSLContext> tls(HttpSettings http, String first) {
        if (http.trustStore().isEmpty() && http.keyStore().isEmpty() && CitizenClient.isHere(first)) {
            return Optional.empty();
        }
        try {
            return Optional.of(http.trustStore()
                    .map(store -> Tls.client(store.file(), store.password()))
                    .orElseGet(Tls::ofTheJvm));
        } catch (Tls.StoreException unusable) {
            throw new Failure(
                    "http.ssl.truststore.location: "
                            + http.trustStore().map(store -> store.file() + " ").orElse("")
                            + unusable.getMessage(),
                    unusable);
        }
    }

    // ---- files of events

    private String outOfFiles() {
        if (reason.isPresent() || user.isPresent() || instance.isPresent()) {
            throw wrong("--reason, --user and --instance go with --config");
        }
        LocalDate day = on.orElseThrow(() -> wrong("--events needs --on: the day to explain, as 2024-01-31"));
        WorkingDaysOfDenmark workingDays = new WorkingDaysOfDenmark();
        CitizenMonitor monitor =
                new CitizenMonitor(rules.document().rulebook(), workingDays, CitizenMonitor.Settings.DEFAULT);
        History history = History.read(events);
        history.report(surroundings.err());
        List<Event<?>> own = own(history, day);
        List<Alert> alerts = new ArrayList<>();
        Backtest.Result played = new Backtest(monitor).play(own, day, alerts::add, Backtest.Progress.NONE);
        CitizenFile file = played.files().get(citizen);
        if (file == null) {
            throw new Failure("nothing about this citizen was still of any influence on " + day
                    + ", so it had been deleted; choose an earlier day");
        }
        Explanations explanations = new Explanations(new Explainer(monitor, workingDays));
        return json ? explanations.json(file, alerts, day) : explanations.text(file, alerts, day);
    }

    /** The citizen's events; there is at least one that was recorded by the day. */
    private List<Event<?>> own(History history, LocalDate day) {
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
        if (first.isAfter(day)) {
            throw new Failure("nothing was recorded about this citizen by " + day + "; the first event is of " + first
                    + ", so choose that day or a later one");
        }
        return own;
    }
}
