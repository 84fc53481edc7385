package dk.fristvagt.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What is known about one citizen: per business object the winning event (domain.md §2). Immutable.
 *
 * <p>The lists hold the objects that are not annulled, each in the order that the rules read them in.
 *
 * @param spells by first day, then spellId
 * @param hours by month
 * @param meetings by meetingId
 * @param offers by offerId
 * @param cvs by cvId
 * @param employments by month
 * @param exemptions by exemptionId
 * @param annulled the winning annulments, in the order of kind and object key
 * @param forgotten what is left of objects that were forgotten, so that a replay cannot bring them back
 * @param horizon the day before which everything has been forgotten; {@link LocalDate#MIN} before the first
 */
public record Facts(
        List<Event<BenefitSpell>> spells,
        List<Event<PaidHours>> hours,
        List<Event<Meeting>> meetings,
        List<Event<Offer>> offers,
        List<Event<Cv>> cvs,
        List<Event<Employment>> employments,
        List<Event<Exemption>> exemptions,
        List<Event<?>> annulled,
        List<Mark> forgotten,
        LocalDate horizon) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            LocalDate.MIN);

    private static final Comparator<Event<? extends Fact>> BY_KEY =
            Comparator.comparing(event -> event.fact().objectKey(), Days.UTF8);
    private static final Comparator<Event<BenefitSpell>> BY_FROM = Comparator.<Event<BenefitSpell>, LocalDate>comparing(
                    event -> event.fact().from())
            .thenComparing(BY_KEY);
    private static final Comparator<Event<?>> BY_KIND = Comparator.<Event<?>, Fact.Kind>comparing(
                    event -> event.fact().kind())
            .thenComparing(BY_KEY);

    /**
     * What is left of a forgotten object.
     *
     * @param idHash 64-bit hash of the object key
     * @param recordedAt of the event that had won, as {@code eventIdHash} is of its id
     */
    public record Mark(Fact.Kind kind, long idHash, Instant recordedAt, long eventIdHash) {}

    /** Facts after an event was merged, and what became of it. */
    public record Merged(Facts facts, Merge result) {}

    /** Whether nothing at all is known, not even that something was forgotten. */
    public boolean isEmpty() {
        return size() == 0 && forgotten.isEmpty();
    }

    /** How many objects are kept. */
    public int size() {
        return spells.size()
                + hours.size()
                + meetings.size()
                + offers.size()
                + cvs.size()
                + employments.size()
                + exemptions.size()
                + annulled.size();
    }

    /**
     * The facts with {@code event} merged in: the event with the greatest recordedAt, then eventId, wins its object; of
     * two different events that share both the greater canonical JSON does (domain.md §2). The same facts object comes
     * back when nothing changed.
     */
    public Merged merge(Event<?> event) {
        Optional<Event<?>> known = find(event.fact());
        if (known.isEmpty()) {
            return mergeUnknown(event);
        }
        Event<?> old = known.get();
        if (old.equals(event)) {
            return new Merged(this, Merge.UNCHANGED);
        }
        int order = compareStamps(event, old);
        if (order < 0) {
            return new Merged(this, Merge.UNCHANGED);
        }
        if (order > 0) {
            return new Merged(without(old).with(event), Merge.CHANGED);
        }
        boolean greater = Days.UTF8.compare(CanonicalJson.of(event), CanonicalJson.of(old)) > 0;
        return new Merged(greater ? without(old).with(event) : this, Merge.CONFLICT);
    }

    private Merged mergeUnknown(Event<?> event) {
        long idHash = Hash64.of(event.fact().objectKey());
        for (Mark mark : forgotten) {
            if (mark.kind() == event.fact().kind() && mark.idHash() == idHash) {
                boolean replay = event.recordedAt().isBefore(mark.recordedAt())
                        || event.recordedAt().equals(mark.recordedAt())
                                && Hash64.of(event.eventId()) == mark.eventIdHash();
                return new Merged(this, replay ? Merge.UNCHANGED : Merge.BEHIND_HORIZON);
            }
        }
        if (lastDay(event).isBefore(horizon)) {
            return new Merged(this, Merge.BEHIND_HORIZON);
        }
        return new Merged(with(event), Merge.CHANGED);
    }

    /**
     * The facts without every object that lies before {@code cut} as a whole; each leaves a mark. That nothing before
     * the cut can influence anything is the caller's to know.
     */
    public Facts forgetBefore(LocalDate cut) {
        List<Mark> marks = new ArrayList<>(forgotten);
        Facts kept = new Facts(
                keep(spells, cut, marks),
                keep(hours, cut, marks),
                keep(meetings, cut, marks),
                keep(offers, cut, marks),
                keep(cvs, cut, marks),
                keep(employments, cut, marks),
                keep(exemptions, cut, marks),
                keep(annulled, cut, marks),
                List.copyOf(marks),
                Days.later(horizon, cut));
        return marks.size() == forgotten.size() ? this : kept;
    }

    private static <E extends Event<?>> List<E> keep(List<E> events, LocalDate cut, List<Mark> marks) {
        List<E> kept = new ArrayList<>(events.size());
        for (E event : events) {
            if (lastDay(event).isBefore(cut)) {
                marks.add(new Mark(
                        event.fact().kind(),
                        Hash64.of(event.fact().objectKey()),
                        event.recordedAt(),
                        Hash64.of(event.eventId())));
            } else {
                kept.add(event);
            }
        }
        return kept.size() == events.size() ? events : List.copyOf(kept);
    }

    /**
     * The last day that a fact speaks of, {@link Days#NEVER} while it is open-ended; the recorded day where it names
     * none. A CV that is not withdrawn may satisfy a course that begins years later.
     */
    public static LocalDate lastDay(Event<?> event) {
        Fact fact = event.fact();
        if (fact instanceof BenefitSpell spell) {
            return spell.to();
        } else if (fact instanceof PaidHours hours) {
            return hours.month().atEndOfMonth();
        } else if (fact instanceof Employment employment) {
            return employment.month().atEndOfMonth();
        } else if (fact instanceof Offer offer) {
            return offer.to();
        } else if (fact instanceof Exemption exemption) {
            return exemption.to();
        } else if (fact instanceof Meeting meeting) {
            return latest(event, meeting.plannedOn(), meeting.heldOn(), meeting.bookedOn(), meeting.akasseInvitedOn());
        } else if (fact instanceof Cv cv) {
            return cv.withdrawnOn().orElse(Days.NEVER);
        }
        throw new IllegalStateException("no such kind of fact: " + fact.kind());
    }

    private static LocalDate latest(
            Event<?> event,
            Optional<LocalDate> a,
            Optional<LocalDate> b,
            Optional<LocalDate> c,
            Optional<LocalDate> d) {
        LocalDate latest = LocalDate.MIN;
        latest = a.isPresent() ? Days.later(latest, a.get()) : latest;
        latest = b.isPresent() ? Days.later(latest, b.get()) : latest;
        latest = c.isPresent() ? Days.later(latest, c.get()) : latest;
        latest = d.isPresent() ? Days.later(latest, d.get()) : latest;
        return latest.equals(LocalDate.MIN) ? Days.civil(event.recordedAt()) : latest;
    }

    private static int compareStamps(Event<?> a, Event<?> b) {
        int order = a.recordedAt().compareTo(b.recordedAt());
        return order != 0 ? order : Days.UTF8.compare(a.eventId(), b.eventId());
    }

    private Optional<Event<?>> find(Fact fact) {
        Event<?> live = find(list(fact.kind()), fact);
        return live != null ? Optional.of(live) : Optional.ofNullable(find(annulled, fact));
    }

    private static Event<?> find(List<? extends Event<?>> events, Fact fact) {
        String key = fact instanceof PaidHours || fact instanceof Employment ? "" : fact.objectKey();
        for (Event<?> event : events) {
            Fact other = event.fact();
            boolean same = switch (fact.kind()) {
                case PAID_HOURS ->
                    other instanceof PaidHours hours && hours.month().equals(((PaidHours) fact).month());
                case EMPLOYMENT ->
                    other instanceof Employment employment && employment.month().equals(((Employment) fact).month());
                default -> other.kind() == fact.kind() && other.objectKey().equals(key);
            };
            if (same) {
                return event;
            }
        }
        return null;
    }

    private List<? extends Event<?>> list(Fact.Kind kind) {
        return switch (kind) {
            case BENEFIT_SPELL -> spells;
            case PAID_HOURS -> hours;
            case MEETING -> meetings;
            case OFFER -> offers;
            case CV -> cvs;
            case EMPLOYMENT -> employments;
            case EXEMPTION -> exemptions;
        };
    }

    private Facts without(Event<?> event) {
        Predicate<Event<?>> others = other -> other != event;
        return event.annulled()
                ? withAnnulled(filter(annulled, others))
                : switch (event.fact().kind()) {
                    case BENEFIT_SPELL -> withSpells(filter(spells, others));
                    case PAID_HOURS -> withHours(filter(hours, others));
                    case MEETING -> withMeetings(filter(meetings, others));
                    case OFFER -> withOffers(filter(offers, others));
                    case CV -> withCvs(filter(cvs, others));
                    case EMPLOYMENT -> withEmployments(filter(employments, others));
                    case EXEMPTION -> withExemptions(filter(exemptions, others));
                };
    }

    @SuppressWarnings("unchecked")
    private Facts with(Event<?> event) {
        if (event.annulled()) {
            return withAnnulled(insert(annulled, event, BY_KIND));
        }
        return switch (event.fact().kind()) {
            case BENEFIT_SPELL -> withSpells(insert(spells, (Event<BenefitSpell>) event, BY_FROM));
            case PAID_HOURS ->
                withHours(insert(
                        hours,
                        (Event<PaidHours>) event,
                        Comparator.comparing(other -> other.fact().month())));
            case MEETING -> withMeetings(insert(meetings, (Event<Meeting>) event, BY_KEY));
            case OFFER -> withOffers(insert(offers, (Event<Offer>) event, BY_KEY));
            case CV -> withCvs(insert(cvs, (Event<Cv>) event, BY_KEY));
            case EMPLOYMENT ->
                withEmployments(insert(
                        employments,
                        (Event<Employment>) event,
                        Comparator.comparing(other -> other.fact().month())));
            case EXEMPTION -> withExemptions(insert(exemptions, (Event<Exemption>) event, BY_KEY));
        };
    }

    private static <E> List<E> filter(List<E> events, Predicate<? super E> keep) {
        List<E> kept = new ArrayList<>(events.size());
        for (E event : events) {
            if (keep.test(event)) {
                kept.add(event);
            }
        }
        return Collections.unmodifiableList(kept);
    }

    private static <E> List<E> insert(List<E> events, E event, Comparator<? super E> order) {
        int at = Collections.binarySearch(events, event, order);
        List<E> more = new ArrayList<>(events.size() + 1);
        more.addAll(events);
        more.add(at < 0 ? -at - 1 : at, event);
        return Collections.unmodifiableList(more);
    }

    private Facts withSpells(List<Event<BenefitSpell>> list) {
        return new Facts(list, hours, meetings, offers, cvs, employments, exemptions, annulled, forgotten, horizon);
    }

    private Facts withHours(List<Event<PaidHours>> list) {
        return new Facts(spells, list, meetings, offers, cvs, employments, exemptions, annulled, forgotten, horizon);
    }

    private Facts withMeetings(List<Event<Meeting>> list) {
        return new Facts(spells, hours, list, offers, cvs, employments, exemptions, annulled, forgotten, horizon);
    }

    private Facts withOffers(List<Event<Offer>> list) {
        return new Facts(spells, hours, meetings, list, cvs, employments, exemptions, annulled, forgotten, horizon);
    }

    private Facts withCvs(List<Event<Cv>> list) {
        return new Facts(spells, hours, meetings, offers, list, employments, exemptions, annulled, forgotten, horizon);
    }

    private Facts withEmployments(List<Event<Employment>> list) {
        return new Facts(spells, hours, meetings, offers, cvs, list, exemptions, annulled, forgotten, horizon);
    }

    private Facts withExemptions(List<Event<Exemption>> list) {
        return new Facts(spells, hours, meetings, offers, cvs, employments, list, annulled, forgotten, horizon);
    }

    private Facts withAnnulled(List<Event<?>> list) {
        return new Facts(spells, hours, meetings, offers, cvs, employments, exemptions, list, forgotten, horizon);
    }
}
