package dk.fristvagt.wire;

import dk.fristvagt.alerts.Alert;

/** One line of alerts.jsonl (contract.md, "Files"). */
public final class AlertJson {
    private AlertJson() {}

    /** The line of an alert of the core. */
    public static String line(Alert alert) {
        return line(AvroAlerts.toAvro(alert));
    }

    /** The line of an alert as published: the same as that of the alert it was made from. */
    public static String line(dk.fristvagt.alert.Alert alert) {
        throw new UnsupportedOperationException();
    }
}
