package dk.fristvagt.monitor;

import dk.fristvagt.facts.Hash64;
import dk.fristvagt.rules.Deadline;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The hash by which a published deadline row is recognised: a row is sent again when it differs. Should the order of an
 * enum change, rows are sent once more, unchanged.
 */
final class RowHash {
    private static final long ABSENT = -1;

    private RowHash() {}

    static long of(Deadline deadline) {
        Hash64 hash = new Hash64()
                .add(deadline.rule().version())
                .add(deadline.status().ordinal())
                .add(deadline.stage())
                .add(deadline.due())
                .add(deadline.basis().isPresent() ? deadline.basis().get().ordinal() : ABSENT)
                .add(deadline.advisory() ? 1 : 0)
                .add(deadline.required())
                .add(deadline.achieved())
                .add(deadline.unit())
                .add(deadline.courseStart())
                .add(deadline.municipality())
                .add(deadline.akasse().orElse(""))
                .add(deadline.why().anchor())
                .add(deadline.why().unshifted());
        add(hash, deadline.satisfiedOn());
        add(hash, deadline.nextBookedOn());
        add(hash, deadline.why().exemptionIds());
        add(hash, deadline.why().factIds());
        return hash.value();
    }

    private static void add(Hash64 hash, List<String> ids) {
        for (int i = 0; i < ids.size(); i++) {
            hash.add(ids.get(i));
        }
        hash.add(ABSENT);
    }

    private static void add(Hash64 hash, Optional<LocalDate> day) {
        hash.add(day.isPresent() ? day.get().toEpochDay() : ABSENT);
    }
}
