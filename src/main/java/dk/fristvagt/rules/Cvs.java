package dk.fristvagt.rules;

import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether a registered and searchable CV satisfies a rule (domain.md §7, Cv). */
final class Cvs {
    private Cvs() {}

    static Fulfilment of(Situation situation, Application application) {
        LocalDate anchor = application.anchorDay();
        LocalDate best = Days.NEVER;
        String bestId = "";
        for (Event<Cv> event : situation.facts.cvs()) {
            Cv cv = event.fact();
            Optional<Trace.Refusal> refusal = refusal(situation, application, cv);
            if (refusal.isPresent()) {
                if (situation.trace.on()) {
                    situation.trace.add(new Trace.Step.NotCounted(cv.cvId(), cv.registeredOn(), refusal.get()));
                }
                continue;
            }
            LocalDate day = Days.later(ready(cv), anchor);
            if (situation.trace.on()) {
                situation.trace.add(new Trace.Step.Counted(cv.cvId(), day, 1));
            }
            if (day.isBefore(best)) {
                best = day;
                bestId = cv.cvId();
            }
        }
        boolean satisfied = situation.today.reached(best);
        return new Fulfilment(
                satisfied ? best : Days.NEVER,
                satisfied ? 1 : 0,
                satisfied ? List.of(bestId) : List.of(),
                false,
                Days.NEVER);
    }

    private static LocalDate ready(Cv cv) {
        return Days.later(cv.registeredOn().orElseThrow(), cv.searchableOn().orElseThrow());
    }

    private static Optional<Trace.Refusal> refusal(Situation situation, Application application, Cv cv) {
        if (cv.registeredOn().isEmpty() || cv.searchableOn().isEmpty()) {
            return Optional.of(Trace.Refusal.NOT_REGISTERED_AND_SEARCHABLE);
        }
        LocalDate ready = ready(cv);
        if (!ready.isBefore(application.course().closedOn())) {
            return Optional.of(Trace.Refusal.AFTER_CLOSING);
        }
        if (cv.withdrawnOn().isPresent()
                && !cv.withdrawnOn().get().isAfter(Days.later(ready, application.anchorDay()))) {
            return Optional.of(Trace.Refusal.WITHDRAWN_BEFORE_IT_COUNTED);
        }
        return Optional.empty();
    }
}
