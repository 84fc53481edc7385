package dk.fristvagt.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dk.fristvagt.compose.ComposeFile.Mount;
import dk.fristvagt.testing.PlainProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of a compose file as plain processes of this machine: what a container has for itself and a process
 * shares with all others is put into other words, and nothing else.
 *
 * <ul>
 *   <li>An address: {@code kafka:9092} anywhere, and {@code localhost:9093}, {@code 0.0.0.0:8083} or {@code ://:9092} in
 *       what is one service's, become 127.0.0.1 and a port that stands for that port of that service.
 *   <li>A path of a volume becomes a directory of its own; a file of the repository becomes a copy in which the same
 *       words are put.
 *   <li>The jar in the image becomes the jar that was built, and {@code java} the one that runs the tests.
 *   <li>The limits become those of the JVM: {@code mem_limit} its -XX:MaxRAM, {@code cpus} its processors.
 * </ul>
 *
 * What a process cannot show is who it runs as, a root file system that is read-only, and the images of others.
 */
final class OnThisMachine {
    /** Below it no system takes ports for outgoing connections by itself (Linux starts at 32768), so a free one stays free. */
    private static final int END = 32_768;

    private static final int START = 20_000;
    private static final String LOOPBACK = "127.0.0.1";

    /** A path is one when it begins a word, and it ends where its last name does. */
    private static final String BEFORE_PATH = "(?<![\\w./-])";

    private static final String AFTER_PATH = "(?![\\w-])";

    private final ComposeFile file;
    private final Path directory;
    private final ImageOfTheJar image = ImageOfTheJar.read();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Pattern address;

    /**
     * The machine.
     *
     * @param file with everything resolved
     * @param directory for volumes, copies and logs
     */
    OnThisMachine(ComposeFile file, Path directory) {
        this.file = file;
        this.directory = directory;
        String services = file.services().keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        this.address = Pattern.compile("(/dev/tcp/|://|@|(?<![\\w./-]))(" + services
                + "|localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)?([:/])(\\d{4,5})\\b");
    }

    /** The port that stands for {@code port} of {@code service}. */
    int port(String service, int port) {
        return ports.computeIfAbsent(service + ":" + port, unused -> free());
    }

    /** Something else already listens for {@code port} of {@code service}. */
    void settle(String service, int port, int here) {
        ports.put(service + ":" + port, here);
    }

    /** Starts what {@code service} of our image starts, with {@code arguments} in place of its command. */
    PlainProcess startOwn(String service, List<String> arguments) {
        List<String> command = new ArrayList<>(image.entrypoint());
        command.set(0, java());
        command.addAll(arguments);
        Map<String, String> environment = environment(service);
        environment.put(
                "JDK_JAVA_OPTIONS", limits(file.services().get(service)) + " -Djava.io.tmpdir=" + make("tmp", service));
        return start(service, command, environment, "java");
    }

    /** Starts what {@code service} of our image starts. */
    PlainProcess startOwn(String service) {
        return startOwn(service, ComposeFile.texts(file.services().get(service).path("command")));
    }

    /** Starts {@code program} with the command of {@code service}. */
    PlainProcess startOther(String service, String program, String remedy) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(ComposeFile.texts(file.services().get(service).path("command")));
        return start(service, command, environment(service), remedy);
    }

    /** Starts {@code command}, put into this machine's words, with {@code environment} as it is. */
    PlainProcess start(String service, List<String> command, Map<String, String> environment, String remedy) {
        return PlainProcess.start(
                make("logs", service),
                Integer.toString(ports.merge("starts of " + service, 1, Integer::sum)),
                command.stream().map(word -> translate(service, word)).toList(),
                environment,
                remedy);
    }

    /** The health check of {@code service}. */
    PlainProcess startHealthCheck(String service) {
        List<String> test = ComposeFile.texts(file.services().get(service).at("/healthcheck/test"));
        if (!test.get(0).equals("CMD")) {
            throw new AssertionError("the health check of " + service + " needs a shell of the image: " + test);
        }
        return start(service, test.subList(1, test.size()), Map.of(), test.get(1) + " is missing");
    }

    /** The environment that the file gives {@code service}. */
    Map<String, String> environment(String service) {
        Map<String, String> environment =
                new TreeMap<>(ComposeFile.mapping(file.services().get(service).path("environment")));
        environment.replaceAll((name, value) -> translate(service, value));
        return environment;
    }

    /** {@code text} of {@code service} as it has to be said on this machine. */
    String translate(String service, String text) {
        return paths(service, addresses(service, text));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    // ---- addresses

    private String addresses(String service, String text) {
        return address.matcher(text).replaceAll(found -> {
            String host = found.group(2);
            boolean ofService = host != null && file.services().containsKey(host);
            int port = port(ofService ? host : service, Integer.parseInt(found.group(4)));
            return Matcher.quoteReplacement(found.group(1) + LOOPBACK + found.group(3) + port);
        });
    }

    // ---- paths

    private String paths(String service, String text) {
        Map<String, Path> here =
                new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        if (ComposeFile.isOwn(file.services().get(service))) {
            here.put(image.jarInTheImage(), Path.of("target", "fristvagt.jar").toAbsolutePath());
        }
        ComposeFile.mounts(file.services().get(service))
                .forEach(mount -> here.put(mount.target(), directory.resolve(nameOf(service, mount))));
        if (here.isEmpty()) {
            return text;
        }
        String targets = here.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(BEFORE_PATH + "(" + targets + ")" + AFTER_PATH)
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(here.get(found.group(1)).toString()));
    }

    private static String nameOf(String service, Mount mount) {
        return mount.ofHost() ? service + mount.target() : mount.source();
    }

    /** Makes the volumes of {@code service}, and copies what is mounted from the repository. */
    void mount(String service) {
        for (Mount mount : ComposeFile.mounts(file.services().get(service))) {
            Path there = directory.resolve(nameOf(service, mount));
            if (mount.ofHost()) {
                copy(service, Path.of(mount.source()), there);
            } else {
                createDirectories(there);
            }
        }
    }

    private void copy(String service, Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path source : files.filter(Files::isRegularFile).toList()) {
                Path target = from.equals(source) ? to : to.resolve(from.relativize(source));
                createDirectories(target.getParent());
                Files.writeString(target, translate(service, Files.readString(source)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path make(String what, String service) {
        return createDirectories(directory.resolve(what).resolve(service));
    }

    private static Path createDirectories(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- limits and ports

    private static String limits(JsonNode service) {
        int processors = Math.max(1, service.path("cpus").asInt());
        return "-XX:MaxRAM=" + service.path("mem_limit").asText() + " -XX:ActiveProcessorCount=" + processors;
    }

    private static int free() {
        return ThreadLocalRandom.current()
                .ints(START, END)
                .filter(OnThisMachine::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
