package dk.fristvagt.testing;

import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;

/**
 * Something that is owed the made-up citizen on about a day: where a nasty history has to put its events.
 *
 * @param type of the meeting, UNKNOWN where it is not about a meeting
 * @param stay the stay in which it arises
 * @param due roughly when it is due
 */
record Duty(What what, Meeting.Type type, Meeting.Convener convenedBy, Stay stay, LocalDate due, Place place) {
    /** The targets ended with June 2026; a month before it there is still something to say. */
    private static final LocalDate LAST_TARGETS = LocalDate.of(2026, 6, 1);

    enum What {
        MEETING,
        OFFER,
        CV,
        /** One of the targets that look back over twelve months. */
        TARGET
    }

    enum Place {
        SINGLE,
        IN_SERIES,
        LAST_OF_SERIES
    }

    static Duty meeting(Meeting.Type type, Meeting.Convener convenedBy, Stay stay, LocalDate due) {
        return new Duty(What.MEETING, type, convenedBy, stay, due, Place.SINGLE);
    }

    /** The meeting of a series that is due on {@code due}. */
    static Duty inSeries(Meeting.Type type, Meeting.Convener convenedBy, Stay stay, LocalDate due, boolean last) {
        return new Duty(What.MEETING, type, convenedBy, stay, due, last ? Place.LAST_OF_SERIES : Place.IN_SERIES);
    }

    static Duty offer(Stay stay, LocalDate due) {
        return new Duty(What.OFFER, Meeting.Type.UNKNOWN, Meeting.Convener.UNKNOWN, stay, due, Place.SINGLE);
    }

    static Duty cv(Stay stay, LocalDate due) {
        return new Duty(What.CV, Meeting.Type.UNKNOWN, Meeting.Convener.UNKNOWN, stay, due, Place.SINGLE);
    }

    static Duty target(Stay stay, LocalDate due) {
        return new Duty(What.TARGET, Meeting.Type.UNKNOWN, Meeting.Convener.UNKNOWN, stay, due, Place.SINGLE);
    }

    /** Whether the day on which it is due follows from paid hours. */
    boolean byHours() {
        return stay.dagpenge() && due.isAfter(stay.from().plusDays(28));
    }

    /** Whether it is one of the targets, while there are targets. */
    boolean isTarget() {
        return what == What.TARGET && due.isBefore(LAST_TARGETS);
    }

    /** Whether a single booking is enough for it. */
    boolean needsOneBooking() {
        return place == Place.SINGLE && (what == What.OFFER || what == What.MEETING);
    }

    /** Whether it is a duty and not only a pace. */
    boolean statutory() {
        return place != Place.IN_SERIES;
    }

    /** Whether nothing can be made good after its day. */
    boolean lapses() {
        boolean before2024 = stay.from().getYear() < 2024;
        return statutory()
                && (before2024
                        ? type == Meeting.Type.FAELLES_JOBSAMTALE
                        : type == Meeting.Type.JOBSAMTALE && !stay.spell().youngWithoutEducation);
    }
}
