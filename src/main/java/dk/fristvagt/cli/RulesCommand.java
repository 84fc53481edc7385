package dk.fristvagt.cli;

import dk.fristvagt.wire.InvalidRulebookFileException;
import dk.fristvagt.wire.RulebookDocument;
import dk.fristvagt.wire.RulebookMarkdown;
import dk.fristvagt.wire.RulebookTable;
import dk.fristvagt.wire.RulebookYaml;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rules}: prints the rulebook with its citations. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Prints the rulebook: each rule with its validity, due day, ladder and paragraph.",
        footerHeading = "%nExamples:%n",
        footer = {"  fristvagt rules", "  fristvagt rules --on 2024-01-01", "  fristvagt rules --markdown > rules.md"})
public final class RulesCommand implements Runnable {
    private final Surroundings surroundings;

    @Option(names = "--on", paramLabel = "DATE", description = "Only the rules that are valid on DATE (2024-01-31).")
    private Optional<LocalDate> on;

    @Option(names = "--markdown", description = "As Markdown instead of a table for a terminal.")
    private boolean markdown;

    @Mixin
    private RulesOption rules;

    RulesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        RulebookDocument document = rules.document();
        surroundings
                .out()
                .print(markdown ? RulebookMarkdown.of(document, on) : RulebookTable.of(document, on, Page.WIDTH));
    }

    /** {@code --rules DIR}: another rulebook than the one in the jar. */
    public static final class RulesOption {
        @Option(
                names = "--rules",
                paramLabel = "DIR",
                description =
                        "Use the rulebook in DIR (rulebook.yaml and the files it lists) instead of the built-in one.")
        private Optional<Path> directory;

        boolean isGiven() {
            return directory.isPresent();
        }

        /** The rulebook that was chosen. */
        public RulebookDocument document() {
            try {
                return directory.map(RulebookYaml::loadDocument).orElseGet(RulebookYaml::builtInDocument);
            } catch (InvalidRulebookFileException e) {
                throw new Failure(e.getMessage(), e);
            }
        }
    }
}
