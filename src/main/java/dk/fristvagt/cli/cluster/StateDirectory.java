package dk.fristvagt.cli.cluster;

import dk.fristvagt.cli.Failure;
import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory in which an instance keeps its stores, locked for as long as the instance runs.
 *
 * <p>Kafka Streams locks what it has in there as well, but says so late, and in the words of its own machinery.
 */
final class StateDirectory implements AutoCloseable {
    private static final String LOCK = "instance.lock";

    private final Path path;
    private final FileChannel channel;

    private StateDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes {@code path} where it is missing, and takes it.
     *
     * @throws Failure when it cannot be written, or another instance has it
     */
    static StateDirectory take(Path path) {
        FileChannel channel;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(path, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateDirectory(path, channel);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // Said below.
        } catch (IOException e) {
            close(channel);
            throw notWritable(path, e);
        }
        close(channel);
        throw new Failure("state.directory " + shown(path)
                + " is in use by another instance: give each instance a directory of its own, or stop the other one");
    }

    Path path() {
        return path;
    }

    private static Failure notWritable(Path path, IOException e) {
        return new Failure(
                "state.directory " + shown(path) + " cannot be written ("
                        + e.getClass().getSimpleName()
                        + "): check that it is a directory, and that this user may write it",
                e);
    }

    private static String shown(Path path) {
        return Printable.of(path.toString());
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
