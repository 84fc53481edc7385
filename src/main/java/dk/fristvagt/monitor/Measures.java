package dk.fristvagt.monitor;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Hash64;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.rules.UnitName;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Segment;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The measures of the meetings held by one citizen after an evaluation, and how they differ from what was published.
 *
 * <p>A measure rests on the timeline and the hours up to the day of the meeting, so the passing of days changes one only
 * where it changes the timeline, which the evaluation's own next day covers, or where the day of the meeting is yet to
 * come. That a month is settled confirms a day of the clock and does not move it.
 *
 * <p>What a meeting before the horizon rested on is forgotten (architecture.md, state): its measure stands as it was
 * sent, until the meeting itself is annulled or corrected into one that was not held.
 */
final class Measures {
    private static final long ABSENT = -1;

    private final Facts facts;
    private final Evaluation evaluation;
    private final Today today;
    private final List<Measured> standing = new ArrayList<>();
    private final List<Outcome.MeasureRow> rows = new ArrayList<>();
    /** By the segment's place in the timeline; null until a meeting was held in it. */
    private final Place[] places;

    private Measures(Facts facts, Evaluation evaluation) {
        this.facts = facts;
        this.evaluation = evaluation;
        this.today = new Today(evaluation.day());
        this.places = new Place[evaluation.timeline().segments().size()];
    }

    /**
     * What is to be published.
     *
     * @param rows the measures that differ from what was published, in the order of the meetings
     * @param standing the measures that then stand, in the same order
     * @param next the day on which a meeting comes that is told of in advance; {@link Days#NEVER} for none
     */
    record Difference(List<Outcome.MeasureRow> rows, List<Measured> standing, LocalDate next) {
        private static final Difference NONE = new Difference(List.of(), List.of(), Days.NEVER);

        /** What stands of them once the facts are only {@code kept}: nothing is said about a forgotten meeting. */
        List<Measured> standingIn(Facts kept) {
            List<Measured> left = new ArrayList<>(standing.size());
            int s = 0;
            for (Event<Meeting> event : kept.meetings()) {
                while (s < standing.size() && isBefore(standing.get(s), event.fact())) {
                    s++;
                }
                if (s < standing.size()
                        && standing.get(s).meetingId().equals(event.fact().meetingId())) {
                    left.add(standing.get(s++));
                }
            }
            return Collections.unmodifiableList(left);
        }
    }

    /**
     * Compares.
     *
     * @param published what stands so far, in the order of the meetings
     */
    static Difference between(List<Measured> published, Facts facts, Evaluation evaluation) {
        if (published.isEmpty() && !anyHeld(facts)) {
            return Difference.NONE;
        }
        Measures measures = new Measures(facts, evaluation);
        measures.compare(published);
        return new Difference(
                Collections.unmodifiableList(measures.rows),
                Collections.unmodifiableList(measures.standing),
                measures.today.next());
    }

    private static boolean anyHeld(Facts facts) {
        List<Event<Meeting>> meetings = facts.meetings();
        for (int i = 0; i < meetings.size(); i++) {
            if (meetings.get(i).fact().held()) {
                return true;
            }
        }
        return false;
    }

    private void compare(List<Measured> published) {
        int p = 0;
        List<Event<Meeting>> meetings = facts.meetings();
        for (int m = 0; m < meetings.size(); m++) {
            Meeting meeting = meetings.get(m).fact();
            while (p < published.size() && isBefore(published.get(p), meeting)) {
                withdraw(published.get(p++));
            }
            boolean known = p < published.size() && published.get(p).meetingId().equals(meeting.meetingId());
            Optional<Measured> before = known ? Optional.of(published.get(p++)) : Optional.empty();
            if (meeting.held() && meeting.heldOn().get().isBefore(facts.horizon())) {
                before.ifPresent(standing::add);
            } else {
                compare(before, meeting);
            }
        }
        while (p < published.size()) {
            withdraw(published.get(p++));
        }
    }

    private static boolean isBefore(Measured published, Meeting meeting) {
        return !published.meetingId().equals(meeting.meetingId())
                && Days.UTF8.compare(published.meetingId(), meeting.meetingId()) < 0;
    }

    private void compare(Optional<Measured> before, Meeting meeting) {
        Place place = meeting.held() ? place(meeting.heldOn().get()) : null;
        if (place == null) {
            before.ifPresent(this::withdraw);
            return;
        }
        Seniority.Band band = place.bands.of(meeting.heldOn().get());
        long hash = place.hash(meeting, band);
        if (before.isPresent() && before.get().hash() == hash) {
            standing.add(before.get());
            return;
        }
        standing.add(new Measured(meeting.meetingId(), hash));
        rows.add(new Outcome.MeasureRow(meeting.meetingId(), hash, Optional.of(place.measure(meeting, band))));
    }

