package dk.fristvagt.topology;

import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics the monitor needs, with every setting that matters written out (contract.md, "Topics"): a broker's defaults
 * are somebody else's decision.
 *
 * @param partitions of the inputs and of the tables of deadlines and measures
 * @param replicationFactor empty for the broker's default
 * @param simulated whether the clock is simulated or fixed: then records carry times that the broker would refuse, or
 *     delete as too old, and both is switched off
 */
public record TopicSetup(
        Topics topics, Units units, int partitions, Optional<Short> replicationFactor, boolean simulated) {
    /** Retention of the inputs: event time is recordedAt, and a shorter one deletes a backfill unread. */
    static final Duration TEN_YEARS = Duration.ofDays(3653);

    private static final Duration ALERT_RETENTION = Duration.ofDays(400);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(90);

    /** How much later than the broker's clock a record may be. */
    private static final Duration TIMESTAMP_TOLERANCE = Duration.ofHours(1);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    /** Half a minute. */
    private static final int LOOKS = 1_500;

    /**
     * Compression of the topics that others read, whichever the monitor's producer uses: every client knows it, and some
     * know no other (kafkajs says "LZ4 compression not implemented" and stops).
     */
    private static final String READABLE_COMPRESSION = "gzip";

    private static final int ONE = 1;

    /** Topics or settings that an error names one by one. */
    private static final int MOST_NAMED = 5;

    /** Limits, of which more is as good; less than nothing stands for no limit. */
    private static final Set<String> GENEROUS = Set.of(
            TopicConfig.RETENTION_MS_CONFIG,
            TopicConfig.RETENTION_BYTES_CONFIG,
            TopicConfig.SEGMENT_MS_CONFIG,
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);

    /** What a topic of the inputs takes; an event may be as large, so leave room for what a batch adds to it. */
    private static final int INPUT_MESSAGE_BYTES = (int) Intake.MAX_EVENT_BYTES + 64 * 1024;

    /** Every topic of the contract. Internal topics are made by Kafka Streams. */
    public List<NewTopic> wanted() {
        List<NewTopic> wanted = new ArrayList<>();
        topics.inputs().forEach(topic -> wanted.add(topic(topic, partitions, input())));
        wanted.add(topic(topics.deadlines(), partitions, table()));
        wanted.add(topic(topics.measures(), partitions, table()));
        Stream.concat(units.all().stream().map(Units.Unit::unit), Stream.of(Units.UNROUTED))
                .forEach(unit -> wanted.add(topic(topics.alerts(unit), ONE, alerts())));
        wanted.add(topic(topics.deadLetters(), ONE, deadLetters()));
        return wanted;
    }

    /**
     * What is to be done before the topics are as they should be; empty when they are. A limit that is more generous than
     * ours, as a longer retention, is left alone.
     *
     * @throws TopicException when a topic has another number of partitions, or the broker does not answer
     */
    public List<TopicChange> changes(Admin admin) {
        Map<String, NewTopic> wanted = new LinkedHashMap<>();
        wanted().forEach(topic -> wanted.put(topic.name(), topic));
        Map<String, Integer> existing = partitionsOf(admin, wanted.keySet());
        existing.forEach((topic, number) -> {
            int should = wanted.get(topic).numPartitions();
            boolean ofCitizens = ofCitizens(topics).contains(topic);
            if (number != should) {
                throw new TopicException("topic " + topic + " has " + number + " partitions and not " + should + ": "
                        + (ofCitizens
                                ? "set topics.partitions to what the topics have, or delete this one and run setup;"
                                        + " adding partitions would move citizens"
                                : "delete it and run setup"));
            }
        });
        Map<String, Map<String, String>> configs = configsOf(admin, existing.keySet());
        List<TopicChange> changes = new ArrayList<>();
        wanted.forEach((name, topic) -> {
            if (existing.containsKey(name)) {
                new TreeMap<>(topic.configs()).forEach((key, should) -> {
                    String is = configs.get(name).getOrDefault(key, "");
                    if (!suffices(key, is, should)) {
                        changes.add(new TopicChange.Alter(name, key, is, should));
                    }
                });
            } else {
                changes.add(new TopicChange.Create(topic));
            }
        });
        return changes;
    }

    /**
     * Makes {@code changes}, and waits until topics that were made are served.
     *
     * @throws TopicException when the broker refuses or does not answer
     */
    public static void apply(Admin admin, List<TopicChange> changes) {
        List<NewTopic> missing = new ArrayList<>();
        Map<ConfigResource, Collection<AlterConfigOp>> alterations = new LinkedHashMap<>();
        for (TopicChange change : changes) {
            if (change instanceof TopicChange.Create create) {
                missing.add(create.wanted());
            } else if (change instanceof TopicChange.Alter alter) {
                alterations
                        .computeIfAbsent(
                                new ConfigResource(ConfigResource.Type.TOPIC, alter.topic()),
                                topic -> new ArrayList<>())
                        .add(new AlterConfigOp(new ConfigEntry(alter.key(), alter.should()), AlterConfigOp.OpType.SET));
            }
        }
        create(admin, missing);
        if (!alterations.isEmpty()) {
            admin.incrementalAlterConfigs(alterations)
                    .values()
                    .forEach((topic, altered) ->
                            answer(altered, "settings of topic " + topic.name() + " cannot be changed"));
        }
    }

    /**
     * Makes the topics that are missing, and waits until they are served. Topics that exist are left as they are.
     *
     * @return the names of those that were made
     * @throws TopicException when the broker refuses or does not answer
     */
    public List<String> create(Admin admin) {
        return create(admin, wanted());
    }

    private static List<String> create(Admin admin, List<NewTopic> topics) {
        List<String> created = new ArrayList<>();
        Map<String, KafkaFuture<Void>> made = admin.createTopics(topics).values();
        for (NewTopic wanted : topics) {
            String topic = wanted.name();
            try {
                made.get(topic).get();
                created.add(topic);
            } catch (ExecutionException refused) {
                if (!(refused.getCause() instanceof TopicExistsException)) {
                    throw new TopicException("topic " + topic + " cannot be made: "
                            + (refused.getCause() instanceof InvalidReplicationFactorException
                                    ? "there are fewer brokers than topics.replication.factor says; start the others,"
                                            + " or lower it"
                                    : refused.getCause().getMessage()));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TopicException("interrupted while topic " + topic + " was made");
            }
        }
        awaitServed(admin, created);
        return created.stream().sorted().toList();
    }

    /**
     * Checks that an instance may start: every topic of the contract is there, those of the citizens have the same number
     * of partitions, and none deletes or refuses what it must keep.
     *
     * @return the number of partitions
     * @throws TopicException naming what is wrong and what to do
     */
    public static int check(Admin admin, Topics topics, Units units, boolean simulated) {
        int partitions = partitions(admin, topics);
        List<TopicChange> changes =
                new TopicSetup(topics, units, partitions, Optional.empty(), simulated).changes(admin);
        List<String> missing = changes.stream()
                .filter(TopicChange.Create.class::isInstance)
                .map(TopicChange::topic)
                .toList();
        if (!missing.isEmpty()) {
            throw missing(missing);
        }
        if (!changes.isEmpty()) {
            throw new TopicException("topics are not set up as they must be: "
                    + firstOf(changes.stream()
                            .filter(TopicChange.Alter.class::isInstance)
                            .map(TopicChange.Alter.class::cast)
                            .map(alter -> alter.topic() + " has " + alter.key() + "=" + alter.is() + " and needs "
                                    + alter.should())
                            .toList())
                    + "; run setup");
        }
        return partitions;
    }

    private static TopicException missing(List<String> topics) {
        return new TopicException("topics are missing: " + firstOf(topics) + "; run setup");
    }

    /** A line has room for some of them. */
    private static String firstOf(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(all.size(), MOST_NAMED)))
                + (all.size() > MOST_NAMED ? " and " + (all.size() - MOST_NAMED) + " more" : "");
    }

    /** Whether a topic that has {@code is} needs no change to {@code should}. */
    private static boolean suffices(String key, String is, String should) {
        if (is.equals(should)) {
            return true;
        }
        if (!GENEROUS.contains(key) || is.isEmpty()) {
            return false;
        }
        long has = Long.parseLong(is);
        long needs = Long.parseLong(should);
        return has < 0 || needs >= 0 && has >= needs;
    }

    private static Map<String, Map<String, String>> configsOf(Admin admin, Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Map<String, String>> configs = new HashMap<>();
        admin.describeConfigs(resources).values().forEach((resource, described) -> {
            Config config = answer(described, "settings of topic " + resource.name() + " cannot be looked at");
            configs.put(
                    resource.name(),
                    config.entries().stream()
                            .filter(entry -> entry.value() != null)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
        });
        return configs;
    }

    private static <T> T answer(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException refused) {
            throw new TopicException(what + ": " + refused.getCause().getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted: " + what);
        }
    }

    /**
     * A topic is made by the controller. Whoever asks learns of it a moment later, and the brokers that are to lead its
     * partitions begin to serve them another moment later: only one that tells where a partition ends serves it. A
     * producer that does not wait for that may have its first batch refused and a later one accepted, and then no order in
     * which it can go on.
     */
    private static void awaitServed(Admin admin, List<String> names) {
        for (int look = 1; ; look++) {
            try {
                Map<String, TopicDescription> described =
                        admin.describeTopics(names).allTopicNames().get();
                admin.listOffsets(described.values().stream()
                                .flatMap(topic -> topic.partitions().stream()
                                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                                .collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest())))
                        .all()
                        .get();
                return;
            } catch (ExecutionException notYet) {
                if (!(notYet.getCause() instanceof RetriableException) || look == LOOKS) {
                    throw new TopicException("topics were made but are not served: "
                            + notYet.getCause().getMessage());
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TopicException("interrupted while topics were made");
            }
        }
    }

    /**
     * How many partitions the inputs and the tables of deadlines and measures have.
     *
     * @throws TopicException when one is missing, or when they do not all have the same number: a citizen's events would
     *     meet in different tasks, and results would be wrong without an error
     */
    public static int partitions(Admin admin, Topics topics) {
        return partitions(admin, ofCitizens(topics));
    }

    /** The topics whose partitions are those of the citizens. */
    private static List<String> ofCitizens(Topics topics) {
        return Stream.concat(topics.inputs().stream(), Stream.of(topics.deadlines(), topics.measures()))
                .toList();
    }

    /**
     * How many partitions the inputs have, for whoever may look at nothing else.
     *
     * @throws TopicException as {@link #partitions}
     */
    public static int inputPartitions(Admin admin, Topics topics) {
        return partitions(admin, topics.inputs());
    }

    /**
     * How many partitions the tables of deadlines and measures have, for whoever may look at nothing else.
     *
     * @throws TopicException as {@link #partitions}
     */
    public static int tablePartitions(Admin admin, Topics topics) {
        return partitions(admin, List.of(topics.deadlines(), topics.measures()));
    }

    private static int partitions(Admin admin, List<String> names) {
        Map<String, Integer> found = partitionsOf(admin, names);
        List<String> absent =
                names.stream().filter(name -> !found.containsKey(name)).toList();
        if (!absent.isEmpty()) {
            throw missing(absent);
        }
        Set<Integer> numbers = Set.copyOf(found.values());
        if (numbers.size() != 1) {
            throw new TopicException("topics must have the same number of partitions, but "
                    + found.entrySet().stream()
                            .map(entry -> entry.getKey() + " has " + entry.getValue())
                            .collect(Collectors.joining(", "))
                    + "; make them anew with the same number, since adding partitions moves citizens");
        }
        return numbers.iterator().next();
    }

    /** How many partitions those of {@code names} have that exist. */
    private static Map<String, Integer> partitionsOf(Admin admin, Collection<String> names) {
        Map<String, Integer> found = new LinkedHashMap<>();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(names).topicNameValues();
        for (String name : names) {
            try {
                found.put(name, described.get(name).get().partitions().size());
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new TopicException("topic " + name + " cannot be looked at: "
                            + failure.getCause().getMessage());
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new TopicException("interrupted while topic " + name + " was looked at");
            }
        }
        return found;
    }

    /** {@code message.timestamp.after.max.ms}. */
    static long timestampsAfter(boolean open) {
        return open ? Long.MAX_VALUE : TIMESTAMP_TOLERANCE.toMillis();
    }

    private NewTopic topic(String name, int partitionCount, Map<String, String> config) {
        // One copy may be away without a record being refused, and every record has a second one.
        replicationFactor.ifPresent(
                factor -> config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, factor >= 3 ? "2" : "1"));
        return new NewTopic(name, Optional.of(partitionCount), replicationFactor).configs(config);
    }

    private Map<String, String> input() {
        Map<String, String> config = deleting(TEN_YEARS);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(INPUT_MESSAGE_BYTES));
        // A segment is closed when a record is so much later than its first. A backfill walks through years, citizen by
        // citizen; with the default of a week each of them would open segments of its own, and files run out.
        config.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(TEN_YEARS.toMillis()));
        return config;
    }

    private Map<String, String> alerts() {
        Map<String, String> config = deleting(ALERT_RETENTION);
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, READABLE_COMPRESSION);
        return config;
    }

    private Map<String, String> table() {
        Map<String, String> config = timestamps();
        config.put(TopicConfig.COMPRESSION_TYPE_CONFIG, READABLE_COMPRESSION);
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MonitorTopology.MAX_MESSAGE_BYTES));
        return config;
    }

    private Map<String, String> deadLetters() {
        Map<String, String> config = deleting(DEAD_LETTER_RETENTION);
        config.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MonitorTopology.MAX_MESSAGE_BYTES));
        return config;
    }

    private Map<String, String> deleting(Duration retention) {
        Map<String, String> config = timestamps();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(simulated ? -1 : retention.toMillis()));
        config.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        return config;
    }

    private Map<String, String> timestamps() {
        Map<String, String> config = new TreeMap<>();
        config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        config.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        config.put(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(timestampsAfter(simulated)));
        return config;
    }

    /** A topic that is missing, unsuitable or cannot be made; says which and what to do. */
    public static final class TopicException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TopicException(String message) {
            super(message);
        }
    }
}
