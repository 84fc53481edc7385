package dk.fristvagt.simulation.dream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Splits a register file into lines of bounded length; a line that is no text is a finding, and the next one follows. */
final class RegisterLines {
    /** A row of every week since 1991, each in quotation marks, is a hundredth of it. */
    static final int LONGEST_LINE = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream in;
    private final Findings findings;
    private final LongConsumer progress;
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 13);
    private int at;
    private int end;
    private long number;

    RegisterLines(InputStream in, Findings findings, LongConsumer progress) {
        this.in = in;
        this.findings = findings;
        this.progress = progress;
    }

    /** The number of the line that {@link #next} gave, from 1. */
    long number() {
        return number;
    }

    /** The next line that holds something, without its line break; empty at the end. */
    Optional<String> next() throws IOException {
        while (fill()) {
            number++;
            Optional<String> text = readLine() ? text() : Optional.empty();
            if (text.isPresent() && !text.get().isBlank()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Reads to the end of a line; false when it is too long to be one. */
    private boolean readLine() throws IOException {
        line.reset();
        boolean fits = true;
        boolean whole = false;
        while (!whole && fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            whole = at < end;
            fits = fits && line.size() + at - from <= LONGEST_LINE;
            if (fits) {
                line.write(buffer, from, at - from);
            }
        }
        at++;
        if (!fits) {
            findings.add(
                    number,
                    "is longer than " + LONGEST_LINE
                            + " bytes; end every line with a line feed, one person or week each");
        }
        return fits;
    }

    /** Makes sure that there is an unread byte; false at the end. */
    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        progress.accept(end);
        return end > 0;
    }

    private Optional<String> text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            if (number == 1 && text.startsWith(BYTE_ORDER_MARK)) {
                text = text.substring(1);
            }
            return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        } catch (CharacterCodingException e) {
            findings.add(number, "is not UTF-8; save the file in that encoding");
            return Optional.empty();
        }
    }
}
