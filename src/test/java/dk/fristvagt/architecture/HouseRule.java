package dk.fristvagt.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What architecture.md asks of the code, each with its reason and with what to do instead.
 *
 * <p>Every rule is written for a root package, so that it is shown to catch a violation among fixtures before it is
 * believed about the product.
 */
enum HouseRule {
    FACTS_REST_ON_NOTHING(room -> onlyDependsOn(room, "facts", "java..")
            .because("facts are the ground of the core; what needs a rule or a clock belongs in a room above")),

    SENIORITY_RESTS_ON_FACTS(
            room -> onlyDependsOn(room, "seniority", "java..", room.of("facts"))
                    .because(
                            "timeline and clocks are computed from facts alone; a rule that needs them asks, they never ask it")),

    RULES_REST_ON_FACTS_AND_SENIORITY(room -> onlyDependsOn(
                    room, "rules", "java..", room.of("facts"), room.of("seniority"))
            .because("a deadline follows from facts and clocks; what was said about it before must not matter")),

    // The table lets alerts import rules; the signatures of rules speak of days and courses.
    ALERTS_REST_ON_RULES(
            room -> onlyDependsOn(room, "alerts", "java..", room.of("rules"), room.of("seniority"), room.of("facts"))
                    .because("the ledger compares deadlines; it must not reach up into the monitor that keeps it")),

    MONITOR_IS_THE_ROOF_OF_THE_CORE(room -> onlyDependsOn(
                    room,
                    "monitor",
                    "java..",
                    room.of("facts"),
                    room.of("seniority"),
                    room.of("rules"),
                    room.of("alerts"))
            .because("backtest, demo, tests and the live monitor run the same core, so it knows none of them")),

