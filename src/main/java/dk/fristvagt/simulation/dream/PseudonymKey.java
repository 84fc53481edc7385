package dk.fristvagt.simulation.dream;

import dk.fristvagt.wire.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key that turns ids into pseudonyms. It is shown nowhere: it has no accessor and no text of its own. */
public final class PseudonymKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 1024;

    /** Fewer different bytes in 32 than this do not happen by chance: somebody typed the key. */
    private static final int LEAST_DIFFERENT = 12;

    private static final String WHAT_TO_DO = "; make one with: openssl rand -hex 32";

    private final Mac mac;

    private PseudonymKey(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Reads a key: one line of hexadecimal digits, at least 64 of them (256 bits).
     *
     * @throws DreamException when the file holds no such key
     */
    public static PseudonymKey read(Path file) throws IOException, DreamException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(4 * MOST_BYTES);
        }
        String name = Printable.of(file.toString());
        String digits = new String(content, StandardCharsets.ISO_8859_1).strip();
        if (!digits.matches("[0-9A-Fa-f]*") || digits.length() % 2 != 0 || digits.length() > 2 * MOST_BYTES) {
            throw new DreamException(name + ": is not a key: one line of hexadecimal digits" + WHAT_TO_DO);
        }
        byte[] key = HexFormat.of().parseHex(digits);
        if (key.length < LEAST_BYTES) {
            throw new DreamException(name + ": the key has " + key.length * 8 + " bits; it needs at least "
                    + LEAST_BYTES * 8 + " (64 hexadecimal digits)" + WHAT_TO_DO);
        }
        if (differentBytes(key) < LEAST_DIFFERENT) {
            throw new DreamException(name + ": the key is not random" + WHAT_TO_DO);
        }
        return new PseudonymKey(key);
    }

    private static int differentBytes(byte[] key) {
        boolean[] seen = new boolean[256];
        int different = 0;
        for (byte b : key) {
            if (!seen[b & 0xFF]) {
                seen[b & 0xFF] = true;
                different++;
            }
        }
        return different;
    }

    /** Whether others than the owner may read {@code file}; false where the file system does not say. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    /** The pseudonym of {@code id}: HMAC-SHA-256 over its UTF-8 bytes, as 64 hexadecimal digits. */
    String pseudonym(String id) {
        return HexFormat.of().formatHex(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)));
    }
}
