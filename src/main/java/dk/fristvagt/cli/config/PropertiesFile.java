package dk.fristvagt.cli.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Reads a file of Java properties in UTF-8 and remembers on which line each key stands, which Java's reader does not. */
final class PropertiesFile {
    /** Some editors begin a file of UTF-8 with it. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private PropertiesFile() {}

    /**
     * A value and where it stands.
     *
     * @param line the first of the lines it is spread over, from 1
     */
    record Entry(String value, int line) {}

    /**
     * The entries of {@code file}, in its order.
     *
     * @throws ConfigurationException when it cannot be read, is not UTF-8, has a wrong escape, has a line that is not
     *     {@code key=value} or names a key again
     */
    static Map<String, Entry> read(Path file) {
        List<String> lines;
        try {
            lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + ": is not UTF-8");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": the configuration cannot be read; check that the file is there"
                    + " and may be read by this user");
        }
        if (!lines.isEmpty() && lines.get(0).startsWith(BYTE_ORDER_MARK)) {
            lines.set(0, lines.get(0).substring(BYTE_ORDER_MARK.length()));
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            int first = at + 1;
            StringBuilder logical = new StringBuilder(lines.get(at));
            while (!isComment(lines.get(first - 1)) && continues(lines.get(at)) && at + 1 < lines.size()) {
                at++;
                logical.append('\n').append(lines.get(at));
            }
            String where = file + ":" + first;
            // Java takes a line without a value for a key. It is rather the rest of a value, which may be a secret.
            if (!isComment(lines.get(first - 1))
                    && !logical.toString().isBlank()
                    && logical.indexOf("=") < 0
                    && logical.indexOf(":") < 0) {
                throw new ConfigurationException(
                        where + ": is not key=value; a line that goes on with the next one ends in a backslash");
            }
            parse(logical.toString(), where).forEach((key, value) -> {
                if (entries.put(key.toString(), new Entry(value.toString().strip(), first)) != null) {
                    throw new ConfigurationException(
                            where + ": names " + Values.shown(key.toString()) + " again; remove one of them");
                }
            });
        }
        return entries;
    }

    private static Properties parse(String line, String where) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IllegalArgumentException | IOException e) {
            throw new ConfigurationException(where + ": holds a \\u that is not followed by four hexadecimal digits");
        }
        return properties;
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    /** A line goes on with the next one when it ends in an odd number of backslashes. */
    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
