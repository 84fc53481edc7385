package dk.fristvagt.seniority;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments and courses of a citizen on a day (domain.md §3), from the spells that have begun with the whole of
 * their known extent.
 *
 * @param segments by date, begun or not
 * @param courses those with a segment that has begun, by date; also dropped ones
 */
public record Timeline(List<Segment> segments, List<Course> courses) {
    /** How long a registration may be late before the citizen counts as gone (domain.md §3). */
    static final int REGISTRATION_LAG_DAYS = 5;

    private static final int YEARS_BETWEEN_DAGPENGE = 5;
    private static final int MONTHS_UNTIL_DROPPED = 12;

    /**
     * The timeline of {@code today}.
     *
     * @param spells by first day, then spellId
     */
    public static Timeline of(List<Event<BenefitSpell>> spells, Today today) {
        List<Segment> segments = segments(spells, today);
        return new Timeline(segments, courses(segments, today));
    }

    /** Where a stretch of days still shows the same spell while later spells are laid over it. */
    private record Stretch(BenefitSpell spell, LocalDate from, LocalDate to) {}

    /**
     * Lays the spells over one another in the order of their first days: what begins later covers what began earlier.
     * {@code open} holds what shows from the present spell's first day on, nearest on top.
     */
    private static List<Segment> segments(List<Event<BenefitSpell>> spells, Today today) {
        List<Segment> shown = new ArrayList<>(spells.size() + 4);
        Deque<Stretch> open = new ArrayDeque<>();
        for (Event<BenefitSpell> event : spells) {
            BenefitSpell spell = event.fact();
            if (!today.reached(spell.from())) {
                break;
            }
            show(shown, open, spell.from(), today);
            LocalDate after = Days.plusDays(spell.to(), 1);
            while (!open.isEmpty() && open.peek().from().isBefore(after)) {
                Stretch covered = open.pop();
                if (covered.to().isAfter(spell.to())) {
                    open.push(new Stretch(covered.spell(), after, covered.to()));
                    break;
                }
            }
            open.push(new Stretch(spell, spell.from(), spell.to()));
        }
        show(shown, open, Days.NEVER, today);
        if (!open.isEmpty()) {
            add(shown, open.pop(), Days.NEVER, today);
        }
        return shown;
    }

    /** Moves everything that shows before {@code until} from {@code open} to {@code shown}. */
    private static void show(List<Segment> shown, Deque<Stretch> open, LocalDate until, Today today) {
        while (!open.isEmpty() && open.peek().from().isBefore(until)) {
            Stretch stretch = open.peek();
            if (stretch.to().isBefore(until)) {
                open.pop();
                add(shown, stretch, stretch.to(), today);
            } else if (Days.exists(until)) {
                open.pop();
                add(shown, stretch, until.minusDays(1), today);
                open.push(new Stretch(stretch.spell(), until, stretch.to()));
                return;
            } else {
                return;
            }
        }
    }

    private static void add(List<Segment> shown, Stretch stretch, LocalDate to, Today today) {
        shown.add(new Segment(
                stretch.spell(),
                stretch.from(),
                to,
                Family.of(stretch.spell().group(), stretch.from()),
                today.reached(stretch.from())));
    }

    /** A course while its segments are being collected; {@code next} is the position after its latest segment. */
    private static final class Draft {
        private final String id;
        private final List<Segment> segments = new ArrayList<>(4);
        private int begun;
        private int next;
        private Draft successor;

        private Draft(String id) {
            this.id = id;
        }

        private Segment first() {
            return segments.get(0);
        }

        private Segment latest() {
            return segments.get(begun - 1);
        }

        private void add(Segment segment, int position) {
            segments.add(segment);
            if (segment.begun()) {
                begun++;
                next = position + 1;
            }
        }
    }

