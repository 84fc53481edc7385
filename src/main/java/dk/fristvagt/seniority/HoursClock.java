package dk.fristvagt.seniority;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.PaidHours;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The clock of dagpenge: seniority as paid hours, reported or projected (domain.md §4; BEK om en aktiv
 * beskæftigelsesindsats § 7).
 *
 * <p>Hours are hundredths of an hour. Cumulative time is kept in <em>units</em>: hundredths times 13 000 on full-time
 * and times 16 033 on part-time insured days, so that a month of either is exactly {@link #UNITS_PER_MONTH}. Months are
 * laid out from the first one on dagpenge and only as far as somebody asks. One object serves one evaluation.
 */
public final class HoursClock {
    /** A full-time insured month: 160.33 hours (BEK § 7). */
    public static final int FULL_TIME_MONTH = 16_033;

    /** A part-time insured month: 130 hours (BEK § 7). */
    static final int PART_TIME_MONTH = 13_000;

    /** Units of one month of seniority. */
    public static final long UNITS_PER_MONTH = (long) FULL_TIME_MONTH * PART_TIME_MONTH;

    private static final int SETTLED_AFTER_MONTHS = 3;
    private static final int RATE_MONTHS = 3;
    private static final int LEAST_RATE = 250;
    private static final int FULL_RATE = 1000;

    /** Nothing asks for more whole months than the last seniority group. */
    private static final int WHOLE_MONTHS_KEPT = 24;

    /** Days that count nothing: 2020-03 to 2020-08 and 2021-01 to 2021-06 (the COVID suspensions, domain.md §4). */
    private static final int[][] SUSPENDED = {
        {Months.number(YearMonth.of(2020, 3)), Months.number(YearMonth.of(2020, 8))},
        {Months.number(YearMonth.of(2021, 1)), Months.number(YearMonth.of(2021, 6))}
    };

    private final List<Event<PaidHours>> reports;
    private final List<Segment> segments;
    private final Today today;
    private final List<Month> months = new ArrayList<>();
    private final Map<Course, CourseHours> courses = new IdentityHashMap<>();

    private final int lastMonth;
    private int nextMonth;
    private int nextReport;
    private int firstSegment;
    private final int[] rateHours = new int[RATE_MONTHS];
    private final int[] rateNorm = new int[RATE_MONTHS];
    private int rateMonths;

    /**
     * The clock of a citizen.
     *
     * @param reports by month
     */
    public HoursClock(List<Event<PaidHours>> reports, Timeline timeline, Today today) {
        this.reports = reports;
        this.today = today;
        this.segments = new ArrayList<>();
        for (Segment segment : timeline.segments()) {
            if (segment.family() == Family.DAGPENGE) {
                segments.add(segment);
            }
        }
        if (segments.isEmpty()) {
            nextMonth = 1;
            lastMonth = 0;
            return;
        }
        nextMonth = Months.number(segments.get(0).from());
        lastMonth = lastMonth(segments.get(segments.size() - 1));
    }

    /** The last month with hours of a course that ends with {@code segment}, or of any before it. */
    private int lastMonth(Segment segment) {
        if (!Days.exists(segment.to())) {
            return Integer.MAX_VALUE;
        }
        int ends = Months.number(segment.to());
        return reports.isEmpty()
                ? ends
                : Math.max(
                        ends,
                        Months.number(reports.get(reports.size() - 1).fact().month()));
    }

    /**
     * The day on which a course reaches a number of months, and whether that is certain.
     *
     * @param day {@link Days#NEVER} when it is not reached
     * @param confirmed whether every month that matters is reported or settled; false when it is not reached
     */
    public record Reach(LocalDate day, boolean confirmed) {}

    /**
     * One calendar month of dagpenge, as the explanation shows it. Hours in hundredths.
     *
     * @param activeWeekdays its Mondays to Fridays on dagpenge, of {@code weekdays} that it has
     * @param fullMonth the hours of a whole month by the insurance, 0 when no weekday is on dagpenge
     * @param rate permille of a whole month by which an unreported month is projected, 0 for a reported one
     * @param suspended whether its days count nothing (domain.md §4)
     * @param ofCourse what of {@code hundredths} the course has
     * @param settlesOn the day from which it is settled without a report; its own first day when it is reported
     */
    public record MonthOfHours(
            YearMonth month,
            int activeWeekdays,
            int weekdays,
            int fullMonth,
            boolean reported,
            int rate,
            int hundredths,
            boolean suspended,
            int ofCourse,
            LocalDate settlesOn) {}

    /** The first day on which {@code course} has {@code numerator / denominator} months: reach(T) of domain.md §4. */
    public Reach reach(Course course, int numerator, int denominator) {
        return hours(course).reach(numerator, denominator);
    }

    /** Units of {@code course} on days up to {@code day}, that day included. */
    public long unitsUntil(Course course, LocalDate day) {
        return hours(course).unitsUntil(day);
    }

    /** The months of {@code course} to the month of {@code day}, for the explanation. */
    public List<MonthOfHours> months(Course course, LocalDate day) {
        return hours(course).months(day);
    }

    private CourseHours hours(Course course) {
        CourseHours hours = courses.get(course);
        if (hours == null) {
            hours = new CourseHours(course);
            courses.put(course, hours);
        }
        return hours;
    }

    /** A run of active weekdays of one segment inside a month. */
    private record Piece(Segment segment, LocalDate from, int before, int weekdays) {}

    /** A calendar month in which somebody was on dagpenge or for which hours are reported. */
    private static final class Month {
        private final int number;
        private final List<Piece> pieces = new ArrayList<>(1);
        private int active;
        private int fullMonth;
        private boolean reported;
        private int rate;
        private int hundredths;
        private boolean suspended;
        /** The segment to which hours of a month without active weekdays belong, else null. */
        private Segment lump;

        private Month(int number) {
            this.number = number;
        }

        /** Hours of the first {@code weekdays} active weekdays. */
        private int hundredthsOf(int weekdays) {
            return (int) ((long) hundredths * weekdays / active);
        }
    }

    /** Lays out the next month; null when there is none. */
    private Month layOut() {
        while (nextMonth <= lastMonth) {
            Month month = month(nextMonth++);
            if (month != null) {
                months.add(month);
                return month;
            }
        }
        return null;
    }

    private Month month(int number) {
        while (nextReport < reports.size()
                && Months.number(reports.get(nextReport).fact().month()) < number) {
            nextReport++;
        }
        boolean reported = nextReport < reports.size()
                && Months.number(reports.get(nextReport).fact().month()) == number;
        Month month = new Month(number);
        LocalDate first = Months.firstDay(number);
        LocalDate last = first.plusDays(first.lengthOfMonth() - 1L);
        while (firstSegment < segments.size() && segments.get(firstSegment).to().isBefore(first)) {
            firstSegment++;
        }
        for (int i = firstSegment; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            if (segment.from().isAfter(last)) {
                break;
            }
            boolean whole = !segment.from().isAfter(first) && !segment.to().isBefore(last);
            LocalDate from = Days.later(segment.from(), first);
            int weekdays = whole ? Months.weekdays(number) : Months.weekdays(from, Days.earlier(segment.to(), last));
            if (weekdays > 0) {
                month.pieces.add(new Piece(segment, from, month.active, weekdays));
                month.active += weekdays;
                month.fullMonth = partTime(segment) ? PART_TIME_MONTH : FULL_TIME_MONTH;
            }
        }
        if (month.active == 0 && !reported) {
            return null;
        }
        month.reported = reported;
        month.suspended = suspended(number);
        if (reported) {
            month.hundredths = reports.get(nextReport).fact().hundredths();
        }
        if (month.active == 0) {
            month.lump = lastBegunBefore(last);
        } else if (reported) {
            remember(month);
        } else {
            project(month);
        }
        return month;
    }

    /** The latest begun segment whose first day is before {@code day}, or null. */
    private Segment lastBegunBefore(LocalDate day) {
        Segment latest = null;
        for (Segment segment : segments) {
            if (segment.begun() && segment.from().isBefore(day)) {
                latest = segment;
            }
        }
        return latest;
    }

    /** A reported month takes its place among the latest three that the projection looks at. */
    private void remember(Month month) {
        if (rateMonths == RATE_MONTHS) {
            System.arraycopy(rateHours, 1, rateHours, 0, RATE_MONTHS - 1);
            System.arraycopy(rateNorm, 1, rateNorm, 0, RATE_MONTHS - 1);
            rateMonths--;
        }
        rateHours[rateMonths] = month.hundredths;
        rateNorm[rateMonths] = month.fullMonth * month.active / Months.weekdays(month.number);
        rateMonths++;
    }

    /** Supplementary dagpenge goes on at its own pace: the share of the latest reported months (domain.md §4). */
    private void project(Month month) {
        int rate = FULL_RATE;
        if (rateMonths > 0) {
            long hours = 0;
            long norm = 0;
            for (int i = 0; i < rateMonths; i++) {
                hours += rateHours[i];
                norm += rateNorm[i];
            }
            rate = (int) Math.max(LEAST_RATE, Math.min(FULL_RATE, FULL_RATE * hours / norm));
        }
        month.rate = rate;
        month.hundredths = (int)
                ((long) month.fullMonth * month.active * rate / ((long) FULL_RATE * Months.weekdays(month.number)));
    }

    private static boolean partTime(Segment segment) {
        return segment.spell().insurance() == BenefitSpell.Insurance.PART_TIME;
    }

    /** Units of one hundredth of an hour on a day of {@code segment}. */
    private static int weight(Segment segment) {
        return partTime(segment) ? FULL_TIME_MONTH : PART_TIME_MONTH;
    }

    private static boolean suspended(int month) {
        for (int[] period : SUSPENDED) {
            if (month >= period[0] && month <= period[1]) {
                return true;
            }
        }
        return false;
    }

    /** The hours of one course: those of its own days. */
    private final class CourseHours {
        private final LocalDate firstBegins;
        private final LocalDate lastBegins;
        private final int last;
        private final List<Entry> entries = new ArrayList<>();
        private int read;
        private long units;
        private int unsettled = -1;
        /** By the number of months; null until somebody asks. */
        private final Reach[] whole = new Reach[WHOLE_MONTHS_KEPT + 1];

        private CourseHours(Course course) {
            Segment lastSegment = course.segments().get(course.segments().size() - 1);
            this.firstBegins = course.start();
            this.lastBegins = lastSegment.from();
            this.last = lastMonth(lastSegment);
        }

        /**
         * A month in which the course has hours or active weekdays.
         *
         * @param before units before it
         * @param after units at its end
         * @param unsettled number of the latest unreported month so far with active weekdays that count, or -1
         */
        private record Entry(Month month, long before, long after, int unsettled) {}

        /** The next month that concerns the course, or null when there is none. */
        private Entry next() {
            while (true) {
                Month month = read < months.size() ? months.get(read) : layOut();
                if (month == null || month.number > last) {
                    return null;
                }
                read++;
                Entry entry = entry(month);
                if (entry != null) {
                    entries.add(entry);
                    return entry;
                }
            }
        }

        private Entry entry(Month month) {
            boolean concerned = month.lump != null && belongs(month.lump);
            long gained = 0;
            if (concerned) {
                gained = (long) month.hundredths * weight(month.lump);
            }
            boolean active = false;
            for (Piece piece : month.pieces) {
                if (belongs(piece.segment())) {
                    active = true;
                    gained += (long) hundredths(month, piece) * weight(piece.segment());
                }
            }
            if (!concerned && !active) {
                return null;
            }
            if (active && !month.suspended && !month.reported) {
                unsettled = month.number;
            }
            long before = units;
            units += month.suspended ? 0 : gained;
            return new Entry(month, before, units, unsettled);
        }

        private int hundredths(Month month, Piece piece) {
            return month.hundredthsOf(piece.before() + piece.weekdays()) - month.hundredthsOf(piece.before());
        }

        /** The courses of dagpenge follow one another, so the segments of one are those between its first and last. */
        private boolean belongs(Segment segment) {
            return !segment.from().isBefore(firstBegins) && !segment.from().isAfter(lastBegins);
        }

        /** Rules, targets and measures ask for the same whole numbers of months again and again. */
        private Reach reach(int numerator, int denominator) {
            if (denominator != 1 || numerator >= whole.length) {
                return find(numerator, denominator);
            }
            if (whole[numerator] == null) {
                whole[numerator] = find(numerator, 1);
            }
            return whole[numerator];
        }

        private Reach find(int numerator, int denominator) {
            long target = Math.multiplyExact(numerator, UNITS_PER_MONTH);
            Entry entry = laidOut(target, denominator);
            while (entry != null && entry.after() * denominator < target) {
                entry = next();
            }
            return entry == null
                    ? new Reach(Days.NEVER, false)
                    : new Reach(day(entry, target, denominator), settled(entry));
        }

        /** The first month laid out so far at whose end the target is reached, else the next one. */
        private Entry laidOut(long target, int denominator) {
            int low = 0;
            int high = entries.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (entries.get(middle).after() * denominator >= target) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low < entries.size() ? entries.get(low) : next();
        }

        private boolean settled(Entry entry) {
            return entry.unsettled() < 0 || today.reached(Months.firstDay(entry.unsettled() + SETTLED_AFTER_MONTHS));
        }

        /** The day inside the month of {@code entry} on which the target is reached. */
        private LocalDate day(Entry entry, long target, int denominator) {
            Month month = entry.month();
            long reached = entry.before();
            for (Piece piece : month.pieces) {
                if (!belongs(piece.segment())) {
                    continue;
                }
                int start = month.hundredthsOf(piece.before());
                int weight = weight(piece.segment());
                for (int i = 1; i <= piece.weekdays(); i++) {
                    long now = reached + (long) (month.hundredthsOf(piece.before() + i) - start) * weight;
                    if (now * denominator >= target) {
                        return Months.weekday(piece.from(), i);
                    }
                }
                reached += (long) hundredths(month, piece) * weight;
            }
            return Months.lastDay(month.number);
        }

        private long unitsUntil(LocalDate day) {
            int number = Months.number(day);
            long sum = 0;
            for (int i = 0; ; i++) {
                Entry entry = i < entries.size() ? entries.get(i) : next();
                if (entry == null || entry.month().number > number) {
                    return sum;
                }
                if (entry.month().number < number) {
                    sum = entry.after();
                } else {
                    return entry.before() + partUntil(entry.month(), day);
                }
            }
        }

        private long partUntil(Month month, LocalDate day) {
            if (month.suspended) {
                return 0;
            }
            if (month.lump != null) {
                return day.equals(Months.lastDay(month.number)) ? (long) month.hundredths * weight(month.lump) : 0;
            }
            long part = 0;
            for (Piece piece : month.pieces) {
                if (belongs(piece.segment()) && !piece.from().isAfter(day)) {
                    int passed = Math.min(piece.weekdays(), Months.weekdays(piece.from(), day));
                    part += (long) (month.hundredthsOf(piece.before() + passed) - month.hundredthsOf(piece.before()))
                            * weight(piece.segment());
                }
            }
            return part;
        }

        private List<MonthOfHours> months(LocalDate day) {
            int number = Months.number(day);
            List<MonthOfHours> shown = new ArrayList<>();
            for (int i = 0; ; i++) {
                Entry entry = i < entries.size() ? entries.get(i) : next();
                if (entry == null || entry.month().number > number) {
                    return shown;
                }
                Month month = entry.month();
                int own = month.lump != null ? month.hundredths : 0;
                for (Piece piece : month.pieces) {
                    own += belongs(piece.segment()) ? hundredths(month, piece) : 0;
                }
                shown.add(new MonthOfHours(
                        Months.yearMonth(month.number),
                        month.active,
                        Months.weekdays(month.number),
                        month.fullMonth,
                        month.reported,
                        month.rate,
                        month.hundredths,
                        month.suspended,
                        month.suspended ? 0 : own,
                        Months.firstDay(month.number + (month.reported ? 0 : SETTLED_AFTER_MONTHS))));
            }
        }
    }
}
