package dk.fristvagt.wire;

import dk.fristvagt.monitor.CitizenFile;

/**
 * The value of the state store `citizens` (architecture.md, state).
 *
 * @param wakeEpochSecond the instant of the citizen's agenda entry
 * @param failures how often in a row the citizen's evaluation has failed; 0 unless quarantined
 */
public record StoredCitizen(CitizenFile file, long wakeEpochSecond, int failures) {}
