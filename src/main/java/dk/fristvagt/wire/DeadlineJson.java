package dk.fristvagt.wire;

/** One line of deadlines.jsonl (contract.md, "Files"). */
public final class DeadlineJson {
    private DeadlineJson() {}

    /** The line of a row of the deadlines table; for a deadline of the core, of {@link AvroDeadlines#toAvro}. */
    public static String line(dk.fristvagt.alert.Deadline deadline) {
        throw new UnsupportedOperationException();
    }
}
