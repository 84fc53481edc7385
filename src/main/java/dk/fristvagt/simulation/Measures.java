package dk.fristvagt.simulation;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Fact;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.seniority.Segment;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.seniority.Timeline;
import dk.fristvagt.seniority.Today;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts in a stream of events what the published figures count, for a period.
 *
 * <p>The stream must hold the events of one citizen together. Nothing is taken from a profile: spells, meetings, offers,
 * hours and employment are what the events say at their end, and seniority is {@code dk.fristvagt.seniority}'s.
 *
 * <p>A measure is a quotient of two counters, named by the ids in published.yaml.
 */
final class Measures implements EventSink {
    private static final double WEEK = 7;
    private static final double YEAR = 365.25;
    private static final double MONTH = YEAR / 12;

    /** A run ends where a month without benefit follows (S002 §4.1: the state one month after). */
    private static final int RUN_ENDS_AFTER_DAYS = 31;

    /** The groups of S002 table 3.1. */
    private static final Map<Group, String> TARGET_GROUPS = targetGroups();

    private static final Comparator<Event<BenefitSpell>> BY_FROM = Comparator.<Event<BenefitSpell>, LocalDate>comparing(
                    event -> event.fact().from())
            .thenComparing(event -> event.fact().spellId());

    private final LocalDate from;
    private final LocalDate to;
    private final Map<String, Quotient> quotients = new HashMap<>();
    private final Map<String, Event<?>> latest = new LinkedHashMap<>();
    private String citizenId = "";
    private long citizens;

    Measures(LocalDate from, LocalDate to) {
        this.from = from;
        this.to = to;
    }

    private static Map<Group, String> targetGroups() {
        Map<Group, String> groups = new HashMap<>();
        groups.put(Group.DAGPENGE, "dagpenge");
        groups.put(Group.KONTANTHJAELP_JOBPARAT, "jobparate");
        groups.put(Group.UDDANNELSESHJAELP_AABENLYST, "jobparate");
        groups.put(Group.KONTANTHJAELP_AKTIVITETSPARAT, "aktivitetsparate");
        groups.put(Group.UDDANNELSESHJAELP_UDDANNELSESPARAT, "aktivitetsparate");
        groups.put(Group.UDDANNELSESHJAELP_AKTIVITETSPARAT, "aktivitetsparate");
        groups.put(Group.RESSOURCEFORLOEB, "aktivitetsparate");
        groups.put(Group.REVALIDERING, "aktivitetsparate");
        groups.put(Group.SYGEDAGPENGE, "sygedagpenge");
        groups.put(Group.JOBAFKLARING, "sygedagpenge");
        return groups;
    }

    /** A number counted and what it is a share of. */
    private static final class Quotient {
        private double counted;
        private double of;
    }

    @Override
    public void accept(Event<?> event) {
        if (!event.citizenId().equals(citizenId)) {
            finish();
            citizenId = event.citizenId();
        }
        latest.put(event.fact().kind().ordinal() + event.fact().objectKey(), event);
    }

    /** Counts the last citizen. */
    void finish() {
        if (!latest.isEmpty()) {
            new OneCitizen().count();
            latest.clear();
        }
    }

    /** Says how many citizens there are in all, those without any event among them. */
    void citizens(long all) {
        citizens = all;
    }

    /** What {@code id} measures; empty when there was nothing to divide by, or no measure is called so. */
    Optional<Double> value(String id) {
        Quotient quotient = quotients.get(id);
        if (id.equals("runs.a-year") && quotient != null) {
            double years = (to.toEpochDay() - from.toEpochDay() + 1) / YEAR;
            return Optional.of(quotient.counted / (citizens * years));
        }
        return quotient == null || quotient.of == 0 ? Optional.empty() : Optional.of(quotient.counted / quotient.of);
    }

    private Quotient quotient(String id) {
        return quotients.computeIfAbsent(id, key -> new Quotient());
    }

