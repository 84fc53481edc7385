package dk.fristvagt.testing;

import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;

/**
 * Something that is owed the made-up citizen on about a day: where a nasty history has to put its events.
 *
 * @param type of the meeting, UNKNOWN where it is not about a meeting
 * @param since the first day on which the citizen has the duty's benefit
 * @param due roughly when it is due
 */
record Duty(What what, Meeting.Type type, Meeting.Convener convenedBy, LocalDate since, LocalDate due) {
    enum What {
        MEETING,
        OFFER,
        CV
    }

    static Duty meeting(Meeting.Type type, Meeting.Convener convenedBy, LocalDate since, LocalDate due) {
        return new Duty(What.MEETING, type, convenedBy, since, due);
    }

    static Duty offer(LocalDate since, LocalDate due) {
        return new Duty(What.OFFER, Meeting.Type.UNKNOWN, Meeting.Convener.UNKNOWN, since, due);
    }

    static Duty cv(LocalDate since, LocalDate due) {
        return new Duty(What.CV, Meeting.Type.UNKNOWN, Meeting.Convener.UNKNOWN, since, due);
    }
}
