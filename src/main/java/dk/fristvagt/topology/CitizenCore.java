package dk.fristvagt.topology;

import dk.fristvagt.facts.Event;
import dk.fristvagt.monitor.CitizenFile;
import dk.fristvagt.monitor.CitizenMonitor;
import dk.fristvagt.monitor.Outcome;
import java.time.LocalDate;

/** The core as the topology sees it: the entrances of {@link CitizenMonitor}, so that tests can make it fail. */
interface CitizenCore {
    /** See {@link CitizenMonitor#apply}. */
    Outcome apply(CitizenFile file, Event<?> event, LocalDate day);

    /** See {@link CitizenMonitor#beginDay}. */
    Outcome beginDay(CitizenFile file, LocalDate day);

    /** See {@link CitizenMonitor#merge}. */
    Outcome merge(CitizenFile file, Event<?> event);

    /** The number of the rulebook that evaluates. */
    int rulebookNumber();

    /** The real core. */
    static CitizenCore of(CitizenMonitor monitor) {
        return new CitizenCore() {
            @Override
            public Outcome apply(CitizenFile file, Event<?> event, LocalDate day) {
                return monitor.apply(file, event, day);
            }

            @Override
            public Outcome beginDay(CitizenFile file, LocalDate day) {
                return monitor.beginDay(file, day);
            }

            @Override
            public Outcome merge(CitizenFile file, Event<?> event) {
                return monitor.merge(file, event);
            }

            @Override
            public int rulebookNumber() {
                return monitor.rulebook().number();
            }
        };
    }
}