    /** One more case for {@code id}, which counts when {@code counts}. */
    private void tally(String id, boolean counts) {
        Quotient quotient = quotient(id);
        quotient.of++;
        if (counts) {
            quotient.counted++;
        }
    }

    private boolean within(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /** The days of {@code [a, b]} that lie in the period. */
    private int daysWithin(LocalDate a, LocalDate b) {
        long first = Math.max(a.toEpochDay(), from.toEpochDay());
        long last = Days.exists(b) ? Math.min(b.toEpochDay(), to.toEpochDay()) : to.toEpochDay();
        return (int) Math.max(0, last - first + 1);
    }

    /** The objects of one citizen, as they stand at the end of the events. */
    private final class OneCitizen {
        private final List<Event<BenefitSpell>> spells = new ArrayList<>();
        private final List<Event<PaidHours>> hours = new ArrayList<>();
        private final List<Meeting> meetings = new ArrayList<>();
        private final List<Offer> offers = new ArrayList<>();
        private final Set<YearMonth> worked = new HashSet<>();
        private final List<Segment> segments;
        private final Timeline timeline;

        OneCitizen() {
            for (Event<?> event : latest.values()) {
                if (!event.annulled()) {
                    sort(event);
                }
            }
            spells.sort(BY_FROM);
            hours.sort(Comparator.comparing(event -> event.fact().month()));
            timeline = Timeline.of(spells, new Today(to.plusDays(RUN_ENDS_AFTER_DAYS)));
            segments = timeline.segments();
        }

        @SuppressWarnings("unchecked")
        private void sort(Event<?> event) {
            Fact fact = event.fact();
            if (fact instanceof BenefitSpell) {
                spells.add((Event<BenefitSpell>) event);
            } else if (fact instanceof PaidHours) {
                hours.add((Event<PaidHours>) event);
            } else if (fact instanceof Meeting meeting) {
                meetings.add(meeting);
            } else if (fact instanceof Offer offer) {
                offers.add(offer);
            } else if (fact instanceof Employment employment && employment.hundredths() > 0) {
                worked.add(employment.month());
            }
        }

        void count() {
            runs();
            time();
            heldMeetings();
            offersOfDagpenge();
            timeline.courses().stream().filter(Course::dagpenge).forEach(this::jointMeetings);
        }

        /** Full-time persons by group, weeks in offers, and ordinary hours. */
        private void time() {
            for (Segment segment : segments) {
                Group group = segment.spell().group();
                String target = TARGET_GROUPS.getOrDefault(group, "");
                int days = daysWithin(segment.from(), segment.to());
                if (days > 0) {
                    if (!target.isEmpty()) {
                        List.of("dagpenge", "jobparate", "aktivitetsparate", "sygedagpenge")
                                .forEach(of -> share("full-time." + of, of.equals(target) ? days : 0, days));
                    }
                    if (group == Group.RESSOURCEFORLOEB
                            || group == Group.LEDIGHEDSYDELSE
                            || group == Group.REVALIDERING) {
                        share("full-time.ressourceforloeb", group == Group.RESSOURCEFORLOEB ? days : 0, days);
                        share("full-time.ledighedsydelse", group == Group.LEDIGHEDSYDELSE ? days : 0, days);
                    }
                    meetingTime(group, target, days);
                    offerTime(segment, group, target, days);
                    if (group == Group.KONTANTHJAELP_AKTIVITETSPARAT) {
                        ordinaryHours(segment);
                    }
                }
            }
        }

        private void share(String id, double counted, double of) {
            Quotient quotient = quotient(id);
            quotient.counted += counted;
            quotient.of += of;
        }

        private void meetingTime(Group group, String target, int days) {
            share("meetings-a-week." + group, 0, days / WEEK);
            share("meetings-a-year." + s002(group, target), 0, days / YEAR);
            share("meetings-a-year.all", 0, days / YEAR);
        }

        /** S002 §3.1.2.1: in the count of meetings everybody on uddannelseshjælp is among the jobparate. */
        private String s002(Group group, String target) {
            return group.name().startsWith("UDDANNELSESHJAELP") ? "jobparate" : target;
        }

        private void offerTime(Segment segment, Group group, String target, int days) {
            int active = 0;
            for (Offer offer : offers) {
                if (offer.status() == Offer.Status.STARTED || offer.status() == Offer.Status.ENDED) {
                    LocalDate first = Days.later(offer.from(), segment.from());
                    LocalDate last = Days.earlier(offer.to(), segment.to());
                    int overlap = first.isAfter(last) ? 0 : daysWithin(first, last);
                    active += overlap;
                    boolean guidance = offer.type() == Offer.Type.OEVRIG_VEJLEDNING;
                    share("offer-weeks-guidance." + target, guidance ? overlap : 0, overlap);
                    share("guidance." + target, guidance ? overlap : 0, 0);
                    share("education." + target, offer.type() == Offer.Type.ORDINAER_UDDANNELSE ? overlap : 0, 0);
                }
            }
            share("guidance." + target, 0, days);
            share("education." + target, 0, days);
            share("offer-weeks." + group, active, days);
            share("passive." + target, (double) days - active, days);
        }

        private void ordinaryHours(Segment segment) {
            YearMonth month = YearMonth.from(Days.later(segment.from(), from));
            YearMonth last = YearMonth.from(Days.earlier(segment.to(), to));
            for (; !month.isAfter(last); month = month.plusMonths(1)) {
                tally("ordinary-hours." + Group.KONTANTHJAELP_AKTIVITETSPARAT, worked.contains(month));
            }
        }

        private void runs() {
            int first = 0;
            for (int i = 0; i < segments.size(); i++) {
                Segment segment = segments.get(i);
                boolean ends = i + 1 == segments.size()
                        || segments.get(i + 1).from().isAfter(Days.plusDays(segment.to(), RUN_ENDS_AFTER_DAYS));
                if (ends) {
                    if (Days.exists(segment.to()) && within(segment.to())) {
                        run(segments.get(first), segment);
                    }
                    first = i + 1;
                }
            }
        }

        private void run(Segment first, Segment last) {
            String target = TARGET_GROUPS.getOrDefault(last.spell().group(), "");
            if (target.isEmpty()) {
                return;
            }
            double months = (last.to().toEpochDay() - first.from().toEpochDay() + 1) / MONTH;
            quotient("runs.a-year").counted++;
            List.of("dagpenge", "jobparate", "aktivitetsparate", "sygedagpenge")
                    .forEach(of -> tally("runs." + of, of.equals(target)));
            share("run-months." + target, months, 1);
            tally("run-within-18." + target, months <= 18);
            tally("run-within-36." + target, months <= 36);
        }

        private void heldMeetings() {
            for (Meeting meeting : meetings) {
                if (meeting.held() && within(meeting.heldOn().get()) && counted(meeting.type())) {
                    Optional<Segment> segment = on(meeting.heldOn().get());
                    if (segment.isPresent()) {
                        Group group = segment.get().spell().group();
                        String target = TARGET_GROUPS.getOrDefault(group, "");
                        share("meetings-a-week." + group, 1, 0);
                        share("meetings-a-year." + s002(group, target), 1, 0);
                        share("meetings-a-year.all", 1, 0);
                        tally("jobsamtale." + s002(group, target), meeting.type() == Meeting.Type.JOBSAMTALE);
                        tally("jobsamtale." + group, meeting.type() == Meeting.Type.JOBSAMTALE);
                    }
                }
            }
        }

        /** The types that S004 figure 3.4 counts. */
        private boolean counted(Meeting.Type type) {
            return type != Meeting.Type.CV_SAMTALE && type != Meeting.Type.RAADIGHEDSSAMTALE;
        }

        private Optional<Segment> on(LocalDate day) {
            for (Segment segment : segments) {
                if (!day.isBefore(segment.from()) && !day.isAfter(segment.to())) {
                    return Optional.of(segment);
                }
            }
            return Optional.empty();
        }

        /** Who was in an offer at all while on dagpenge in the period (S004 figure 3.9). */
        private void offersOfDagpenge() {
            boolean onDagpenge = false;
            boolean activated = false;
            for (Segment segment : segments) {
                if (segment.spell().group() == Group.DAGPENGE && daysWithin(segment.from(), segment.to()) > 0) {
                    onDagpenge = true;
                    for (Offer offer : offers) {
                        LocalDate first = Days.later(offer.from(), segment.from());
                        LocalDate last = Days.earlier(offer.to(), segment.to());
                        boolean begun = offer.status() == Offer.Status.STARTED || offer.status() == Offer.Status.ENDED;
                        activated |= begun && !first.isAfter(last) && daysWithin(first, last) > 0;
                    }
                }
            }
            if (onDagpenge) {
                tally("activated.dagpenge", activated);
            }
        }

        /** S004 table 4.1 and figures 4.1, 4.6, 4.9. */
        private void jointMeetings(Course course) {
            if (!onBenefit(course, from, to)) {
                return;
            }
            HoursClock clock = new HoursClock(hours, timeline, new Today(to.plusDays(RUN_ENDS_AFTER_DAYS)));
            LocalDate three = clock.reach(course, 3, 1).day();
            LocalDate six = clock.reach(course, 6, 1).day();
            LocalDate sixteen = clock.reach(course, 16, 1).day();
            boolean first = false;
            boolean second = false;
            boolean third = false;
            for (Meeting meeting : meetings) {
                if (meeting.held() && meeting.type() == Meeting.Type.FAELLES_JOBSAMTALE) {
                    LocalDate day = meeting.heldOn().get();
                    boolean inCourse =
                            !day.isBefore(course.start()) && (!course.closed() || day.isBefore(course.closedOn()));
                    if (inCourse && !day.isAfter(to)) {
                        int place = !day.isAfter(three) ? 1 : !day.isAfter(six) ? 2 : 3;
                        first |= place == 1;
                        second |= place == 2;
                        third |= place == 3;
                        if (within(day)) {
                            held(course, clock, meeting, day, place);
                        }
                    }
                }
            }
            if (onBenefit(course, Days.plusDays(three, 1), six)) {
                tally("reached.first", first);
            }
            if (onBenefit(course, Days.plusDays(six, 1), sixteen)) {
                tally("reached.second", second);
            }
            if (onBenefit(course, Days.plusDays(sixteen, 1), Days.NEVER)) {
                tally("reached.third", third);
                tally("reached.all", first && second && third);
            }
        }

        private void held(Course course, HoursClock clock, Meeting meeting, LocalDate day, int place) {
            Seniority.Band band = Seniority.band(course, clock, day);
            boolean both = meeting.participation().equals(Optional.of(Meeting.Participation.BOTH));
            for (Seniority.Band other : Seniority.Band.values()) {
                tally("joint." + other, other == band);
            }
            tally("joint.OVER_18", band.compareTo(Seniority.Band.FROM_18_TO_24) >= 0);
            tally("joint.both", both);
            tally("joint.both." + band, both);
            tally("joint.akasse-only", meeting.participation().equals(Optional.of(Meeting.Participation.AKASSE_ONLY)));
            if (course.latest().spell().akasseFirst() && meeting.convenedBy() == Meeting.Convener.AKASSE) {
                tally("joint.both.trial", both);
            }
            tally("in-person." + place, meeting.form().equals(Optional.of(Meeting.Form.IN_PERSON)));
        }

        /** Whether the course has a day of benefit in the period and in {@code [a, b]}. */
        private boolean onBenefit(Course course, LocalDate a, LocalDate b) {
            if (!Days.exists(a)) {
                return false;
            }
            for (Segment segment : course.segments()) {
                LocalDate first = Days.later(a, segment.from());
                LocalDate last = Days.earlier(b, segment.to());
                if (!first.isAfter(last) && daysWithin(first, last) > 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