    CORE_DOES_NO_IO(room -> noClasses()
            .that()
            .resideInAnyPackage(room.core())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.net..",
                    "java.sql..",
                    "java.util.logging..")
            .because(
                    "the core is a pure function of a file, an event and a day; read and write in wire, topology or cli,"
                            + " and hand the result in")),

    CORE_HAS_NO_THREADS_AND_NO_CHANCE(room -> noClasses()
            .that()
            .resideInAnyPackage(room.core())
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.concurrent..")
                    .or(assignableTo(Thread.class))
                    .or(assignableTo(java.util.Random.class))
                    .or(assignableTo(java.util.random.RandomGenerator.class)))
            .because("the same file, event and day must always give the same outcome; threads belong to topology")),

    ONLY_THE_MONITOR_IS_ENTERED(room -> noClasses()
            .that()
            .resideInAnyPackage(room.of("topology"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(room.of("seniority"))
            .because("monitor is the only entrance to the core: an outcome already holds what seniority found out")),

    WIRE_TRANSLATES_AND_NOTHING_ELSE(room -> noClasses()
            .that()
            .resideInAnyPackage(room.of("wire"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(room.all("topology", "embedded", "cli", "ops", "simulation", "web"))
                    .or(resideInAnyPackage("org.apache.kafka.streams..", "picocli..")))
            .because("a format must be usable by every room above it; what a message means is not its business")),

    TOPOLOGY_RESTS_ON_CORE_AND_WIRE(room -> noClasses()
            .that()
            .resideInAnyPackage(room.of("topology"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(room.all("embedded", "cli", "simulation", "web"))
                    .or(resideInAnyPackage("org.apache.avro..", "com.fasterxml..", "picocli..")))
            .because("Kafka Streams gives every citizen one place, one order and exactly-once, and nothing else;"
                    + " bytes are wire's, commands are cli's")),

    EMBEDDED_KNOWS_ONLY_KAFKA(room -> noClasses()
            .that()
            .resideInAnyPackage(room.of("embedded"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(room.all(
                    "facts",
                    "seniority",
                    "rules",
                    "alerts",
                    "monitor",
                    "wire",
                    "topology",
                    "cli",
                    "ops",
                    "simulation",
                    "web")))
            .because("a broker and a registry for demo and tests must not know what is sent through them")),

    NOBODY_RESTS_ON_THE_COMMANDS(room -> noClasses()
            .that()
            .resideOutsideOfPackage(room.of("cli"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(room.of("cli")).or(resideInAPackage("picocli..")))
            .because("commands and configuration are the outermost room: pass what they found out as values")),

    NOBODY_READS_THE_CLOCK(room -> noClasses()
            .that(not(isOneOf(room, Exceptions.READ_THE_CLOCK)))
            .should()
            .accessTargetWhere(readsTheClock())
            .because(
                    "the business day is the injected clock's: take a java.time.InstantSource, so that backtest, rehearsal"
                            + " and tests can set it")),

    ONLY_THE_COMMANDS_PRINT(
            room -> noClasses()
                    .that(resideOutsideOfPackage(room.of("cli")).and(not(isOneOf(room, Exceptions.PRINT))))
                    .should()
                    .accessTargetWhere(printsToTheTerminal())
                    .because(
                            "what a case worker reads on a terminal is the commands' business; everything else logs with slf4j")),

    STATISTICS_ONLY_READ_WHAT_COMES_OUT(room -> noClasses()
            .that()
            .resideInAnyPackage(room.all("topology", "wire", "embedded", "simulation"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(room.of("statistics"))
            .because("counting must not be able to delay or change an alert; it reads the tables like anybody else")),

    ONE_CLASS_WRITES_THE_STORES(room -> noClasses()
            .that()
            .doNotHaveFullyQualifiedName(room.root() + ".topology.CitizenStores")
            .and()
            .doNotHaveFullyQualifiedName(room.root() + ".statistics.RowStore")
            .should()
            .accessTargetWhere(writesAStore())
            .because("one read and one write per event are counted in one place; ask it to keep the file")),

    NOBODY_SCANS_A_STORE(room -> noClasses()
            .that()
            // once when a partition is assigned and once a month, off the way of the alerts
            .doNotHaveFullyQualifiedName(room.root() + ".statistics.RowStore")
            .should()
            .accessTargetWhere(scansAStore())
            .because("a tick with nothing due must cost nothing that grows with the number of citizens;"
                    + " read a range of the agenda")),

    NOBODY_WRITES_WHAT_ANOTHER_JVM_CANNOT_READ(room -> noClasses()
            .should()
            .dependOnClassesThat(
                    assignableTo(java.io.ObjectOutputStream.class).or(assignableTo(java.io.ObjectInputStream.class)))
            .because("state and messages are versioned Avro; Java serialisation ties them to a class file"));

    private static final Set<String> CLOCK_METHODS = Set.of(
            "now",
            "currentTimeMillis",
            "nanoTime",
            "system",
            "systemUTC",
            "systemDefaultZone",
            "tick",
            "tickMillis",
            "tickSeconds",
            "tickMinutes");

    private final Function<Rooms, ArchRule> rule;

    HouseRule(Function<Rooms, ArchRule> rule) {
        this.rule = rule;
    }

    /** The rule for the rooms under {@code root}. */
    ArchRule in(String root) {
        // A room that is not built yet has no class to break a rule.
        return rule.apply(new Rooms(root)).allowEmptyShould(true);
    }

    /** Classes that are excused from a rule, by their names relative to the root package, with the reason. */
    static final class Exceptions {
        static final Map<String, String> READ_THE_CLOCK = Map.of(
                "cli.Main", "the outermost place: the one InstantSource is made here and injected from here",
                "embedded.EmbeddedServer", "measures how long it has waited for a child process; asks for no date");

        static final Map<String, String> PRINT = Map.of(
                "embedded.BrokerMain", "a JVM of its own: its parent reads from its output that it is up",
                "embedded.ChildMain", "a JVM of its own, without the product's logging");

        private Exceptions() {}
    }

    /** The rooms under a root package. */
    private record Rooms(String root) {
        String of(String room) {
            return root + '.' + room + "..";
        }

        String[] all(String... rooms) {
            return Arrays.stream(rooms).map(this::of).toArray(String[]::new);
        }

        String[] core() {
            return all("facts", "seniority", "rules", "alerts", "monitor");
        }
    }

    private static ArchRule onlyDependsOn(Rooms rooms, String room, String... allowed) {
        String[] withItself =
                Stream.concat(Stream.of(rooms.of(room)), Stream.of(allowed)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage(rooms.of(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(withItself);
    }

    private static DescribedPredicate<JavaClass> isOneOf(Rooms rooms, Map<String, String> names) {
        return DescribedPredicate.describe(
                "are " + names.keySet(),
                type -> names.keySet().stream()
                        .anyMatch(name -> outermost(type).getFullName().equals(rooms.root() + '.' + name)));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRule::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
        return DescribedPredicate.describe("it reads the clock", access -> {
            AccessTarget target = access.getTarget();
            String owner = target.getOwner().getFullName();
            boolean timeType = owner.startsWith("java.time.") || owner.equals("java.lang.System");
            boolean withoutArguments = target instanceof AccessTarget.CodeUnitCallTarget call
                    && call.getRawParameterTypes().stream()
                            .noneMatch(type -> type.isAssignableTo(java.time.Clock.class));
            boolean emptyDate = owner.equals("java.util.Date")
                    && target instanceof AccessTarget.ConstructorCallTarget made
                    && made.getRawParameterTypes().isEmpty();
            return emptyDate || timeType && withoutArguments && CLOCK_METHODS.contains(target.getName());
        });
    }

    private static DescribedPredicate<JavaAccess<?>> printsToTheTerminal() {
        return DescribedPredicate.describe("it prints to the terminal", access -> {
            AccessTarget target = access.getTarget();
            boolean stream = target.getOwner().isEquivalentTo(System.class)
                    && Set.of("out", "err").contains(target.getName());
            boolean trace = target.getOwner().isAssignableTo(Throwable.class)
                    && target.getName().equals("printStackTrace");
            return stream || trace;
        });
    }

    private static DescribedPredicate<JavaAccess<?>> writesAStore() {
        return onStores("it writes a store", Set.of("put", "putIfAbsent", "putAll", "delete"));
    }

    private static DescribedPredicate<JavaAccess<?>> scansAStore() {
        return onStores("it reads a whole store", Set.of("all", "reverseAll"));
    }

    private static DescribedPredicate<JavaAccess<?>> onStores(String what, Set<String> methods) {
        return DescribedPredicate.describe(
                what,
                access -> methods.contains(access.getTarget().getName())
                        && isStore(access.getTarget().getOwner()));
    }

    private static boolean isStore(JavaClass type) {
        return Stream.of(
                        org.apache.kafka.streams.state.ReadOnlyKeyValueStore.class,
                        org.apache.kafka.streams.processor.StateStore.class)
                .anyMatch(store -> type.isAssignableTo(store));
    }
}
