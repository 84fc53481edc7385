package dk.fristvagt.monitor;

/**
 * A meeting whose measure has been published and stands.
 *
 * @param hash of the measure as it was sent
 */
public record Measured(String meetingId, long hash) {}
