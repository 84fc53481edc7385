package dk.fristvagt.cli.report;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.monitor.MeetingMeasure;
import dk.fristvagt.rules.Evaluation;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.Segment;
import dk.fristvagt.seniority.Seniority;
import dk.fristvagt.seniority.Seniority.Band;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is counted on the timelines of citizens: benefit weeks, meetings in them, and joint meetings reached. */
final class Timelines {
    private static final int DAYS_A_WEEK = 7;
    private static final int LAST_JOINT_MEETING = 16;

    /** The types that figures 3.1 and 5.1 of S004 count. */
    private static final Set<Meeting.Type> INTENSITY = Set.of(
            Meeting.Type.JOBSAMTALE,
            Meeting.Type.FAELLES_JOBSAMTALE,
            Meeting.Type.OPFOELGNINGSSAMTALE,
            Meeting.Type.ANDEN_SAMTALE,
            Meeting.Type.INFORMATIONSMOEDE);

    private final Period period;
    private final Map<Group, Map<Band, long[]>> days = new EnumMap<>(Group.class);
    private final Map<Group, Map<Band, long[]>> meetings = new EnumMap<>(Group.class);

    /** For the first, second, third joint meeting and all three: those who had it, and those who could have. */
    private final long[][] reached = new long[4][2];

    Timelines(Period period) {
        this.period = period;
    }

    /** Days on the benefit of each group, of everybody together. */
    long days(Group group) {
        return days.getOrDefault(group, Map.of()).values().stream()
                .mapToLong(count -> count[0])
                .sum();
    }

    /** A citizen, as evaluated on the last day. */
    void add(Evaluation evaluation, List<MeetingMeasure> held) {
        for (Course course : evaluation.timeline().courses()) {
            Seniority.Bands bands = new Seniority.Bands(course, evaluation.clock());
            for (Segment segment : course.segments()) {
                LocalDate last = Days.earlier(segment.to(), period.to());
                for (LocalDate day = Days.later(segment.from(), period.from());
                        segment.begun() && !day.isAfter(last);
                        day = day.plusDays(1)) {
                    one(days, segment.spell().group(), bands.of(day));
                }
            }
            if (course.dagpenge() && course.runs() && evaluation.day().equals(period.to())) {
                reached(course, bands.of(period.to()), evaluation, held);
            }
        }
        held.stream()
                .filter(measure -> INTENSITY.contains(measure.type()) && period.holds(measure.heldOn()))
                .forEach(measure -> one(meetings, measure.group(), measure.seniority()));
    }

    private static void one(Map<Group, Map<Band, long[]>> counts, Group group, Band band) {
        counts.computeIfAbsent(group, any -> new EnumMap<>(Band.class)).computeIfAbsent(band, any -> new long[1])[0]++;
    }

    private void reached(Course course, Band now, Evaluation evaluation, List<MeetingMeasure> held) {
        List<Band> joint = held.stream()
                .filter(measure -> measure.type() == Meeting.Type.FAELLES_JOBSAMTALE
                        && measure.courseId().equals(course.id()))
                .map(MeetingMeasure::seniority)
                .toList();
        boolean first = joint.contains(Band.UNDER_3);
        boolean second = joint.contains(Band.FROM_3_TO_6);
        boolean third = joint.stream().anyMatch(band -> band.compareTo(Band.FROM_3_TO_6) > 0);
        boolean over16 = period.to()
                .isAfter(evaluation.clock().reach(course, LAST_JOINT_MEETING, 1).day());
        if (now == Band.FROM_3_TO_6) {
            count(0, first);
        } else if (now != Band.UNDER_3 && !over16) {
            count(1, second);
        } else if (over16) {
            count(2, third);
            count(3, first && second && third);
        }
    }

    private void count(int which, boolean had) {
        reached[which][0] += had ? 1 : 0;
        reached[which][1]++;
    }

    Table figure41() {
        List<String> names = List.of(
                "the first in months 0-3, of those with 3-6 months",
                "the second in months 3-6, of those with 6-16 months",
                "the third after month 6, of those over 16 months",
                "all three, of those over 16 months");
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < reached.length; i++) {
            rows.add(List.of(
                    new Cell.Text(names.get(i)),
                    new Cell.Count(reached[i][1]),
                    new Cell.Share(reached[i][0], reached[i][1])));
        }
        return new Table(
                "figure-4.1",
                "Joint meetings reached (figure 4.1)",
                "Dagpenge courses that run on " + period.to()
                        + ", by their seniority then. Counted only when the report is"
                        + " made as of that day (--until). Published: 77, 64 and 63 pct., all three about 30.",
                List.of("joint meeting", "citizens", "pct."),
                rows,
                false);
    }

    Table intensity() {
        Map<String, List<Cell>> rows = new TreeMap<>();
        days.forEach((group, bands) -> bands.forEach((band, count) -> {
            long met = meetings.getOrDefault(group, Map.of()).getOrDefault(band, new long[1])[0];
            rows.put(
                    "%02d %d".formatted(group.ordinal(), band.ordinal()),
                    List.of(
                            new Cell.Text(group.name()),
                            new Cell.Text(Names.of(band)),
                            new Cell.Count(count[0] / DAYS_A_WEEK),
                            new Cell.Count(met),
                            new Cell.Rate(met, (double) count[0] / DAYS_A_WEEK)));
        }));
        return new Table(
                "intensity",
                "Meetings a week on benefit",
                "Jobsamtale, fælles jobsamtale, opfølgningssamtale, anden samtale and informationsmøde held from "
                        + period
                        + ", by the group and the seniority of the day. Published for dagpenge: 0.20 (2019), 0.22"
                        + " (Sept 2021 - Aug 2022); aktivitetsparate 0.12 and 0.17.",
                List.of("group", "seniority", "weeks", "meetings", "a week"),
                List.copyOf(rows.values()),
                false);
    }
}
