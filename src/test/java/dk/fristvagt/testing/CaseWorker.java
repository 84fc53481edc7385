package dk.fristvagt.testing;

import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Exemption.Obligation;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Meeting.Status;
import dk.fristvagt.facts.Meeting.Type;
import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A careless case worker: does what is due a little early, a little late, twice, in the wrong form or not at all, and
 * corrects it afterwards.
 */
final class CaseWorker {
    /** Offers that count and offers that do not; those with a border or a grace of their own are likelier. */
    private static final List<Offer.Type> OFFER_TYPES = List.of(
            Offer.Type.VIRKSOMHEDSPRAKTIK,
            Offer.Type.VIRKSOMHEDSPRAKTIK,
            Offer.Type.LOENTILSKUD,
            Offer.Type.LOENTILSKUD,
            Offer.Type.NYTTEINDSATS,
            Offer.Type.ORDINAER_UDDANNELSE,
            Offer.Type.OEVRIG_VEJLEDNING,
            Offer.Type.OEVRIG_VEJLEDNING,
            Offer.Type.KURSUS_93,
            Offer.Type.REALKOMPETENCE,
            Offer.Type.UNKNOWN);

    private final Dice dice;
    private final Pen pen;
    private final LocalDate first;

    /**
     * A case worker.
     *
     * @param first the first day on which anything is recorded
     */
    CaseWorker(Dice dice, Pen pen, LocalDate first) {
        this.dice = dice;
        this.pen = pen;
        this.first = first;
    }

    /** Does something about {@code duty}, or not. */
    void attendTo(Duty duty) {
        if (dice.chance(0.12)) {
            exempt(duty);
            return;
        }
        switch (duty.what()) {
            case MEETING -> meet(duty);
            case OFFER -> offer(duty);
            case CV -> registerCv(duty);
            case TARGET -> meetOften(duty.due(), dice.between(1, 4));
        }
    }

    // -- meetings

    private void meet(Duty duty) {
        meet(
                dice.chance(0.9) ? duty.type() : dice.oneOf(Type.values()),
                dice.chance(0.9) ? duty.convenedBy() : dice.oneOf(Meeting.Convener.values()),
                duty.due());
    }

    private void meet(Type type, Meeting.Convener convener, LocalDate due) {
        var meeting = new Draft.MeetingDraft(pen.newId("m"), type, convener);
        meeting.form = dice.oneOf(
                Optional.empty(),
                Optional.of(Meeting.Form.IN_PERSON),
                Optional.of(Meeting.Form.VIDEO),
                Optional.of(Meeting.Form.PHONE));
        if (dice.chance(0.2)) {
            saidAfterwards(meeting, due);
        } else {
            LocalDate planned = due.plusDays(
                    dice.chance(0.65)
                            ? -dice.oneOf(0, 0, 0, 1, 2, 5, 9, 14, 20, 30)
                            : dice.oneOf(1, 1, 2, 4, 8, 15, 25));
            LocalDate booked = notBeforeFirst(Days.earlier(planned, due).minusDays(dice.between(-2, 45)));
            book(meeting, booked, planned);
            afterBooking(meeting, planned);
        }
        if (meeting.status == Status.HELD && dice.chance(0.25)) {
            regret(meeting);
        }
    }

    /** Held, and recorded only afterwards; often when the deadline has already been called overdue. */
    private void saidAfterwards(Draft.MeetingDraft meeting, LocalDate due) {
        LocalDate held = due.minusDays(dice.oneOf(0, 0, 1, 3, 10, 20, -1, -5));
        meeting.plannedOn = dice.oneOf(Optional.empty(), Optional.of(held));
        hold(meeting, notBeforeFirst(Days.later(held, due).plusDays(dice.oneOf(0, 1, 2, 8, 20, 40))), held);
    }

    private void book(Draft.MeetingDraft meeting, LocalDate booked, LocalDate planned) {
        meeting.plannedOn = Optional.of(planned);
        meeting.bookedOn = dice.oneOf(
                Optional.empty(),
                Optional.of(booked),
                Optional.of(booked),
                Optional.of(booked.minusDays(3)),
                Optional.of(planned.minusDays(dice.between(0, 20))));
        if (meeting.type == Type.FAELLES_JOBSAMTALE) {
            meeting.citizenDeclinedAkasse = dice.chance(0.12);
            if (dice.chance(0.2)) {
                meeting.akasseInvitedOn = Optional.of(planned.minusDays(dice.oneOf(20, 14, 13, 7, 0, -2)));
            }
        }
        write(meeting, booked);
    }

