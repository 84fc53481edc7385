package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.cli.Surroundings;
import dk.fristvagt.cli.config.Configuration;
import dk.fristvagt.cli.config.ConfigurationException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** {@code --config FILE}: which cluster a command is for. */
public final class ConfigOption {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration; 'fristvagt setup --sample' prints a commented one.")
    private Path file;

    /**
     * Reads the configuration.
     *
     * @throws Failure when it is wrong
     */
    public Configuration read(Surroundings surroundings) {
        return read(file, surroundings);
    }

    /**
     * Reads the configuration in {@code file}.
     *
     * @throws Failure when it is wrong
     */
    public static Configuration read(Path file, Surroundings surroundings) {
        try {
            return Configuration.read(file, surroundings.environment());
        } catch (ConfigurationException wrong) {
            throw new Failure(wrong.getMessage(), wrong);
        }
    }

    /**
     * Takes something from the configuration that not every command needs.
     *
     * @throws Failure when it is wrong
     */
    public static <T> T from(Configuration configuration, Function<Configuration, T> what) {
        try {
            return what.apply(configuration);
        } catch (ConfigurationException wrong) {
            throw new Failure(wrong.getMessage(), wrong);
        }
    }
}
