package dk.fristvagt.simulation;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The meetings of one citizen: booked, held, cancelled, missed and booked again.
 *
 * <p>Joint meetings belong to a dagpengeperiode: each is planned, or not, when the period begins, for a seniority.
 */
final class ContactHistory {
    private static final int DAYS_OF_WEEK = 7;

    /** How often a joint meeting that was not held is booked again. */
    private static final int ATTEMPTS = 4;

    /** A joint meeting is called at least this long before, where the period allows (S004 §4.4, agreement). */
    private static final int INVITED_BEFORE_DAYS = 14;

    private final Profile profile;
    private final Citizen citizen;
    private final Chance chance;
    private final Journal journal;

    private int period = -1;
    private List<Profile.Joint> joints = List.of();
    private double[] jointAt = {};

    ContactHistory(Profile profile, Citizen citizen, Chance chance, Journal journal) {
        this.profile = profile;
        this.citizen = citizen;
        this.chance = chance;
        this.journal = journal;
    }

    /** What is told of a meeting before it is known how it ends. */
    private record Plan(
            Stay stay, Meeting.Type type, Meeting.Convener convener, boolean joint, double inPerson, int band) {}

    /**
     * Tells the meetings of {@code stay} from {@code first} to {@code until}.
     *
     * @param months seniority by day of the stay
     */
    void tell(Stay stay, int first, int until, Seniorities months) {
        Profile.Contact plan = plan(stay);
        if (first == stay.from() && chance.happens(plan.cvMeeting())) {
            int day = stay.from() + plan.cvMeetingDays().draw(chance);
            book(new Plan(stay, Meeting.Type.CV_SAMTALE, convener(stay, 1), false, -1, 0), plan, day, until);
        }
        ordinary(stay, plan, first, until, months);
        if (stay.dagpenge()) {
            joint(stay, plan, until, months);
        }
    }

    private static Meeting.Convener convener(Stay stay, double akasse) {
        return stay.dagpenge() && akasse >= 1 ? Meeting.Convener.AKASSE : Meeting.Convener.JOBCENTER;
    }

    private Profile.Contact plan(Stay stay) {
        List<Profile.Contact> plans = profile.groups().get(stay.group()).contact();
        int begins = stay.dagpenge() ? stay.periodStart() : stay.courseStart();
        Profile.Contact plan = plans.get(0);
        for (Profile.Contact later : plans) {
            if (later.from() <= begins) {
                plan = later;
            }
        }
        return plan;
    }

    private void ordinary(Stay stay, Profile.Contact plan, int first, int until, Seniorities months) {
        int day = first == stay.from() ? first + plan.first().draw(chance) : first + gap(plan, 0) / 2;
        while (day <= until) {
            int band = Profile.band(months.on(Math.min(day, stay.to())));
            Meeting.Convener convener = chance.happens(plan.convenedByAkasse()[band])
                    ? Meeting.Convener.AKASSE
                    : Meeting.Convener.JOBCENTER;
            Plan meeting = new Plan(stay, plan.types().draw(chance), convener, false, -1, band);
            int planned = CivilDay.workingFrom(day);
            boolean held = book(meeting, plan, planned, until);
            if (planned > stay.to()) {
                return;
            }
            day = planned + (held ? gap(plan, band) : profile.bookings().again().draw(chance));
        }
    }

    /** Days to the next meeting: around the mean, for nobody is met by a metronome. */
    private int gap(Profile.Contact plan, int band) {
        double mean = DAYS_OF_WEEK / (plan.perWeek()[band] * citizen.pace());
        return Math.max(1, (int) Math.round(mean * chance.between(0.5, 1.5)));
    }

    private void joint(Stay stay, Profile.Contact plan, int until, Seniorities months) {
        if (stay.period() != period) {
            period = stay.period();
            joints = plan.joint();
            jointAt = new double[joints.size()];
            for (int i = 0; i < jointAt.length; i++) {
                Profile.Span span = joints.get(i).months().draw(chance);
                double at = chance.between(span.from(), span.to());
                jointAt[i] = chance.happens(joints.get(i).share()) ? at : Double.POSITIVE_INFINITY;
            }
        }
        for (int i = 0; i < jointAt.length; i++) {
            int day = jointAt[i] <= months.on(stay.to()) ? months.reach(jointAt[i]) : Integer.MAX_VALUE;
            if (day <= until) {
                jointAt[i] = Double.POSITIVE_INFINITY;
                attempt(stay, plan, i, day, until, months);
            }
        }
    }

    private void attempt(Stay stay, Profile.Contact plan, int joint, int from, int until, Seniorities months) {
        int day = from;
        for (int i = 0; i < ATTEMPTS && day <= until; i++) {
            int planned = CivilDay.workingFrom(day);
            int band = Profile.band(months.on(Math.min(planned, stay.to())));
            boolean ofTrial = stay.trial() && joint == 0;
            Plan meeting = new Plan(
                    stay,
                    Meeting.Type.FAELLES_JOBSAMTALE,
                    ofTrial ? Meeting.Convener.AKASSE : Meeting.Convener.JOBCENTER,
                    true,
                    joints.get(joint).inPerson(),
                    band);
            if (book(meeting, plan, planned, until) || planned > stay.to()) {
                return;
            }
            day = planned + profile.bookings().again().draw(chance);
        }
    }

