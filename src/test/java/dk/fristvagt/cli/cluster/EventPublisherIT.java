package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.embedded.EmbeddedBroker;
import dk.fristvagt.embedded.EmbeddedRegistry;
import dk.fristvagt.facts.Event;
import dk.fristvagt.testing.RandomHistories;
import dk.fristvagt.topology.TopicSetup;
import dk.fristvagt.wire.Registry;
import dk.fristvagt.wire.RegistrySerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events that are sent the moment after their topics were made.
 *
 * <p>An incident: a broker that did not serve a partition yet refused a producer's first batch and took its second; from
 * then on the first could never be appended, and the publisher gave up after two minutes.
 */
class EventPublisherIT {
    private static final EmbeddedBroker BROKER = new EmbeddedBroker(Map.of("log.roll.hours", "262800"));
    private static final EmbeddedRegistry REGISTRY = new EmbeddedRegistry();

    @BeforeAll
    static void start() {
        BROKER.start();
        REGISTRY.start();
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
        BROKER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "b.", "c."})
    void topics_that_were_just_made_take_events(String prefix) {
        Topics topics = new Topics(prefix);
        Registry registry = new Registry(Registry.Settings.of(REGISTRY.url()));
        SchemaSetup.register(registry, topics);
        List<Event<?>> events = RandomHistories.first(300)
                .<Event<?>>flatMap(history -> history.events().stream())
                .toList();
        Map<String, Object> client = new HashMap<>(Map.of(
                "bootstrap.servers",
                BROKER.bootstrapServers(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000));
        try (Admin admin = Admin.create(client);
                EventPublisher publisher = new EventPublisher(client, new RegistrySerdeFactory(registry), topics)) {
            new TopicSetup(topics, Units.load(), 6, Optional.of((short) 1), true).create(admin);

            Map<?, Long> ends = publisher.publish(events);

            assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(events.size());
        }
    }
}
