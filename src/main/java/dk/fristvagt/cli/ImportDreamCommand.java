package dk.fristvagt.cli;

import dk.fristvagt.simulation.dream.CodeBook;
import dk.fristvagt.simulation.dream.DreamException;
import dk.fristvagt.simulation.dream.DreamImport;
import dk.fristvagt.simulation.dream.Findings;
import dk.fristvagt.simulation.dream.Identities;
import dk.fristvagt.simulation.dream.IsoWeek;
import dk.fristvagt.simulation.dream.Limits;
import dk.fristvagt.simulation.dream.PseudonymKey;
import dk.fristvagt.simulation.dream.Tally;
import dk.fristvagt.wire.EventJson;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code import-dream}: a DREAM-like register of weekly codes as a file of events. */
@Command(
        name = "import-dream",
        mixinStandardHelpOptions = true,
        description = {
            "Reads a DREAM-like register (CSV, one code a person a week) into a file of events: weeks in a row",
            "with codes of one group become a benefit spell, weeks in a row in one kind of activation an offer.",
            "",
            "The first line decides the form: id;y_1901;y_1902;… (one line a person; y_, two digits of the",
            "year, ISO week) or id;week;code (one line a person and week; the weeks of a person in order, on",
            "lines that follow each other). Semicolon, tab or comma; UTF-8; other columns are not read.",
            "A blank week is a week without a benefit.",
            "",
            "A spell that runs through the last coded week of the file stays open-ended: the file ends there,",
            "not the benefit. Events are recorded on the Monday after the week that shows them, so a backtest",
            "knows no more than the register did. A longer file of the same register repeats the events of a",
            "shorter one and adds to them; weeks that were corrected need a fresh start.",
            "",
            "Nothing is written when a line is malformed; mistakes are named by line and column. No cell of the",
            "file is ever shown. Codes that are not known are counted and taken as no benefit."
        },
        footerHeading = "%nWhat weekly data cannot decide, and what stands in its place:%n")
final class ImportDreamCommand implements Runnable {
    private static final String NO_UNIT = "0000";

    private static final List<String> EXAMPLES = List.of(
            "",
            "Examples:",
            "  fristvagt import-dream --in dream.csv --out events.jsonl --pseudonym-key-file key.hex",
            "  fristvagt import-dream --in extract.csv --out events.jsonl --municipality 0751",
            "  fristvagt backtest --events events.jsonl --deadlines deadlines.jsonl");

    private final Surroundings surroundings;

    private CommandSpec spec;

    @Option(names = "--in", paramLabel = "FILE", required = true, description = "The register file.")
    private Path in;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file of events to write.")
    private Path out;

    @Option(
            names = "--pseudonym-key-file",
            paramLabel = "FILE",
            description = {
                "Turn every id into a pseudonym, its HMAC-SHA-256 under the key in FILE: at least 64 hexadecimal"
                        + " digits (openssl rand -hex 32). Without it, ids that look like national ids are refused"
                        + " and others pass as they are."
            })
    private Optional<Path> keyFile;

    @Option(
            names = "--municipality",
            paramLabel = "CODE",
            defaultValue = NO_UNIT,
            description = "The municipality of every spell, four digits; " + NO_UNIT + " unless given.")
    private String municipality;

    @Option(
            names = "--codes",
            paramLabel = "FILE",
            description = "What the codes mean, in the form of src/main/resources/dream/codes.yaml, which is used"
                    + " unless given.")
    private Optional<Path> codes;

    ImportDreamCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The limits are said in one place; an annotation cannot take them from there. */
    @Spec
    void spec(CommandSpec commandSpec) {
        spec = commandSpec;
        spec.usageMessage()
                .footer(Stream.concat(Limits.LINES.stream().map(line -> "  " + line), EXAMPLES.stream())
                        .toArray(String[]::new));
    }

    @Override
    public void run() {
        checkArguments();
        try {
            CodeBook book = codes.isPresent() ? CodeBook.read(codes.get()) : CodeBook.builtIn();
            Identities identities =
                    keyFile.isPresent() ? Identities.pseudonyms(key(keyFile.get())) : Identities.opaque();
            run(book, identities);
        } catch (DreamException e) {
            throw new Failure(e.getMessage(), e);
        } catch (IOException e) {
            throw new Failure(Commands.ofFile(e), e);
        }
    }

    private void run(CodeBook book, Identities identities) throws IOException, DreamException {
        try (ProgressLine progress = new ProgressLine(surroundings);
                OutputFile file = OutputFile.at(out)) {
            DreamImport dream = new DreamImport(
                    in,
                    book,
                    identities,
                    municipality,
                    (pass, read, size) -> progress.show(
                            () -> "import-dream  " + pass + " " + (size == 0 ? 100 : read * 100 / size) + " pct."));
            DreamImport.Checked checked = dream.check();
            refuse(checked.findings());
            Tally tally = dream.write(checked, event -> file.line(EventJson.write(event)));
            file.finish();
            file.publish();
            progress.close();
            oddCodes(tally);
            summary(checked, tally);
        }
    }

