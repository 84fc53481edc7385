package dk.fristvagt.cli.cluster;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** Waits for what the brokers answer. */
final class Answers {
    private Answers() {}

    /**
     * The answer.
     *
     * @throws KafkaException what the brokers answer instead
     * @throws Patience.StoppedException when the waiting thread is interrupted
     */
    static <T> T of(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Patience.StoppedException();
        }
    }
}
