package dk.fristvagt.wire;

import dk.fristvagt.alerts.Alert;

/** Turns alerts of the core into the records that are published. */
public final class AvroAlerts {
    private AvroAlerts() {}

    /** The record that {@code alert} is on the wire. */
    public static dk.fristvagt.alert.Alert toAvro(Alert alert) {
        throw new UnsupportedOperationException();
    }
}