    private PseudonymKey key(Path file) throws IOException, DreamException {
        PseudonymKey key = PseudonymKey.read(file);
        if (PseudonymKey.isOpenToOthers(file)) {
            surroundings
                    .err()
                    .println(Printable.of(file.toString())
                            + ": others than its owner may read the key; take that away with chmod 600");
        }
        return key;
    }

    private void refuse(Findings findings) {
        if (findings.isEmpty()) {
            return;
        }
        findings.kept().forEach(surroundings.err()::println);
        long more = findings.count() - findings.kept().size();
        if (more > 0) {
            surroundings.err().println("… and " + Shown.number(more) + " more");
        }
        throw new Failure(
                Printable.of(in.toString()) + ": " + counted(findings.count(), "mistake") + "; nothing was written");
    }

    private void oddCodes(Tally tally) {
        report(tally, Tally.Oddity.UNKNOWN, "is not known; taken as no benefit, add it with --codes");
        report(tally, Tally.Oddity.NOT_THEN, "has no meaning in these weeks; taken as no benefit");
        report(tally, Tally.Oddity.NO_ACTIVITY, "names an activity that is not known; the benefit counts, no offer");
    }

    private void report(Tally tally, Tally.Oddity oddity, String what) {
        for (Tally.CodeUse use : tally.codes(oddity)) {
            surroundings
                    .err()
                    .println(String.format(
                            "%s:%d: code %03d %s: %s of %s",
                            Printable.of(in.toString()),
                            use.firstLine(),
                            use.code(),
                            what,
                            counted(use.weeks(), "week"),
                            counted(use.persons(), "person")));
        }
    }

    private void summary(DreamImport.Checked checked, Tally tally) {
        PrintWriter page = surroundings.out();
        String weeks = tally.firstWeek()
                .flatMap(first -> tally.lastWeek().map(last -> first + " to " + last))
                .orElse("no week with a code");
        page.println("Register     " + checked.layout().orElse("") + ", " + weeks);
        page.println("Persons      " + Shown.number(tally.persons()) + ", " + Shown.number(tally.personsOnBenefit())
                + " of them on a benefit that is watched");
        page.println("Weeks        " + Shown.number(tally.codedWeeks()) + " with a code, "
                + Shown.number(unknownWeeks(tally)) + " of them with one that is not known");
        page.println("Spells       " + by(tally.spells()));
        page.println("  open       " + Shown.number(tally.openSpells()) + " run through " + last(tally)
                + ", the last week of the file, and stay open-ended");
        page.println("  cut        " + Shown.number(tally.spellsFromTheStart())
                + " begin in the first week of the file; they may have begun before it");
        page.println("Offers       " + by(tally.offers()) + "; " + Shown.number(tally.openOffers()) + " still run");
        if (!checked.columnsNotRead().isEmpty()) {
            page.println("Not read     " + counted(checked.columnsNotRead().size(), "column") + ", the first is column "
                    + checked.columnsNotRead().get(0));
        }
        page.println("Events       " + Shown.number(tally.events()) + " in " + Printable.of(out.toString()));
        page.println();
        page.println("What weekly data cannot decide, and what stands in its place:");
        Limits.LINES.forEach(line -> page.println("  " + line));
    }

    private static String last(Tally tally) {
        return tally.lastWeek().map(IsoWeek::toString).orElse("none");
    }

    private static long unknownWeeks(Tally tally) {
        return Stream.of(Tally.Oddity.UNKNOWN, Tally.Oddity.NOT_THEN)
                .flatMap(oddity -> tally.codes(oddity).stream())
                .mapToLong(Tally.CodeUse::weeks)
                .sum();
    }

    private static String by(Map<? extends Enum<?>, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        String each = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Shown.number(entry.getValue()))
                .collect(Collectors.joining(", "));
        return Shown.number(all) + (each.isEmpty() ? "" : ": " + each);
    }

    private static String counted(long number, String what) {
        return Shown.number(number) + " " + what + (number == 1 ? "" : "s");
    }

    private void checkArguments() {
        if (!municipality.matches("[0-9]{4}")) {
            throw new ParameterException(spec.commandLine(), "--municipality must be four digits, as 0751");
        }
        for (Path input : Stream.of(Optional.of(in), keyFile, codes)
                .flatMap(Optional::stream)
                .toList()) {
            if (BacktestCommand.same(input, out)) {
                throw new ParameterException(spec.commandLine(), out + " is named twice; it would be overwritten");
            }
        }
        if (Files.exists(in) && !Files.isRegularFile(in)) {
            throw new Failure(in + ": is not a file that can be read twice; write it to a file first");
        }
    }
}
