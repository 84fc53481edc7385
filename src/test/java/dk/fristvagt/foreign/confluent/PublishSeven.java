package dk.fristvagt.foreign.confluent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Publishes an event of each of the seven kinds about one citizen, as another system would: generic records by the
 * schemas that are registered, Confluent's serializer, no schema of its own. Arguments: brokers, registry, citizen,
 * instant at which the events were recorded.
 *
 * <p>Run on Confluent's jar alone (see {@code ConfluentJar}); its classes are named in text only.
 */
public final class PublishSeven {
    private final HttpClient http = HttpClient.newHttpClient();
    private final String registry;
    private final String citizen;
    private final Instant recordedAt;
    private final KafkaProducer<String, Object> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    private PublishSeven(String registry, String citizen, Instant recordedAt, KafkaProducer<String, Object> producer) {
        this.registry = registry;
        this.citizen = citizen;
        this.recordedAt = recordedAt;
        this.producer = producer;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                arguments[0],
                "schema.registry.url",
                arguments[1],
                "auto.register.schemas",
                false,
                "acks",
                "all",
                "key.serializer",
                org.apache.kafka.common.serialization.StringSerializer.class.getName(),
                "value.serializer",
                "io.confluent.kafka.serializers.KafkaAvroSerializer");
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(properties)) {
            PublishSeven publisher =
                    new PublishSeven(arguments[1], arguments[2], Instant.parse(arguments[3]), producer);
            publisher.publish();
            for (Future<RecordMetadata> future : publisher.sent) {
                future.get();
            }
            System.out.println(publisher.sent.size() + " published");
        }
    }

    /** More than a year on dagpenge; every event changes what is known about some deadline. */
    private void publish() throws Exception {
        send(
                "benefit-changes",
                Map.of(
                        "spellId", "spell-1",
                        "group", "DAGPENGE",
                        "from", day("2021-06-01"),
                        "registeredOn", day("2021-06-01"),
                        "municipality", "0751",
                        "akasse", "3F"));
        send("benefit-hours", Map.of("hoursId", "hours-1", "month", day("2022-08-01"), "hundredths", 10_000));
        send(
                "meetings",
                Map.of(
                        "meetingId", "meeting-1",
                        "type", "FAELLES_JOBSAMTALE",
                        "status", "HELD",
                        "heldOn", day("2021-08-16"),
                        "convenedBy", "JOBCENTER"));
        send(
                "offers",
                Map.of(
                        "offerId", "offer-1",
                        "type", "VIRKSOMHEDSPRAKTIK",
                        "status", "ENDED",
                        "from", day("2021-11-01"),
                        "to", day("2021-11-30")));
        send("cvs", Map.of("cvId", "cv-1", "registeredOn", day("2021-06-07"), "searchableOn", day("2021-06-08")));
        send("employment", Map.of("employmentId", "employment-1", "month", day("2022-08-01"), "hundredths", 22_500));
        send(
                "exemptions",
                Map.of(
                        "exemptionId",
                        "exemption-1",
                        "reason",
                        "SICK",
                        "from",
                        day("2022-09-20"),
                        "covers",
                        List.of("MEETINGS")));
    }

    private void send(String input, Map<String, Object> fields) throws Exception {
        String topic = "fristvagt.in." + input + ".v1";
        Schema schema = registered(topic + "-value");
        GenericRecordBuilder event = new GenericRecordBuilder(schema)
                .set("eventId", citizen + "-" + input)
                .set("citizenId", citizen)
                .set("recordedAt", recordedAt.toEpochMilli())
                .set("source", "another system");
        fields.forEach((name, value) ->
                event.set(name, generic(value, schema.getField(name).schema())));
        sent.add(producer.send(new ProducerRecord<>(topic, null, recordedAt.toEpochMilli(), citizen, event.build())));
    }

    /** What Avro's generic records have in a field of {@code schema}: symbols know their enum. */
    private static Object generic(Object value, Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> new GenericData.EnumSymbol(schema, value);
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(element -> generic(element, schema.getElementType()))
                                .toList();
            default -> value;
        };
    }

    /** The newest schema of {@code subject}. */
    private Schema registered(String subject) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(registry + "/subjects/" + subject + "/versions/latest/schema"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the registry answers " + response.statusCode() + " for " + subject);
        }
        return new Schema.Parser().parse(response.body());
    }

    private static int day(String date) {
        return (int) LocalDate.parse(date).toEpochDay();
    }
}
