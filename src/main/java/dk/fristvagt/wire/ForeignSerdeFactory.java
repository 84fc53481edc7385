package dk.fristvagt.wire;

import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Makes serdes of somebody else's serializer and deserializer, configured as Confluent's are: nothing is registered,
 * what is read becomes our classes, alerts share one subject.
 *
 * <p>Their errors are turned into ours, without their messages, which quote values: a registry that does not answer is
 * not bad data, whatever client asked it.
 */
final class ForeignSerdeFactory implements SerdeFactory {
    private static final String RECORD_NAME_STRATEGY = "io.confluent.kafka.serializers.subject.RecordNameStrategy";

    /** The only answer that is about the record: the registry does not have its schema. */
    private static final int NOT_FOUND = 404;

    /** Links of causes that are followed; a longer chain is taken for a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private final Supplier<Serializer<?>> serializer;
    private final Supplier<Deserializer<?>> deserializer;
    private final Map<String, Object> configuration = new HashMap<>();

    ForeignSerdeFactory(Supplier<Serializer<?>> serializer, Supplier<Deserializer<?>> deserializer) {
        this.serializer = serializer;
        this.deserializer = deserializer;
    }

    @Override
    public void configure(Map<String, ?> given) {
        configuration.putAll(given);
        configuration.put("auto.register.schemas", false);
        configuration.put("use.latest.version", false);
        configuration.put("avro.remove.java.properties", true);
        configuration.put("specific.avro.reader", true);
    }

    @Override
    public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
        AvroTrust.establish();
        Map<String, Object> ofType = new HashMap<>(configuration);
        Schema schema = SpecificData.getForClass(type).getSchema(type);
        String name = schema.getFullName();
        if (Topics.subject("any-topic", schema).equals(name)) {
            ofType.put("value.subject.name.strategy", RECORD_NAME_STRATEGY);
        }
        @SuppressWarnings("unchecked")
        Serializer<Object> writing = (Serializer<Object>) serializer.get();
        writing.configure(ofType, false);
        Deserializer<?> reading = deserializer.get();
        reading.configure(ofType, false);
        return Serdes.serdeFrom(new Writing<>(writing, name), new Reading<>(reading, type, name));
    }

    private record Writing<T>(Serializer<Object> foreign, String name) implements Serializer<T> {
        @Override
        public byte[] serialize(String topic, T value) {
            try {
                return value == null ? null : foreign.serialize(topic, value);
            } catch (RuntimeException e) {
                if (registryIsAway(e)) {
                    throw away();
                }
                throw new SerializationException("a " + name + " cannot be written by the configured serializer ("
                        + e.getClass().getSimpleName() + ")");
            }
        }

        @Override
        public void close() {
            foreign.close();
        }
    }

    private record Reading<T>(Deserializer<?> foreign, Class<T> type, String name) implements Deserializer<T> {
        @Override
        public T deserialize(String topic, byte[] bytes) {
            if (bytes == null) {
                return null;
            }
            Object value;
            try {
                value = foreign.deserialize(topic, bytes);
            } catch (RuntimeException e) {
                if (registryIsAway(e)) {
                    throw away();
                }
                throw new UndecodableException("the configured deserializer does not read a " + name + " ("
                        + e.getClass().getSimpleName() + ")");
            }
            if (!type.isInstance(value)) {
                throw new UndecodableException("the value is not of the record " + name);
            }
            return type.cast(value);
        }

        @Override
        public void close() {
            foreign.close();
        }
    }

    private static RegistryUnavailableException away() {
        return new RegistryUnavailableException(
                "the schema registry gives the configured serde no answer: check that it runs and that its URL and"
                        + " credentials are right",
                null);
    }

    /**
     * Whether the cause is a registry that did not answer, or that refused for a reason the record has no part in.
     * Confluent's RestClientException tells by its status; it is not on our class path.
     */
    private static boolean registryIsAway(Throwable e) {
        int depth = 0;
        for (Throwable cause = e; cause != null && depth < DEEPEST_CAUSE; cause = cause.getCause(), depth++) {
            if (cause.getClass().getSimpleName().equals("RestClientException")) {
                return status(cause) != NOT_FOUND;
            }
            if (cause instanceof IOException && !(cause instanceof EOFException)) {
                return true;
            }
        }
        return false;
    }

    private static int status(Throwable restClientException) {
        try {
            return (int) restClientException.getClass().getMethod("getStatus").invoke(restClientException);
        } catch (ReflectiveOperationException | ClassCastException e) {
            return 0;
        }
    }
}
