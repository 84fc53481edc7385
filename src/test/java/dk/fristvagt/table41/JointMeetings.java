package dk.fristvagt.table41;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Meeting.Participation;
import dk.fristvagt.facts.PaidHours;
import dk.fristvagt.table41.OwnClock.Stretch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A population on dagpenge whose joint meetings are exactly those of {@link PublishedTable}: each citizen has the spells
 * and the paid hours that put each of his meetings into its group of seniority.
 *
 * <p>Citizens are made until every cell is used up, those of the groups that take longest to reach first. Whoever passes
 * through a group in the year of the table gets meetings there as long as the cells of the group last, a third of them on
 * the last day of the group or the first of the next. The same seed makes the same population.
 */
final class JointMeetings {
    static final LocalDate FIRST = LocalDate.of(2021, 9, 1);
    static final LocalDate LAST = LocalDate.of(2022, 8, 31);

    /** The year is over, and nothing of it has been corrected yet. */
    static final LocalDate MEANWHILE = LocalDate.of(2022, 12, 31);

    /** Everything has been recorded by then. */
    static final LocalDate AFTERWARDS = LocalDate.of(2023, 6, 30);

    /** When somebody must have begun to be in a group in the year of the table; the epidemic stretches it. */
    private static final List<Stretch> BEGINNINGS = List.of(
            new Stretch(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 8, 10)),
            new Stretch(LocalDate.of(2021, 7, 1), LocalDate.of(2022, 4, 30)),
            new Stretch(LocalDate.of(2021, 2, 1), LocalDate.of(2022, 1, 15)),
            new Stretch(LocalDate.of(2019, 10, 1), LocalDate.of(2021, 6, 1)),
            new Stretch(LocalDate.of(2019, 3, 1), LocalDate.of(2019, 12, 31)),
            new Stretch(LocalDate.of(2018, 4, 1), LocalDate.of(2019, 1, 31)));

    private static final int MOST_IN_A_GROUP = 2;

    private final SplittableRandom random;
    private final PublishedTable left = PublishedTable.published();
    private int number;

    JointMeetings(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What makes a citizen's seniority hard to count. */
    enum Difficulty {
        /** Days to months without the benefit, and back in the same period. */
        BREAK,
        PART_TIME,
        /** Work beside the benefit: fewer hours. */
        SUPPLEMENTARY,
        /** Hours that are corrected after a meeting and move it to another group. */
        CORRECTED
    }

    /**
     * A citizen.
     *
     * @param events spells, hours, meetings; not in the order in which they were recorded
     * @param difficulties none for somebody who is simply on full dagpenge
     * @param asFirstReported the groups of the meetings by the hours as they were reported first
     */
    record Citizen(
            String id,
            List<Event<?>> events,
            Set<Difficulty> difficulties,
            List<Held> meetings,
            List<Integer> asFirstReported) {}

    /** A joint meeting and its place in the table. */
    record Held(LocalDate day, Participation who, int group) {}

    /** Gives {@code each} one citizen after the other. */
    void tell(Consumer<Citizen> each) {
        for (int group = PublishedTable.GROUPS - 1; group >= 0; group--) {
            while (left.count(group) > 0) {
                citizen(group).ifPresent(each);
            }
        }
    }

    /** Somebody who passes through {@code target}; empty when this one turns out not to. */
    private Optional<Citizen> citizen(int target) {
        Set<Difficulty> difficulties = EnumSet.noneOf(Difficulty.class);
        for (Difficulty difficulty : Difficulty.values()) {
            if (random.nextInt(100) < 15) {
                difficulties.add(difficulty);
            }
        }
        List<Stretch> onBenefit = onBenefit(BEGINNINGS.get(target), difficulties.contains(Difficulty.BREAK));
        int month = difficulties.contains(Difficulty.PART_TIME) ? OwnClock.PART_TIME : OwnClock.FULL_TIME;
        Map<YearMonth, Integer> first = hours(onBenefit, month, difficulties.contains(Difficulty.SUPPLEMENTARY));
        Map<YearMonth, Integer> last = difficulties.contains(Difficulty.CORRECTED) ? corrected(first, month) : first;
        OwnClock clock = new OwnClock(onBenefit, last, month);
        List<List<LocalDate>> days = daysByGroup(clock, onBenefit);
        if (days.get(target).isEmpty()) {
            return Optional.empty();
        }
        List<Held> meetings = meetings(days);
        OwnClock early = new OwnClock(onBenefit, first, month);
        List<Integer> asFirstReported =
                meetings.stream().map(held -> early.group(held.day())).toList();
        if (difficulties.contains(Difficulty.CORRECTED)
                && asFirstReported.equals(meetings.stream().map(Held::group).toList())) {
            difficulties.remove(Difficulty.CORRECTED);
        }
        String id = "t41-%06d".formatted(++number);
        return Optional.of(new Citizen(
                id,
                new Journal(id, difficulties.contains(Difficulty.PART_TIME)).events(onBenefit, first, last, meetings),
                difficulties,
                meetings,
                asFirstReported));
    }

    private List<Stretch> onBenefit(Stretch beginnings, boolean withBreak) {
        LocalDate from = beginnings
                .from()
                .plusDays(random.nextLong(ChronoUnit.DAYS.between(beginnings.from(), beginnings.to()) + 1));
        LocalDate to = LAST.plusDays(random.nextInt(1, 90));
        if (!withBreak) {
            return List.of(new Stretch(from, to));
        }
        LocalDate gone = from.plusDays(random.nextInt(20, 60));
        LocalDate back = gone.plusDays(random.nextInt(10, 75));
        return List.of(new Stretch(from, gone), new Stretch(back, Later.of(to, back.plusDays(30))));
    }

    /** The later of two days. */
    private static final class Later {
        static LocalDate of(LocalDate a, LocalDate b) {
            return a.isAfter(b) ? a : b;
        }
    }

    /** What is reported: for each month a full one, by its days on the benefit; less beside work. */
    private Map<YearMonth, Integer> hours(List<Stretch> onBenefit, int month, boolean supplementary) {
        Map<YearMonth, Integer> hours = new TreeMap<>();
        YearMonth end = YearMonth.from(onBenefit.get(onBenefit.size() - 1).to());
        for (YearMonth m = YearMonth.from(onBenefit.get(0).from()); !m.isAfter(end); m = m.plusMonths(1)) {
            int active = OwnClock.weekdays(onBenefit, m).size();
            int all = OwnClock.weekdays(List.of(new Stretch(m.atDay(1), m.atEndOfMonth())), m)
                    .size();
            if (active > 0) {
                int full = month * active / all;
                hours.put(m, supplementary ? full * random.nextInt(45, 100) / 100 : full);
            }
        }
        return hours;
    }

    /** The hours as they were corrected: some months were paid for less. */
    private Map<YearMonth, Integer> corrected(Map<YearMonth, Integer> first, int month) {
        Map<YearMonth, Integer> last = new TreeMap<>(first);
        last.replaceAll((m, reported) -> random.nextInt(3) == 0 ? reported * random.nextInt(20, 70) / 100 : reported);
        return last;
    }

    private static List<List<LocalDate>> daysByGroup(OwnClock clock, List<Stretch> onBenefit) {
        List<List<LocalDate>> days = new ArrayList<>();
        for (int group = 0; group < PublishedTable.GROUPS; group++) {
            days.add(new ArrayList<>());
        }
        FIRST.datesUntil(LAST.plusDays(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .filter(day -> onBenefit.stream().anyMatch(stretch -> stretch.holds(day)))
                .forEach(day -> days.get(clock.group(day)).add(day));
        return days;
    }

    private List<Held> meetings(List<List<LocalDate>> days) {
        List<Held> meetings = new ArrayList<>();
        for (int group = 0; group < PublishedTable.GROUPS; group++) {
            List<LocalDate> possible = new ArrayList<>(days.get(group));
            for (int i = 0; i < MOST_IN_A_GROUP && left.count(group) > 0 && !possible.isEmpty(); i++) {
                LocalDate day = possible.remove(
                        switch (random.nextInt(6)) {
                            case 0 -> 0;
                            case 1 -> possible.size() - 1;
                            default -> random.nextInt(possible.size());
                        });
                meetings.add(new Held(day, take(group), group));
            }
        }
        return meetings;
    }

    /** Who takes part in the next meeting of {@code group}: any of those that are left, each as likely. */
    private Participation take(int group) {
        int nth = random.nextInt(left.count(group));
        for (Participation who : List.of(Participation.AKASSE_ONLY, Participation.JOBCENTER_ONLY, Participation.BOTH)) {
            nth -= left.count(who, group);
            if (nth < 0) {
                left.add(who, group, -1);
                return who;
            }
        }
        throw new IllegalStateException("nothing is left of the group");
    }

    /** Writes down the events of one citizen. */
    private static final class Journal {
        private final String citizenId;
        private final boolean partTime;
        private final List<Event<?>> events = new ArrayList<>();

        Journal(String citizenId, boolean partTime) {
            this.citizenId = citizenId;
            this.partTime = partTime;
        }

        List<Event<?>> events(
                List<Stretch> onBenefit,
                Map<YearMonth, Integer> first,
                Map<YearMonth, Integer> last,
                List<Held> meetings) {
            for (int i = 0; i < onBenefit.size(); i++) {
                spell("s" + i, onBenefit.get(i));
            }
            first.forEach((month, hundredths) -> {
                hours(month, hundredths, "h-" + month, month.plusMonths(1).atDay(10));
                if (!last.get(month).equals(hundredths)) {
                    hours(
                            month,
                            last.get(month),
                            "h-" + month + "-c",
                            Later.of(LAST, month.atDay(1)).plusMonths(6));
                }
            });
            for (int i = 0; i < meetings.size(); i++) {
                meeting("m" + i, meetings.get(i));
            }
            return List.copyOf(events);
        }

        private void spell(String id, Stretch stretch) {
            record(
                    id,
                    stretch.from(),
                    new BenefitSpell(
                            id,
                            Group.DAGPENGE,
                            stretch.from(),
                            stretch.to(),
                            Optional.of(stretch.from()),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            partTime ? BenefitSpell.Insurance.PART_TIME : BenefitSpell.Insurance.FULL_TIME,
                            OptionalInt.empty(),
                            false,
                            false,
                            false,
                            "0751",
                            Optional.of("3F")));
        }

        private void hours(YearMonth month, int hundredths, String eventId, LocalDate recorded) {
            record(eventId, recorded, new PaidHours("h-" + month, month, hundredths));
        }

        private void meeting(String id, Held held) {
            record(
                    id,
                    held.day(),
                    new Meeting(
                            id,
                            Meeting.Type.FAELLES_JOBSAMTALE,
                            Meeting.Status.HELD,
                            Optional.empty(),
                            Optional.of(held.day()),
                            Optional.of(held.day()),
                            Meeting.Convener.JOBCENTER,
                            Optional.empty(),
                            false,
                            Optional.of(held.who()),
                            Optional.of(Meeting.Form.IN_PERSON)));
        }

        private void record(String id, LocalDate day, dk.fristvagt.facts.Fact fact) {
            Instant recorded = day.atTime(10, 0).toInstant(ZoneOffset.UTC);
            events.add(new Event<>(citizenId + "-" + id, citizenId, recorded, "table-4.1", false, fact));
        }
    }
}
