package dk.fristvagt.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lines of events for tests of commands. */
final class Lines {
    /** Dagpenge from 1 March 2022: the smallest history that has deadlines. */
    static final String SPELL = spell("e1", "c1", "2022-03-01T10:00:00Z", "s1");

    private Lines() {}

    static String spell(String eventId, String citizenId, String recordedAt, String spellId) {
        return "{\"record\":\"BenefitSpell\",\"eventId\":\"" + eventId + "\",\"citizenId\":\"" + citizenId
                + "\",\"recordedAt\":\"" + recordedAt + "\",\"source\":\"test\",\"spellId\":\"" + spellId
                + "\",\"group\":\"DAGPENGE\",\"from\":\"2022-03-01\",\"municipality\":\"0751\",\"akasse\":\"3F\"}";
    }

    static String meeting(String eventId, String citizenId, String recordedAt, String meetingId, String heldOn) {
        return "{\"record\":\"Meeting\",\"eventId\":\"" + eventId + "\",\"citizenId\":\"" + citizenId
                + "\",\"recordedAt\":\"" + recordedAt + "\",\"source\":\"test\",\"meetingId\":\"" + meetingId
                + "\",\"type\":\"JOBSAMTALE\",\"status\":\"HELD\",\"heldOn\":\"" + heldOn
                + "\",\"convenedBy\":\"JOBCENTER\"}";
    }

    static Path write(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String... lines) {
        return write(file, List.of(lines));
    }

    static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
