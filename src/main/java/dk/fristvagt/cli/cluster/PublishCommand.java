package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.History;
import dk.fristvagt.cli.ProgressLine;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.wire.CheckedEvent;
import dk.fristvagt.wire.EventFiles;
import dk.fristvagt.wire.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code publish}: sends files of events to the input topics (contract.md, "Command line"). */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Checks files of events, whole, and then sends them to the input topics, in their order. Nothing is sent",
            "when a line cannot be read or holds an invalid event. Events that were sent before do no harm."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  fristvagt publish --config fristvagt.properties events.jsonl",
            "  fristvagt publish --config fristvagt.properties --allow-invalid 2024.jsonl 2025.jsonl"
        })
public final class PublishCommand implements Runnable {
    private final Surroundings surroundings;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--allow-invalid",
            description = {
                "Send invalid events too, where a record can hold them; the monitor moves them to the dead letters. What",
                "looks like a national id is never sent."
            })
    private boolean allowInvalid;

    @Parameters(paramLabel = "EVENTS", arity = "1..*", description = "Files of events, one JSON object a line.")
    private List<Path> files;

    public PublishCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        Configuration configuration = config.read(surroundings);
        long lines = check();
        try (EventStream stream = EventStream.to(configuration, surroundings.clock())) {
            long left = send(stream, lines);
            surroundings
                    .out()
                    .println("Published " + Shown.number(stream.sent()) + (stream.sent() == 1 ? " event" : " events")
                            + (left == 0
                                    ? "."
                                    : "; " + Shown.number(left) + (left == 1 ? " was" : " were")
                                            + " left out: no record can hold it, or it looks like a national id."));
        }
    }

    /** Sends line after line; gives how many were left out. */
    private long send(EventStream stream, long lines) {
        long[] left = {0};
        try (ProgressLine progress = new ProgressLine(surroundings)) {
            read(line -> {
                if (line.read().record().isEmpty() || isNational(line)) {
                    left[0]++;
                } else {
                    stream.send(line.read().record().get());
                    progress.show(
                            () -> "publish  " + Shown.number(stream.sent()) + " of " + Shown.number(lines) + " events");
                }
            });
            stream.finish();
        }
        return left[0];
    }

    private static boolean isNational(EventFiles.Line line) {
        return line.read().checked() instanceof CheckedEvent.Rejected rejected
                && rejected.why().code() == Invalid.Code.CPR_LIKE;
    }

    /** Reads everything once before anything is sent; gives how many events there are. */
    private long check() {
        long[] lines = {0};
        List<EventFiles.InvalidLine> invalid = new ArrayList<>();
        List<EventFiles.UnknownField> unknown = read(line -> {
            lines[0]++;
            if (line.read().checked() instanceof CheckedEvent.Rejected rejected) {
                invalid.add(new EventFiles.InvalidLine(line.file(), line.number(), rejected.why()));
            }
        });
        new History(files, List.of(), invalid, unknown)
                .report(surroundings.err(), allowInvalid ? "invalid" : "refused");
        if (!invalid.isEmpty() && !allowInvalid) {
            throw new Failure(
                    Shown.number(invalid.size()) + (invalid.size() == 1 ? " invalid event" : " invalid events")
                            + "; nothing was sent. Correct them, or send the others too with --allow-invalid");
        }
        return lines[0];
    }

    private List<EventFiles.UnknownField> read(java.util.function.Consumer<EventFiles.Line> each) {
        try {
            return EventFiles.read(files, each);
        } catch (EventFiles.UnreadableLineException e) {
            throw new Failure(e.getMessage() + "; nothing was sent", e);
        } catch (IOException e) {
            throw History.failure(e);
        }
    }
}