    private static List<Course> courses(List<Segment> segments, Today today) {
        List<Draft> drafts = new ArrayList<>();
        Map<String, Integer> opened = new HashMap<>();
        Draft dagpenge = null;
        Draft nearest = null;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.family() == Family.NONE) {
                continue;
            }
            boolean onDagpenge = segment.family() == Family.DAGPENGE;
            Draft continued = onDagpenge ? dagpenge : nearest;
            boolean joins = continued != null
                    && (onDagpenge ? continuesPeriod(continued, segment) : continuesContact(continued, segment));
            if (!joins) {
                continued = new Draft(courseId(segment.spell().spellId(), opened));
                drafts.add(continued);
                if (onDagpenge) {
                    if (dagpenge != null) {
                        dagpenge.successor = continued;
                    }
                    dagpenge = continued;
                }
            }
            continued.add(segment, i);
            nearest = continued;
        }
        List<Course> courses = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            if (draft.begun > 0) {
                courses.add(course(draft, segments, today));
            }
        }
        return Collections.unmodifiableList(courses);
    }

    private static String courseId(String spellId, Map<String, Integer> opened) {
        int n = opened.merge(spellId, 1, Integer::sum);
        return n == 1 ? spellId : spellId + "#" + n;
    }

    /** One course per dagpengeperiode, whatever lies between (domain.md §3, Courses, DAGPENGE). */
    private static boolean continuesPeriod(Draft course, Segment segment) {
        LocalDate previousEnd = course.segments.get(course.segments.size() - 1).to();
        LocalDate periodStart = course.first()
                .spell()
                .benefitPeriodStart()
                .orElse(course.first().from());
        boolean newPeriod = segment.spell().benefitPeriodStart().isPresent()
                && segment.spell().benefitPeriodStart().get().isAfter(periodStart)
                && segment.spell().benefitPeriodStart().get().isAfter(previousEnd);
        return !newPeriod && !previousEnd.plusYears(YEARS_BETWEEN_DAGPENGE).isBefore(segment.from());
    }

    /** A change of benefit, and one month without benefit, start anew (domain.md §3, Courses). */
    private static boolean continuesContact(Draft course, Segment segment) {
        Segment previous = course.segments.get(course.segments.size() - 1);
        return segment.sameFamilyAs(previous)
                && previous.to().plusDays(1).plusMonths(1).isAfter(segment.from());
    }

    private static Course course(Draft draft, List<Segment> segments, Today today) {
        Segment latest = draft.latest();
        LocalDate lastDay = latest.to();
        boolean dagpenge = latest.family() == Family.DAGPENGE;
        Segment later = nextBegunWithFamily(segments, draft.next);
        LocalDate closes = Days.NEVER;
        if (dagpenge) {
            if (draft.successor != null && draft.successor.begun > 0) {
                closes = draft.successor.first().from();
            }
            if (Days.exists(lastDay)) {
                closes = Days.earlier(
                        closes, lastDay.plusYears(YEARS_BETWEEN_DAGPENGE).plusDays(1));
            }
        } else {
            if (later != null) {
                closes = later.from();
            }
            if (Days.exists(lastDay)) {
                closes = Days.earlier(closes, lastDay.plusDays(1).plusMonths(1));
            }
        }
        boolean closed = today.reached(closes);
        boolean runs =
                !today.passed(lastDay) || later == null && !today.passed(Days.plusDays(lastDay, REGISTRATION_LAG_DAYS));
        return new Course(
                draft.id,
                latest.family(),
                draft.segments,
                draft.begun,
                lastDay,
                runs,
                closed ? closes : Days.NEVER,
                closed && today.reached(closes.plusMonths(MONTHS_UNTIL_DROPPED)));
    }

    /** The first begun segment with a family from {@code position} on, or null. Segments begin in their order. */
    private static Segment nextBegunWithFamily(List<Segment> segments, int position) {
        for (int i = position; i < segments.size() && segments.get(i).begun(); i++) {
            if (segments.get(i).family() != Family.NONE) {
                return segments.get(i);
            }
        }
        return null;
    }
}