    private void afterBooking(Draft.MeetingDraft meeting, LocalDate planned) {
        if (meeting.type == Type.FAELLES_JOBSAMTALE && dice.chance(0.45)) {
            LocalDate invited = planned.minusDays(dice.oneOf(15, 14, 13, 9, 6, 3, 1, 0, -1, -2));
            meeting.akasseInvitedOn = Optional.of(invited.minusDays(dice.oneOf(0, 0, 1, 3, -1, -4)));
            write(meeting, invited);
        }
        LocalDate recorded = planned.plusDays(dice.oneOf(0, 0, 0, 1, 2, 4, 5, 6, 7, 10, 20));
        switch (dice.weighted(50, 10, 7, 12, 6, 15)) {
            case 0 -> hold(meeting, recorded, planned.plusDays(dice.oneOf(0, 0, 0, 0, 1, -1, 2, -3)));
            case 1 -> {
                meeting.status = Status.CANCELLED;
                write(meeting, planned.minusDays(dice.between(-3, 10)));
            }
            case 2 -> {
                meeting.status = Status.NO_SHOW;
                write(meeting, recorded);
            }
            case 3 -> {
                LocalDate other = planned.plusDays(dice.oneOf(1, 2, 5, 7, 14, 21, -3, -7, 40));
                meeting.plannedOn = Optional.of(other);
                write(meeting, planned.minusDays(dice.between(0, 8)));
                if (dice.chance(0.6)) {
                    hold(meeting, other.plusDays(dice.between(0, 6)), other);
                }
            }
            case 4 -> {
                pen.annul(meeting.recorded.plusDays(dice.between(0, 15)), meeting.fact());
            }
            default -> {
                // stays booked for ever
            }
        }
    }

    private void hold(Draft.MeetingDraft meeting, LocalDate recorded, LocalDate held) {
        meeting.status = Status.HELD;
        LocalDate day = Days.later(recorded, meeting.recorded);
        meeting.heldOn = Optional.of(Days.earlier(held, day));
        meeting.participation = dice.oneOf(
                Optional.empty(),
                Optional.of(Meeting.Participation.BOTH),
                Optional.of(Meeting.Participation.BOTH),
                Optional.of(Meeting.Participation.JOBCENTER_ONLY),
                Optional.of(Meeting.Participation.AKASSE_ONLY));
        write(meeting, day);
    }

    /** What was said to be held was not, or not so. */
    private void regret(Draft.MeetingDraft meeting) {
        LocalDate later = meeting.recorded.plusDays(dice.oneOf(0, 1, 5, 20, 60, 120));
        switch (dice.between(0, 3)) {
            case 0 -> {
                pen.annul(later, meeting.fact());
                if (dice.chance(0.4)) {
                    write(meeting, later.plusDays(dice.between(0, 30)));
                }
            }
            case 1 -> {
                meeting.status = dice.oneOf(Status.CANCELLED, Status.NO_SHOW, Status.UNKNOWN);
                write(meeting, later);
            }
            case 2 -> {
                meeting.heldOn = meeting.heldOn.map(held -> held.minusDays(dice.between(1, 30)));
                write(meeting, later);
            }
            default -> {
                meeting.type = dice.oneOf(Type.values());
                write(meeting, later);
            }
        }
    }

    /** Books in time, and registers it only when it is already called due. */
    void registerBookingLate(Duty duty) {
        LocalDate planned = duty.due().minusDays(dice.between(0, 2));
        LocalDate recorded = notBeforeFirst(duty.due().plusDays(dice.between(1, 3)));
        if (duty.what() == Duty.What.OFFER) {
            var offer =
                    new Draft.OfferDraft(pen.newId("o"), Offer.Type.VIRKSOMHEDSPRAKTIK, planned, planned.plusDays(27));
            offer.grantedOn = Optional.of(planned);
            write(offer, recorded);
            return;
        }
        var meeting = new Draft.MeetingDraft(pen.newId("m"), duty.type(), duty.convenedBy());
        book(meeting, recorded, planned);
        if (dice.chance(0.4)) {
            hold(meeting, duty.due().plusDays(dice.between(4, 9)), planned);
        }
    }

    /** Books a joint meeting, does not invite the a-kasse, and calls it off. */
    void callOffJointMeeting(LocalDate day) {
        var meeting = new Draft.MeetingDraft(
                pen.newId("m"),
                Type.FAELLES_JOBSAMTALE,
                dice.oneOf(Meeting.Convener.JOBCENTER, Meeting.Convener.AKASSE));
        meeting.plannedOn = Optional.of(day);
        meeting.bookedOn = Optional.of(notBeforeFirst(day.minusDays(30)));
        write(meeting, notBeforeFirst(day.minusDays(dice.between(12, 30))));
        meeting.status = dice.oneOf(Status.CANCELLED, Status.CANCELLED, Status.NO_SHOW);
        write(meeting, day.minusDays(dice.between(-1, 17)));
    }

