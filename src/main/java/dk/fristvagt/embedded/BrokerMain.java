package dk.fristvagt.embedded;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Formats a broker's data directory, if it is new, and runs the broker: Kafka's two tools in one JVM.
 *
 * <p>Formatted by Kafka's own tool, and not by its test kit, the cluster has all features of the release in the versions
 * that a production cluster has. By reflection, because Kafka's server is on the child's class path only.
 */
public final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs the broker until it is stopped.
     *
     * @param arguments the cluster id, the file of the broker's properties, and, if there are any, the file of the users
     *     that a new cluster has: one a line, as the tool's option {@code --add-scram} takes them
     * @throws Throwable what Kafka throws
     */
    public static void main(String[] arguments) throws Throwable {
        List<String> format =
                new ArrayList<>(List.of("format", "--ignore-formatted", "-t", arguments[0], "-c", arguments[1]));
        if (arguments.length > 2) {
            for (String user : Files.readAllLines(Path.of(arguments[2]))) {
                format.addAll(List.of("--add-scram", user));
            }
        }
        try {
            Object exitCode = Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, format.toArray(String[]::new), System.out);
            if (!exitCode.equals(0)) {
                System.exit((int) exitCode);
            }
            Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {arguments[1]});
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