    private void withdraw(Measured gone) {
        rows.add(new Outcome.MeasureRow(gone.meetingId(), 0, Optional.empty()));
    }

    /** Where the citizen was on {@code day}; null when the day has not come or is not on benefit. */
    private Place place(LocalDate day) {
        if (!today.reached(day)) {
            return null;
        }
        List<Segment> segments = evaluation.timeline().segments();
        int low = 0;
        int high = segments.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Segment segment = segments.get(middle);
            if (segment.from().isAfter(day)) {
                high = middle - 1;
            } else if (segment.to().isBefore(day)) {
                low = middle + 1;
            } else {
                return segment.spell().group() == Group.UNKNOWN ? null : place(middle, segment);
            }
        }
        return null;
    }

    private Place place(int index, Segment segment) {
        if (places[index] == null) {
            Course course = course(segment);
            places[index] = new Place(segment, course, bands(course));
        }
        return places[index];
    }

    /** Every segment with a family that has begun is in a course. */
    private Course course(Segment segment) {
        for (Course course : evaluation.timeline().courses()) {
            for (Segment own : course.segments()) {
                if (own == segment) {
                    return course;
                }
            }
        }
        throw new IllegalStateException("a segment on benefit that has begun is in no course");
    }

    private Seniority.Bands bands(Course course) {
        for (Place place : places) {
            if (place != null && place.course == course) {
                return place.bands;
            }
        }
        return new Seniority.Bands(course, evaluation.clock());
    }

    /** A segment with its course: what all meetings held in it have in common. */
    private static final class Place {
        private final BenefitSpell spell;
        private final Course course;
        private final Seniority.Bands bands;
        private final long hash;

        private Place(Segment segment, Course course, Seniority.Bands bands) {
            this.spell = segment.spell();
            this.course = course;
            this.bands = bands;
            this.hash = new Hash64()
                    .add(spell.municipality())
                    .add(spell.akasse().orElse(""))
                    .add(spell.group().ordinal())
                    .add(spell.akasseFirst() ? 1 : 0)
                    .add(course.id())
                    .add(course.start())
                    .value();
        }

        /** Should the order of an enum change, measures are sent once more, unchanged. */
        private long hash(Meeting meeting, Seniority.Band band) {
            return new Hash64()
                    .add(hash)
                    .add(byAkasse(meeting) ? 1 : 0)
                    .add(meeting.type().ordinal())
                    .add(meeting.heldOn().get())
                    .add(band.ordinal())
                    .add(ordinal(meeting.participation()))
                    .add(ordinal(meeting.form()))
                    .value();
        }

        private MeetingMeasure measure(Meeting meeting, Seniority.Band band) {
            return new MeetingMeasure(
                    meeting.meetingId(),
                    byAkasse(meeting) ? UnitName.akasse(spell) : UnitName.jobcenter(spell),
                    spell.municipality(),
                    spell.akasse(),
                    meeting.type(),
                    meeting.heldOn().get(),
                    spell.group(),
                    band,
                    meeting.participation(),
                    meeting.form(),
                    spell.akasseFirst(),
                    course.id(),
                    course.start());
        }
    }

    private static long ordinal(Optional<? extends Enum<?>> symbol) {
        return symbol.isPresent() ? symbol.get().ordinal() : ABSENT;
    }

    /**
     * Whether the a-kasse held the meeting. Who took part alone held it; where both did or it is not said, the a-kasse
     * holds the meetings that the rules ask of it by their type (dp-cv-samtale and dp-raadighed, domain.md §6), and of
     * all others those that it convened, as dp24-akasse and akasse-invitation have it.
     */
    private static boolean byAkasse(Meeting meeting) {
        if (meeting.participation().isPresent()) {
            switch (meeting.participation().get()) {
                case AKASSE_ONLY -> {
                    return true;
                }
                case JOBCENTER_ONLY -> {
                    return false;
                }
                case BOTH, UNKNOWN -> {
                    // Decided by who called it.
                }
            }
        }
        return switch (meeting.type()) {
            case CV_SAMTALE, RAADIGHEDSSAMTALE -> true;
            case JOBSAMTALE, FAELLES_JOBSAMTALE, OPFOELGNINGSSAMTALE, ANDEN_SAMTALE, INFORMATIONSMOEDE, UNKNOWN ->
                meeting.convenedBy() == Meeting.Convener.AKASSE;
        };
    }
}
