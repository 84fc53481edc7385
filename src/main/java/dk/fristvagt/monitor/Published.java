package dk.fristvagt.monitor;

import dk.fristvagt.rules.DeadlineId;

/**
 * A deadline row that stands in the deadlines table.
 *
 * @param hash of the row as it was sent
 */
public record Published(DeadlineId id, long hash) {}