    /** Tells one meeting planned for {@code day} from its booking to its end; whether it was held. */
    private boolean book(Plan meeting, Profile.Contact contact, int day, int until) {
        Profile.Bookings bookings = profile.bookings();
        Stay stay = meeting.stay();
        int planned = CivilDay.workingFrom(day);
        int booked = Math.min(
                planned,
                CivilDay.workingFrom(
                        Math.max(stay.from(), planned - bookings.lead().draw(chance))));
        if (booked > stay.to() || booked > until) {
            return false;
        }
        String id = Ids.draw(chance);
        Optional<LocalDate> bookedOn = Optional.of(CivilDay.date(booked));
        Optional<LocalDate> plannedOn = Optional.of(CivilDay.date(planned));
        boolean declined = meeting.joint() && chance.happens(profile.trial().declined());
        Optional<LocalDate> invited = Optional.empty();
        if (meeting.joint() && !declined && chance.happens(profile.trial().invitedInTime())) {
            int latest = Math.max(booked, planned - INVITED_BEFORE_DAYS);
            invited = Optional.of(CivilDay.date(chance.between(booked, latest)));
        }
        Draft draft = new Draft(id, meeting, bookedOn, plannedOn, invited, declined);
        long recorded = journal.record(draft.open(Meeting.Status.BOOKED), booked, 0);
        if (planned > stay.to()) {
            int ended = stay.to() + profile.registration().ended().draw(chance);
            journal.record(draft.open(Meeting.Status.CANCELLED), ended, recorded);
            return false;
        }
        double outcome = chance.unit();
        if (outcome < bookings.cancelled()) {
            journal.record(draft.open(Meeting.Status.CANCELLED), chance.between(booked, planned), recorded);
            return false;
        }
        if (outcome < bookings.cancelled() + bookings.noShow()) {
            journal.record(draft.open(Meeting.Status.NO_SHOW), planned, recorded);
            return false;
        }
        Meeting held = draft.held(participation(meeting), form(meeting, contact));
        int late = chance.happens(bookings.heldLate()) ? bookings.again().draw(chance) : 0;
        recorded = journal.record(held, planned + late, recorded);
        if (chance.happens(profile.registration().annulled())) {
            journal.record(held, planned + late + bookings.again().draw(chance), recorded, true);
        }
        return true;
    }

    /** A meeting in the making. */
    private record Draft(
            String id,
            Plan plan,
            Optional<LocalDate> bookedOn,
            Optional<LocalDate> plannedOn,
            Optional<LocalDate> invitedOn,
            boolean declined) {
        Meeting open(Meeting.Status status) {
            return meeting(status, Optional.empty(), Optional.empty(), Optional.empty());
        }

        Meeting held(Optional<Meeting.Participation> participation, Meeting.Form form) {
            return meeting(Meeting.Status.HELD, plannedOn, participation, Optional.of(form));
        }

        private Meeting meeting(
                Meeting.Status status,
                Optional<LocalDate> heldOn,
                Optional<Meeting.Participation> participation,
                Optional<Meeting.Form> form) {
            return new Meeting(
                    id,
                    plan.type(),
                    status,
                    bookedOn,
                    plannedOn,
                    heldOn,
                    plan.convener(),
                    invitedOn,
                    declined,
                    participation,
                    form);
        }
    }

    private Optional<Meeting.Participation> participation(Plan meeting) {
        if (meeting.stay().group() != Group.DAGPENGE) {
            return Optional.empty();
        }
        Profile.Trial trial = profile.trial();
        boolean ofAkasse = meeting.convener() == Meeting.Convener.AKASSE;
        if (meeting.joint() && ofAkasse) {
            return Optional.of(
                    chance.happens(trial.bothInTrial())
                            ? Meeting.Participation.BOTH
                            : Meeting.Participation.AKASSE_ONLY);
        }
        if (meeting.joint()) {
            double drawn = chance.unit();
            double both = trial.both()[meeting.band()];
            return Optional.of(
                    drawn < both
                            ? Meeting.Participation.BOTH
                            : drawn < both + trial.akasseOnly()[meeting.band()]
                                    ? Meeting.Participation.AKASSE_ONLY
                                    : Meeting.Participation.JOBCENTER_ONLY);
        }
        return Optional.of(ofAkasse ? Meeting.Participation.AKASSE_ONLY : Meeting.Participation.JOBCENTER_ONLY);
    }

    private Meeting.Form form(Plan meeting, Profile.Contact contact) {
        if (meeting.inPerson() < 0) {
            return contact.forms().draw(chance);
        }
        // S004 §4.7.4: what is not in person is counted as digital, most often by telephone.
        return chance.happens(meeting.inPerson())
                ? Meeting.Form.IN_PERSON
                : chance.happens(0.5) ? Meeting.Form.PHONE : Meeting.Form.VIDEO;
    }
}
