package dk.fristvagt.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JavaScript programs of {@code src/test/node}, with the packages that their lock file names. */
final class NodeFolder {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "foreign", "node");
    private static final String LOCK = "package-lock.json";

    /** The lock file of what is installed; written last, so that a broken installation is made anew. */
    private static final String INSTALLED = "installed.json";

    private static final String REMEDY = "apt install nodejs npm, or run .ci/run";

    private NodeFolder() {}

    /** Copies the programs and installs their packages, unless these are there. */
    static void install() throws IOException, InterruptedException {
        ForeignProcess.require("node", REMEDY);
        ForeignProcess.require("npm", REMEDY);
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = FOLDER.resolve(INSTALLED);
        if (Files.exists(installed) && Files.mismatch(installed, FOLDER.resolve(LOCK)) < 0) {
            return;
        }
        try (ForeignProcess npm = ForeignProcess.startWithEnvironment(FOLDER, List.of("npm", "ci"))) {
            npm.result();
        }
        Files.copy(FOLDER.resolve(LOCK), installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs {@code program} in a process of its own. */
    static ForeignProcess start(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", program));
        command.addAll(List.of(arguments));
        return ForeignProcess.start(FOLDER, command);
    }
}
