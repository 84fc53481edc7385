package dk.fristvagt.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file of lines that appears whole or not at all: it is written beside its place and moved there at the end. What was
 * there before stays until then.
 */
public final class OutputFile implements AutoCloseable {
    private final Path target;
    private final Path written;
    private final OutputStream stream;
    private final BufferedWriter writer;
    private long lines;
    private boolean done;

    private OutputFile(Path target, Path written, OutputStream stream) {
        this.target = target;
        this.written = written;
        this.stream = stream;
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8.newEncoder()));
    }

    /**
     * Begins a file at {@code path}; a link is followed. What exists and is not a regular file (a pipe, a terminal) is
     * written to at once.
     */
    public static OutputFile at(Path path) {
        try {
            if (Files.isDirectory(path)) {
                throw new Failure(path + ": is a directory; name a file");
            }
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                return new OutputFile(target, target, Files.newOutputStream(target));
            }
            Path beside = target.resolveSibling(
                    "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
            return new OutputFile(
                    target,
                    beside,
                    Files.newOutputStream(
                            beside,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new Failure(path + ": cannot be written; its directory must exist and allow it", e);
        }
    }

    public void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
            lines++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's bytes, for who writes whole lines in UTF-8 and never uses {@link #line}. */
    OutputStream stream() {
        return stream;
    }

    /** How many lines it has. */
    public long lines() {
        return lines;
    }

    /** Ends the writing; the file is not in its place yet. */
    public void finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the finished file in its place. */
    public void publish() {
        try {
            if (!written.equals(target)) {
                move();
            }
            done = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves nothing behind of a file that was not published. */
    @Override
    public void close() {
        try {
            writer.close();
            if (!done && !written.equals(target)) {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
