package dk.fristvagt.facts;

import java.time.Instant;

/**
 * One input event: the complete new state of one business object, with its envelope (contract.md, input records).
 *
 * @param citizenId opaque pseudonym, never a national id
 * @param recordedAt when the source recorded it, to the millisecond
 * @param source the system it comes from
 * @param annulled true removes the object
 */
public record Event<F extends Fact>(
        String eventId, String citizenId, Instant recordedAt, String source, boolean annulled, F fact) {}
