package dk.fristvagt.cli.cluster;

import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;

/** A thread that reads topics as records come, until it is closed. */
final class Following implements AutoCloseable {
    private static final long CLOSE_MILLIS = 5_000;

    private final TopicReader reader;
    private final Thread thread;
    private volatile boolean closed;

    Following(TopicReader reader, Consumer<ConsumerRecord<byte[], byte[]>> each) {
        this.reader = reader;
        this.thread = new Thread(() -> follow(each), "alerts-reader");
        thread.setDaemon(true);
        thread.start();
    }

    private void follow(Consumer<ConsumerRecord<byte[], byte[]>> each) {
        try (reader) {
            while (!closed) {
                reader.poll(each);
            }
        } catch (WakeupException e) {
            // The only one who wakes it up is close().
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        reader.wakeUp();
        thread.join(CLOSE_MILLIS);
    }
}
