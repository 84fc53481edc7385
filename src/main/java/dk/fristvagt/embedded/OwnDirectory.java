package dk.fristvagt.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A temporary directory that is locked for as long as its owner, this JVM, lives.
 *
 * <p>When owner and child are killed together nobody is left to delete it. The lock is then gone with the owner, and by
 * that the next owner knows and deletes it. A lock, and not a process id: ids are used again, and mean something else in
 * another container that shares the temporary folder.
 */
final class OwnDirectory implements AutoCloseable {
    private static final String PREFIX = "fristvagt-";
    private static final String LOCK = "owner.lock";

    /**
     * What this JVM holds. POSIX drops all locks of a process on a file when the process closes any handle of it, so a
     * look at one's own lock would lose it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private OwnDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a new one for a {@code kind} of child, and deletes those of that kind whose owners are gone. */
    static OwnDirectory create(String kind) {
        return create(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath(), kind);
    }

    static synchronized OwnDirectory create(Path parent, String kind) {
        deleteAbandoned(parent, kind);
        try {
            Path path = Files.createTempDirectory(parent, PREFIX + kind + "-");
            HELD.add(path);
            // under its name only when it is locked, so that nobody finds it unlocked
            Path unlocked = path.resolve(LOCK + ".new");
            FileChannel channel = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            channel.lock();
            Files.move(unlocked, path.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            return new OwnDirectory(path, channel);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "No temporary directory could be made in " + parent + ": " + e
                            + "; name another folder by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** Deletes the directory with all that is in it. */
    @Override
    public void close() {
        try (channel) {
            deleteTree(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The temporary directory " + path + " could not be deleted; delete it by hand", e);
        } finally {
            HELD.remove(path);
        }
    }

    private static void deleteAbandoned(Path parent, String kind) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + kind + "-*")) {
            for (Path candidate : candidates) {
                if (!HELD.contains(candidate)) {
                    deleteIfAbandoned(candidate);
                }
            }
        } catch (IOException e) {
            // tidying up after others is a courtesy: a folder that cannot be listed must not keep us from starting
        }
    }

    private static void deleteIfAbandoned(Path candidate) {
        // without a lock file it is either not ours or so new that its owner has not come to locking it
        try (FileChannel channel = FileChannel.open(candidate.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                deleteTree(candidate);
            }
        } catch (IOException e) {
            // another user's, or another one is deleting it right now
        }
    }

    /** Deletes a tree, also when somebody else deletes it at the same time. Links are deleted, not followed. */
    private static void deleteTree(Path root) throws IOException {
        List<Path> entries;
        try (Stream<Path> walk = Files.walk(root)) {
            entries = walk.sorted((a, b) -> b.compareTo(a)).toList();
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
