package dk.fristvagt.wire;

import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Finds the serde factory that configuration names ({@code value.serde}). */
public final class SerdeFactories {
    private static final String KEY = "value.serde";

    private SerdeFactories() {}

    /**
     * The configured factory of {@code className}: a {@link SerdeFactory}, or a Kafka serializer whose name ends in
     * Serializer beside a deserializer whose name ends in Deserializer, as Confluent's KafkaAvroSerializer.
     *
     * @throws IllegalArgumentException when the class is not there or is neither, or when its configuration is wrong
     */
    public static SerdeFactory named(String className, Map<String, ?> configuration) {
        Object instance = instance(className);
        SerdeFactory factory;
        if (instance instanceof SerdeFactory found) {
            factory = found;
        } else if (instance instanceof Serializer<?> && className.endsWith("Serializer")) {
            String sibling = className.replaceFirst("Serializer$", "Deserializer");
            if (!(instance(sibling) instanceof Deserializer<?>)) {
                throw new IllegalArgumentException(KEY + ": " + sibling + " is not a Kafka deserializer");
            }
            factory = new ForeignSerdeFactory(
                    () -> (Serializer<?>) instance(className), () -> (Deserializer<?>) instance(sibling));
        } else {
            throw new IllegalArgumentException(KEY + ": " + className + " is neither a " + SerdeFactory.class.getName()
                    + " nor a Kafka serializer named …Serializer");
        }
        factory.configure(configuration);
        return factory;
    }

    private static Object instance(String className) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return Class.forName(className, true, loader == null ? SerdeFactories.class.getClassLoader() : loader)
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    KEY + ": the class " + Printable.of(className) + " is not on the class path: add its jar");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException(KEY + ": the class " + Printable.of(className)
                    + " cannot be instantiated (" + e.getClass().getSimpleName() + ")");
        }
    }
}
