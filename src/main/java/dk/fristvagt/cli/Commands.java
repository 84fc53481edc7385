package dk.fristvagt.cli;

import dk.fristvagt.cli.cluster.ExportCommand;
import dk.fristvagt.cli.cluster.FollowCommand;
import dk.fristvagt.cli.cluster.PublishCommand;
import dk.fristvagt.cli.cluster.RunCommand;
import dk.fristvagt.cli.cluster.SetupCommand;
import dk.fristvagt.cli.demo.DemoCommand;
import dk.fristvagt.cli.report.ReportCommand;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: which commands there are, and what becomes of what they throw. */
public final class Commands {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /** A message may quote an argument, which may be anything. */
    private static final int LONGEST_MESSAGE = 600;

    private static final int HELP_WIDTH = 100;

    private Commands() {}

    /** Runs the command that {@code arguments} name; 0 when it did what it was asked, 1 when it failed, 2 wrong usage. */
    public static int run(Surroundings surroundings, String... arguments) {
        CommandLine commandLine = new CommandLine(new Root())
                .addSubcommand(new BacktestCommand(surroundings))
                .addSubcommand(new ExplainCommand(surroundings))
                .addSubcommand(new RulesCommand(surroundings))
                .addSubcommand(new ReportCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(new SetupCommand(surroundings))
                .addSubcommand(new PublishCommand(surroundings))
                .addSubcommand(new RunCommand(surroundings))
                .addSubcommand(new ExportCommand(surroundings))
                .addSubcommand(new FollowCommand(surroundings))
                .addSubcommand(new SimulateCommand(surroundings))
                .addSubcommand(new ImportDreamCommand(surroundings));
        commandLine
                .registerConverter(LocalDate.class, Commands::day)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setUsageHelpWidth(HELP_WIDTH)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(Commands::wrongUsage)
                .setExecutionExceptionHandler(Commands::failed);
        try {
            return commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            surroundings.err().println("fristvagt: there is not enough memory; give the JVM more with -Xmx");
            return FAILED;
        } finally {
            surroundings.out().flush();
            surroundings.err().flush();
        }
    }

    /** The top of the command line; it does nothing by itself. */
    @Command(
            name = "fristvagt",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = {
                "Watches the statutory deadlines (frister) that Danish jobcentres and a-kasser owe an unemployed citizen.",
                "Events in, deadlines and alerts out; every deadline explained and cited."
            },
            synopsisSubcommandLabel = "COMMAND",
            footerHeading = "%nExit codes: 0 done, 1 failed, 2 wrong usage.%n%nExamples:%n",
            footer = {
                "  fristvagt backtest --events events.jsonl --alerts alerts.jsonl --deadlines deadlines.jsonl",
                "  fristvagt explain --events events.jsonl --citizen c1 --on 2022-10-05",
                "  fristvagt rules --on 2024-01-01",
                "  fristvagt demo"
            })
    static final class Root implements Runnable {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--stacktrace",
                scope = ScopeType.INHERIT,
                description = "After an error, print where in the program it happened.")
        private boolean stacktrace;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "Which command?");
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is not a day; write it as 2024-01-31");
        }
    }

    private static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(usage(e)) + " See '" + name + " --help'.");
        return WRONG_USAGE;
    }

    private static String usage(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return e.getMessage();
        }
        String argument = unmatched.getUnmatched().get(0);
        boolean atRoot = e.getCommandLine().getParent() == null;
        String what = argument.startsWith("-") ? "option" : atRoot ? "command" : "argument";
        List<String> meant = unmatched.getSuggestions();
        return "there is no " + what + " '" + argument + "'."
                + (meant.isEmpty() ? "" : " Did you mean " + meant.get(0) + "?");
    }

    private static int failed(Exception e, CommandLine command, ParseResult parsed) {
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + oneLine(message(e)));
        Root root = command.getCommandSpec().root().userObject() instanceof Root top ? top : new Root();
        if (root.stacktrace) {
            e.printStackTrace(command.getErr());
        }
        return FAILED;
    }

    private static String message(Exception e) {
        if (e instanceof Failure) {
            return e.getMessage();
        }
        if (e instanceof IOException io) {
            return ofFile(io);
        }
        if (e instanceof UncheckedIOException io) {
            return ofFile(io.getCause());
        }
        // The message of an error that nobody foresaw may hold anything, so it is not shown.
        return "the program has an error (" + e.getClass().getSimpleName()
                + "); run it again with --stacktrace and report what it prints";
    }

    /** What an exception about a file says: the library's message is often the bare name of the file. */
    static String ofFile(IOException e) {
        if (!(e instanceof FileSystemException file)) {
            return "cannot read or write: " + e.getMessage();
        }
        String problem;
        if (e instanceof NoSuchFileException) {
            problem = "there is no such file";
        } else if (e instanceof AccessDeniedException) {
            problem = "access denied; check its permissions";
        } else {
            problem = file.getReason() == null ? "cannot be read or written" : file.getReason();
        }
        return file.getFile() + ": " + problem;
    }

    private static String oneLine(String message) {
        String text = Printable.of(message, LONGEST_MESSAGE);
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("…") ? text : text + ".";
    }

    /** The version of the program, as the jar says it. */
    public static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** What {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"fristvagt " + version()};
        }
    }
}
