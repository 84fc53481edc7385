package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.config.Principals;
import dk.fristvagt.statistics.StatisticsStreams;
import dk.fristvagt.topology.BrokerTimeProbe;
import dk.fristvagt.topology.Names;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Who may do what on a cluster: what each principal needs, and nothing else.
 *
 * <p>Kafka authorises topics, not records: that is why each unit has an alert topic of its own. A unit reads its alerts;
 * the monitor reads the inputs, writes what comes out and keeps its state; the statistics read the tables and keep theirs;
 * a producer writes the inputs; a reader reads all that comes out. Nobody else is given anything.
 *
 * <p>{@code DESCRIBE} is not among them: Kafka's authorizer lets whoever may read or write a resource describe it.
 */
public final class Access {
    private static final String ANY_HOST = "*";
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Half a minute. */
    private static final int LOOKS = 1_500;

    private final Topics topics;
    private final Units units;
    private final String applicationId;
    private final Principals principals;

    public Access(Topics topics, Units units, String applicationId, Principals principals) {
        this.topics = topics;
        this.units = units;
        this.applicationId = applicationId;
        this.principals = principals;
    }

    /** Every ACL. */
    public List<AclBinding> wanted() {
        List<AclBinding> wanted = new ArrayList<>();
        principals.monitor().ifPresent(monitor -> addMonitor(wanted, monitor));
        principals.statistics().ifPresent(statistics -> addStatistics(wanted, statistics));
        principals
                .producer()
                .ifPresent(producer ->
                        topics.inputs().forEach(topic -> onTopic(wanted, producer, topic, AclOperation.WRITE)));
        principals
                .reader()
                .ifPresent(reader -> outputs().forEach(topic -> onTopic(wanted, reader, topic, AclOperation.READ)));
        for (Units.Unit unit : units.all()) {
            principals.of(unit).ifPresent(principal -> {
                onTopic(wanted, principal, topics.alerts(unit.unit()), AclOperation.READ);
                // A full stop ends the name: akasse-A must not be able to move the offsets of akasse-AKA.
                add(wanted, principal, ResourceType.GROUP, unit.unit() + ".", PatternType.PREFIXED, AclOperation.READ);
            });
        }
        return List.copyOf(wanted);
    }

    private void addMonitor(List<AclBinding> wanted, String monitor) {
        topics.inputs()
                .forEach(topic -> onTopic(wanted, monitor, topic, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS));
        outputs().forEach(topic -> onTopic(wanted, monitor, topic, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS));
        onTopic(wanted, monitor, BrokerTimeProbe.topic(applicationId), AclOperation.CREATE, AclOperation.WRITE);
        addApplication(wanted, monitor, applicationId, List.of(Names.CITIZENS, Names.AGENDA));
    }

    private void addStatistics(List<AclBinding> wanted, String statistics) {
        onTopic(wanted, statistics, topics.deadlines(), AclOperation.READ);
        onTopic(wanted, statistics, topics.measures(), AclOperation.READ);
        addApplication(
                wanted, statistics, StatisticsStreams.applicationId(applicationId), List.of(StatisticsStreams.STORE));
    }

    /** What an application of Kafka Streams needs for itself. */
    private static void addApplication(List<AclBinding> wanted, String principal, String id, List<String> stores) {
        for (String store : stores) {
            onTopic(
                    wanted,
                    principal,
                    id + "-" + store + "-changelog",
                    AclOperation.CREATE,
                    AclOperation.READ,
                    AclOperation.WRITE);
        }
        add(wanted, principal, ResourceType.GROUP, id, PatternType.LITERAL, AclOperation.READ);
        // Kafka Streams appends a number of the instance and of the thread.
        add(wanted, principal, ResourceType.TRANSACTIONAL_ID, id + "-", PatternType.PREFIXED, AclOperation.WRITE);
    }

    private List<String> outputs() {
        return Stream.concat(
                        topics.alerts(units).stream(),
                        Stream.of(topics.deadlines(), topics.measures(), topics.deadLetters()))
                .toList();
    }

    private static void onTopic(List<AclBinding> to, String principal, String topic, AclOperation... operations) {
        add(to, principal, ResourceType.TOPIC, topic, PatternType.LITERAL, operations);
    }

    private static void add(
            List<AclBinding> to,
            String principal,
            ResourceType type,
            String name,
            PatternType pattern,
            AclOperation... operations) {
        for (AclOperation operation : operations) {
            to.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, ANY_HOST, operation, AclPermissionType.ALLOW)));
        }
    }

    /**
     * The ACLs that are missing; empty {@code Optional} when the brokers have no authorizer.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or do not show theirs
     */
    public Optional<List<AclBinding>> missing(Admin admin) {
        try {
            return Optional.of(missing(admin, wanted()));
        } catch (SecurityDisabledException noAuthorizer) {
            return Optional.empty();
        }
    }

    private static List<AclBinding> missing(Admin admin, List<AclBinding> wanted) {
        Set<AclBinding> there = new HashSet<>(
                Answers.of(admin.describeAcls(AclBindingFilter.ANY).values()));
        return wanted.stream().filter(acl -> !there.contains(acl)).toList();
    }

    /**
     * Makes {@code acls}, and waits until they can be seen: a broker learns of them a moment after it has said that they
     * are made, and would refuse whoever comes at once.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers do not answer, or refuse
     */
    public static void create(Admin admin, List<AclBinding> acls) {
        Answers.of(admin.createAcls(acls).all());
        for (int look = 0; look < LOOKS; look++) {
            if (missing(admin, acls).isEmpty()) {
                return;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        throw new TimeoutException("ACLs that were made cannot be seen");
    }

    /** An ACL in words: who may do what on what. */
    public static String describe(AclBinding acl) {
        return acl.entry().principal() + " may " + acl.entry().operation() + " "
                + acl.pattern().resourceType() + " " + acl.pattern().name()
                + (acl.pattern().patternType() == PatternType.PREFIXED ? "*" : "");
    }

    /** ACLs in the order in which they are read best. */
    public static Comparator<AclBinding> order() {
        return Comparator.comparing((AclBinding acl) -> acl.entry().principal())
                .thenComparing(acl -> acl.pattern().resourceType())
                .thenComparing(acl -> acl.pattern().name())
                .thenComparing(acl -> acl.entry().operation());
    }
}
