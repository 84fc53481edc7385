package dk.fristvagt.topology;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Civil days in Europe/Copenhagen and the instants at which they begin (domain.md §2 and §10). */
final class Copenhagen {
    static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private Copenhagen() {}

    /** The civil day of {@code instant}. */
    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** The instant at which {@code day} begins. */
    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }
}