    /** A meeting of any kind on about {@code day}, whether or not anything is owed. */
    void meetAnyhow(LocalDate day) {
        meet(
                dice.oneOf(Type.JOBSAMTALE, Type.FAELLES_JOBSAMTALE, dice.oneOf(Type.values())),
                dice.oneOf(Meeting.Convener.values()),
                day);
    }

    /** Held meetings spread over the year before {@code eligible}: the rolling target is met, until they grow old. */
    void meetOften(LocalDate eligible, int number) {
        for (int i = 0; i < number; i++) {
            meetForTarget(eligible.minusDays(dice.between(-30, 330)));
        }
    }

    /** Three meetings almost a year before {@code eligible} and the fourth too late: met, and soon not any more. */
    void meetTooLate(LocalDate eligible) {
        for (int i = 0; i < 3; i++) {
            meetForTarget(eligible.minusMonths(12).plusDays(dice.between(25, 40)));
        }
        meetForTarget(eligible.plusDays(dice.between(2, 22)));
    }

    private void meetForTarget(LocalDate day) {
        LocalDate held = notBeforeFirst(day);
        var meeting = new Draft.MeetingDraft(
                pen.newId("m"),
                dice.oneOf(Type.JOBSAMTALE, Type.FAELLES_JOBSAMTALE, Type.OPFOELGNINGSSAMTALE),
                dice.oneOf(Meeting.Convener.JOBCENTER, Meeting.Convener.AKASSE));
        hold(meeting, held.plusDays(dice.oneOf(0, 0, 1, 5)), held);
        if (dice.chance(0.08)) {
            regret(meeting);
        }
    }

    // -- offers

    private void offer(Duty duty) {
        LocalDate due = duty.due();
        Offer.Type type = dice.oneOf(OFFER_TYPES);
        LocalDate from;
        LocalDate granted;
        if (dice.chance(0.25)) {
            type = Offer.Type.LOENTILSKUD;
            from = due.plusDays(dice.oneOf(1, 5, 20, 21, 21, 22, 23));
            granted = due.minusDays(dice.oneOf(0, 0, 1, 8, -1, -2));
        } else {
            from = due.minusDays(dice.oneOf(0, 0, 1, 5, 12, 30, 60, -1, -3, -10));
            granted = from.minusDays(dice.oneOf(0, 1, 5, 14, 30));
        }
        place(type, notBeforeFirst(granted), Optional.of(granted), from);
    }

    /** An offer that begins on {@code from}, whatever is owed. */
    void offerAnyhow(LocalDate from) {
        place(
                dice.oneOf(Offer.Type.OEVRIG_VEJLEDNING, dice.oneOf(OFFER_TYPES)),
                notBeforeFirst(from.minusDays(dice.between(-3, 20))),
                Optional.empty(),
                from);
    }

    private void place(Offer.Type type, LocalDate recorded, Optional<LocalDate> granted, LocalDate from) {
        // 14 days is the shortest offer that counts: from + 13.
        LocalDate to =
                dice.chance(0.15) ? Days.NEVER : from.plusDays(dice.oneOf(0, 11, 12, 13, 13, 13, 14, 27, 60, 90));
        var offer = new Draft.OfferDraft(pen.newId("o"), type, from, to);
        offer.grantedOn = dice.chance(0.85) ? granted : Optional.empty();
        if (dice.chance(0.3)) {
            offer.status = Offer.Status.STARTED;
            write(offer, Days.later(recorded, from).plusDays(dice.oneOf(0, 1, 5, 20)));
        } else {
            write(offer, recorded);
        }
        switch (dice.weighted(55, 12, 6, 27)) {
            case 0 -> {
                offer.status = Offer.Status.STARTED;
                if (dice.chance(0.1)) {
                    offer.from = Days.earlier(offer.from.plusDays(dice.between(-1, 3)), offer.to);
                }
                write(offer, offer.from.plusDays(dice.oneOf(0, 0, 1, 2, 4, 6, 9, -2)));
                if (dice.chance(0.5)) {
                    offer.status = Offer.Status.ENDED;
                    offer.to = offer.from.plusDays(dice.oneOf(5, 11, 12, 13, 14, 20, 60, 120));
                    write(offer, offer.to.plusDays(dice.between(0, 15)));
                }
            }
            case 1 -> {
                offer.status = Offer.Status.CANCELLED;
                write(offer, recorded.plusDays(dice.between(0, 40)));
            }
            case 2 -> pen.annul(offer.recorded.plusDays(dice.between(0, 20)), offer.fact());
            default -> {
                // as it was first said
            }
        }
        if (offer.status == Offer.Status.STARTED && dice.chance(0.15)) {
            LocalDate later = offer.recorded.plusDays(dice.between(1, 60));
            if (dice.chance(0.5)) {
                pen.annul(later, offer.fact());
            } else {
                offer.type = dice.oneOf(OFFER_TYPES);
                write(offer, later);
            }
        }
    }

