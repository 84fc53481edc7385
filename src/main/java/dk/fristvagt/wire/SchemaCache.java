package dk.fristvagt.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a registry has answered, kept in a directory so that a start needs no registry for what it knows.
 *
 * <p>Each registry has a directory of its own, named by a hash of its URL: ids of one mean nothing to another. A file
 * that cannot be read is as good as none, one that cannot be written is a warning: the registry is still there.
 */
final class SchemaCache {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaCache.class);

    private final Optional<Path> directory;
    private final AtomicBoolean warned = new AtomicBoolean();

    private SchemaCache(Optional<Path> directory) {
        this.directory = directory;
    }

    /**
     * The cache in {@code parent} for the registry at {@code url}; one that keeps nothing when there is no parent.
     *
     * @throws RegistryException when the directory cannot be made
     */
    static SchemaCache of(Optional<Path> parent, String url) {
        Optional<Path> directory = parent.map(path -> path.resolve(sha256(url)));
        if (directory.isPresent()) {
            try {
                Files.createDirectories(directory.get());
            } catch (IOException e) {
                throw new RegistryException(
                        "the directory for known schemas cannot be made: "
                                + Printable.of(parent.get().toString()),
                        e);
            }
        }
        return new SchemaCache(directory);
    }

    /** The schema that was kept for {@code id}. */
    Optional<Schema> schema(int id) {
        return read(schemaFile(id)).flatMap(text -> {
            try {
                Schema.Parser parser = new Schema.Parser();
                parser.setValidateDefaults(false);
                return Optional.of(parser.parse(text));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        });
    }

    /** Keeps the schema of {@code id}, with everything it refers to. */
    void keep(int id, Schema schema) {
        write(schemaFile(id), schema.toString());
    }

    /** The id that was kept for {@code schema} under {@code subject}. */
    OptionalInt id(String subject, String schema) {
        Optional<String> text = read(idFile(subject, schema));
        try {
            return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Keeps the id of {@code schema} under {@code subject}. */
    void keep(String subject, String schema, int id) {
        write(idFile(subject, schema), Integer.toString(id));
    }

    private static String schemaFile(int id) {
        return id + ".avsc";
    }

    private static String idFile(String subject, String schema) {
        return sha256(subject + '\n' + schema) + ".id";
    }

    private Optional<String> read(String name) {
        if (directory.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(directory.get().resolve(name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes whole or not at all, so that a crash or another instance leaves no half a file. */
    private void write(String name, String text) {
        if (directory.isEmpty()) {
            return;
        }
        try {
            Path unfinished = Files.createTempFile(directory.get(), name, ".tmp");
            Files.writeString(unfinished, text);
            Files.move(
                    unfinished,
                    directory.get().resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (!warned.getAndSet(true)) {
                LOG.warn(
                        "Known schemas cannot be kept in {}: {}",
                        directory.get(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