    // -- CVs

    private void registerCv(Duty duty) {
        LocalDate near = duty.due().minusDays(dice.oneOf(0, 0, -1, 3, 10, -2, -5, -20));
        LocalDate registered = notBeforeFirst(near);
        LocalDate searchable = registered.plusDays(dice.oneOf(0, 0, 0, 1, 3, -2, 5));
        LocalDate recorded = Days.later(registered, searchable).plusDays(dice.oneOf(0, 0, 0, 1, 12));
        String id = pen.newId("v");
        boolean approved = dice.chance(0.5);
        boolean halfDone = dice.chance(0.2);
        Cv cv = new Cv(
                id,
                dice.chance(0.07) ? Optional.empty() : Optional.of(registered),
                halfDone ? Optional.empty() : Optional.of(searchable),
                dice.oneOf(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(registered),
                        Optional.of(searchable.plusDays(dice.between(0, 30)))),
                approved);
        pen.write(recorded, cv);
        LocalDate later = recorded.plusDays(dice.between(0, 60));
        if (halfDone && dice.chance(0.6)) {
            pen.write(later, new Cv(id, cv.registeredOn(), Optional.of(later), Optional.empty(), approved));
        } else if (dice.chance(0.2)) {
            pen.write(
                    later,
                    new Cv(
                            id,
                            cv.registeredOn(),
                            cv.searchableOn(),
                            Optional.of(later.minusDays(dice.between(0, 40))),
                            approved));
        } else if (dice.chance(0.08)) {
            pen.annul(later, cv);
        }
    }

    // -- exemptions

    private void exempt(Duty duty) {
        Obligation needed = switch (duty.what()) {
            case MEETING, TARGET -> Obligation.MEETINGS;
            case OFFER -> Obligation.OFFERS;
            case CV -> Obligation.CV;
        };
        // An exemption moves a due day when it touches the fourteen days before it (the day itself for offers).
        LocalDate from = duty.due().minusDays(dice.oneOf(0, 0, 3, 12, 13, 14, 20, -2, -5));
        exempt(from, needed);
    }

    /** Exempts from {@code from}, at least from {@code needed}; sometimes without end, sometimes again soon after. */
    void exempt(LocalDate from, Obligation needed) {
        String id = pen.newId("x");
        Exemption.Reason reason = dice.oneOf(Exemption.Reason.values());
        Set<Obligation> covers = covers(needed);
        LocalDate to = dice.chance(0.25) ? Days.NEVER : from.plusDays(dice.oneOf(0, 0, 1, 5, 10, 14, 30, 45));
        LocalDate recorded = notBeforeFirst(from.plusDays(dice.between(-15, 15)));
        pen.write(recorded, new Exemption(id, reason, from, to, covers));
        if (!Days.exists(to) && dice.chance(0.75)) {
            to = from.plusDays(dice.between(5, 70));
            pen.write(
                    Days.later(recorded, to.plusDays(dice.between(-6, 12))),
                    new Exemption(id, reason, from, to, covers));
        } else if (dice.chance(0.1)) {
            pen.annul(recorded.plusDays(dice.between(0, 40)), new Exemption(id, reason, from, to, covers));
        }
        if (Days.exists(to) && dice.chance(0.25)) {
            LocalDate next = to.plusDays(dice.oneOf(1, 2, 5, 10, 14, 15, 20, 28));
            pen.write(
                    notBeforeFirst(next.plusDays(dice.between(-3, 10))),
                    new Exemption(pen.newId("x"), reason, next, next.plusDays(dice.between(0, 20)), covers));
        }
    }

    private Set<Obligation> covers(Obligation needed) {
        Set<Obligation> covers = EnumSet.of(needed);
        for (Obligation obligation : Obligation.values()) {
            if (dice.chance(obligation == Obligation.UNKNOWN ? 0.03 : 0.4)) {
                covers.add(obligation);
            }
        }
        return covers;
    }

    // -- writing

    private void write(Draft draft, LocalDate day) {
        draft.recorded = Days.later(day, draft.recorded);
        pen.write(draft.recorded, draft.fact());
    }

    private LocalDate notBeforeFirst(LocalDate day) {
        return Days.later(day, first);
    }
}
