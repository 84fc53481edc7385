package dk.fristvagt.testing;

import static dk.fristvagt.facts.Group.DAGPENGE;
import static dk.fristvagt.facts.Group.JOBAFKLARING;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.KONTANTHJAELP_JOBPARAT;
import static dk.fristvagt.facts.Group.LEDIGHEDSYDELSE;
import static dk.fristvagt.facts.Group.RESSOURCEFORLOEB;
import static dk.fristvagt.facts.Group.REVALIDERING;
import static dk.fristvagt.facts.Group.SYGEDAGPENGE;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_AABENLYST;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_AKTIVITETSPARAT;
import static dk.fristvagt.facts.Group.UDDANNELSESHJAELP_UDDANNELSESPARAT;
import static dk.fristvagt.facts.Group.UNKNOWN;

import dk.fristvagt.facts.BenefitSpell.Insurance;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What really happens to a made-up citizen: benefits one after the other and the hours paid, from every regime and with
 * the gaps at which courses are continued or begun anew. Who records it, and when, comes later.
 */
final class Life {
    /** The last day that histories play. */
    private static final LocalDate END = LocalDate.of(2027, 12, 31);

    private static final LocalDate MERGED_BENEFIT = LocalDate.of(2025, 7, 1);
    private static final List<String> MUNICIPALITIES =
            List.of("0101", "0169", "0461", "0561", "0751", "0825", "0851", "9999");
    private static final List<String> AKASSER = List.of("3F", "HK", "FTFA", "ASE", "MA", "KRIFA", "XX9");
    private static final Group[] ALL = Group.values();
    private static final Group[] UDDANNELSESHJAELP = {
        UDDANNELSESHJAELP_AABENLYST, UDDANNELSESHJAELP_UDDANNELSESPARAT, UDDANNELSESHJAELP_AKTIVITETSPARAT
    };
    private static final Group[] KONTANTHJAELP = {KONTANTHJAELP_JOBPARAT, KONTANTHJAELP_AKTIVITETSPARAT};

    /** First and last day on which a life begins, and how many of a hundred lives do. */
    private record Era(String from, String to, int weight) {}

    private static final List<Era> ERAS = List.of(
            new Era("2019-01-15", "2019-12-31", 4),
            new Era("2020-01-01", "2020-03-31", 8),
            new Era("2020-04-01", "2021-12-31", 9),
            new Era("2022-01-01", "2023-12-31", 17),
            new Era("2024-01-01", "2024-12-31", 14),
            new Era("2025-01-01", "2025-12-31", 17),
            new Era("2026-01-01", "2026-06-30", 8),
            new Era("2026-07-01", "2026-12-31", 23),
            new Era("2027-01-01", "2027-05-31", 5));

    private enum Theme {
        /** One stay without an end and without reports: what is due is known to the day. */
        PLAIN_DAGPENGE(19),
        LONG_DAGPENGE(14),
        RETURNING_TO_DAGPENGE(12),
        FIVE_YEARS_APART(6),
        KONTANTHJAELP(17),
        UDDANNELSESHJAELP(10),
        MERGED(7),
        SICK(26),
        LEDIGHEDSYDELSE(8),
        REHABILITATION(7),
        ANYTHING(8);

        private final int weight;

        Theme(int weight) {
            this.weight = weight;
        }
    }

    private static final int[] THEME_WEIGHTS = weights(Theme.values());
    private static final int[] ERA_WEIGHTS = ERAS.stream().mapToInt(Era::weight).toArray();

    private final Dice dice;
    private final Pen pen;
    private final List<Stay> stays = new ArrayList<>();
    private final TreeMap<YearMonth, Integer> hours = new TreeMap<>();
    private final Theme theme;
    private final boolean partTime;
    private final boolean young;
    private final LocalDate until;
    private String municipality;
    private Optional<String> akasse;

    Life(Dice dice, Pen pen) {
        this.dice = dice;
        this.pen = pen;
        theme = Theme.values()[dice.weighted(THEME_WEIGHTS)];
        partTime = dice.chance(0.25);
        young = dice.chance(0.35);
        municipality = dice.oneOf(MUNICIPALITIES);
        akasse = anAkasse();
        planStays();
        planHours();
        until = Days.earlier(END, ends().plusDays(dice.oneOf(30, 120, 250, 420, 500)));
    }

    List<Stay> stays() {
        return stays;
    }

    /** Hundredths of hours paid per month of dagpenge, where somebody will report them. */
    TreeMap<YearMonth, Integer> hours() {
        return hours;
    }

    LocalDate begins() {
        return stays.get(0).from();
    }

    /** The last day to play: some time after the last benefit. */
    LocalDate until() {
        return until;
    }

    /** Whether the citizen is on a benefit on {@code day}, and that is still watched some time later. */
    boolean covers(LocalDate day) {
        return day.isBefore(until.minusDays(20)) && stays.stream().anyMatch(stay -> stay.covers(day));
    }

    boolean onDagpenge(LocalDate day) {
        return stays.stream().anyMatch(stay -> stay.dagpenge() && stay.covers(day));
    }

    private LocalDate ends() {
        return stays.stream()
                .map(stay -> Days.exists(stay.to()) ? stay.to() : stay.from().plusDays(400))
                .max(LocalDate::compareTo)
                .orElseThrow();
    }

    String aMunicipality() {
        return dice.oneOf(MUNICIPALITIES);
    }

    Optional<String> anAkasse() {
        return dice.chance(0.12) ? Optional.empty() : Optional.of(dice.oneOf(AKASSER));
    }

    private void planStays() {
        LocalDate from = theme == Theme.FIVE_YEARS_APART
                ? between("2019-02-01", "2021-12-31")
                : theme == Theme.MERGED ? between("2024-10-01", "2025-06-10") : anyDay();
        int number = switch (theme) {
            case PLAIN_DAGPENGE -> 1;
            case LONG_DAGPENGE -> dice.between(1, 2);
            case RETURNING_TO_DAGPENGE -> dice.between(2, 4);
            case FIVE_YEARS_APART -> 2;
            case MERGED -> dice.between(2, 3);
            default -> dice.between(1, 3);
        };
        Optional<LocalDate> periodStart = Optional.empty();
        for (int i = 0; i < number && from.isBefore(END); i++) {
            Group group = group(i);
            LocalDate to = lastDay(from, i, i == number - 1);
            if (group == DAGPENGE && (i == 0 || dice.chance(0.2))) {
                periodStart = dice.chance(0.7)
                        ? Optional.of(from.plusDays(dice.chance(0.6) ? 0 : dice.between(-60, 20)))
                        : Optional.empty();
            }
            stays.add(new Stay(group, from, to, spell(group, from, periodStart)));
            if (theme != Theme.PLAIN_DAGPENGE && dice.chance(0.08)) {
                overlay(from);
            }
            from = next(from, to, i);
        }
    }

    private LocalDate anyDay() {
        if (dice.chance(0.04)) {
            return dice.oneOf(LocalDate.of(2020, 2, 29), LocalDate.of(2024, 2, 29), LocalDate.of(2023, 8, 31));
        }
        Era era = ERAS.get(dice.weighted(ERA_WEIGHTS));
        return between(era.from(), era.to());
    }

    private LocalDate between(String from, String to) {
        LocalDate first = LocalDate.parse(from);
        return first.plusDays(dice.between(0, (int) ChronoUnit.DAYS.between(first, LocalDate.parse(to))));
    }

    private Group group(int index) {
        if (theme != Theme.PLAIN_DAGPENGE && dice.chance(0.04)) {
            return UNKNOWN;
        }
        return switch (theme) {
            case PLAIN_DAGPENGE -> DAGPENGE;
            case LONG_DAGPENGE -> dice.chance(0.93) ? DAGPENGE : dice.oneOf(ALL);
            case RETURNING_TO_DAGPENGE ->
                dice.chance(0.85) ? DAGPENGE : dice.oneOf(SYGEDAGPENGE, KONTANTHJAELP_JOBPARAT);
            case FIVE_YEARS_APART -> DAGPENGE;
            case KONTANTHJAELP -> dice.oneOf(KONTANTHJAELP);
            case UDDANNELSESHJAELP -> dice.chance(0.8) ? dice.oneOf(UDDANNELSESHJAELP) : dice.oneOf(KONTANTHJAELP);
            case MERGED -> index == 0 || dice.chance(0.4) ? dice.oneOf(UDDANNELSESHJAELP) : dice.oneOf(KONTANTHJAELP);
            case SICK -> dice.chance(0.85) ? SYGEDAGPENGE : dice.oneOf(JOBAFKLARING, DAGPENGE);
            case LEDIGHEDSYDELSE ->
                dice.chance(0.85) ? LEDIGHEDSYDELSE : dice.oneOf(SYGEDAGPENGE, KONTANTHJAELP_JOBPARAT);
            case REHABILITATION -> dice.oneOf(JOBAFKLARING, RESSOURCEFORLOEB, REVALIDERING);
            case ANYTHING -> dice.oneOf(ALL);
        };
    }

    private LocalDate lastDay(LocalDate from, int index, boolean last) {
        if (theme == Theme.PLAIN_DAGPENGE || last && dice.chance(0.55)) {
            return Days.NEVER;
        }
        if (theme == Theme.MERGED && index == 0) {
            LocalDate to = MERGED_BENEFIT.plusDays(dice.oneOf(-32, -31, -2, -1, -1, 0, 10));
            return to.isBefore(from) ? from : to;
        }
        return from.plusDays(
                switch (theme) {
                    case LONG_DAGPENGE -> dice.between(60, 620);
                    case RETURNING_TO_DAGPENGE -> dice.between(20, 150);
                    case FIVE_YEARS_APART -> dice.between(40, 200);
                    default -> dice.chance(0.3) ? dice.between(0, 60) : dice.between(40, 420);
                });
    }

    /** The first day of the stay after one of {@code [from, to]}: overlapping, at once, or after a gap that matters. */
    private LocalDate next(LocalDate from, LocalDate to, int index) {
        if (!Days.exists(to)) {
            return from.plusDays(dice.between(20, 300));
        }
        LocalDate after = to.plusDays(1);
        if (theme == Theme.FIVE_YEARS_APART && index == 0) {
            return to.plusYears(5).plusDays(dice.oneOf(-1, 0, 1, 2));
        }
        if (dice.chance(0.1)) {
            return after.minusDays(dice.between(1, 20));
        }
        if (dice.chance(0.2)) {
            return after.plusMonths(1).plusDays(dice.oneOf(-1, 0, 1));
        }
        if (dice.chance(0.1)) {
            return after.plusDays(dice.between(40, 400));
        }
        return after.plusDays(dice.chance(0.5) ? dice.oneOf(0, 0, 1, 3, 4, 5, 6, 7) : dice.between(0, 40));
    }

    /** Something short inside a longer stay: the later first day wins for as long as it lasts. */
    private void overlay(LocalDate from) {
        Group group = dice.oneOf(ALL);
        LocalDate first = from.plusDays(dice.chance(0.2) ? 0 : dice.between(5, 150));
        stays.add(new Stay(group, first, first.plusDays(dice.between(0, 50)), spell(group, first, Optional.empty())));
    }

    private Draft.SpellDraft spell(Group group, LocalDate from, Optional<LocalDate> periodStart) {
        if (dice.chance(0.1)) {
            municipality = aMunicipality();
            akasse = anAkasse();
        }
        var spell = new Draft.SpellDraft(pen.newId("s"), group, from, municipality);
        spell.akasse = akasse;
        spell.registeredOn = anchorNear(from);
        spell.contactedOn = anchorNear(from);
        if (group == SYGEDAGPENGE || dice.chance(0.05)) {
            spell.firstAbsenceOn =
                    dice.chance(0.6) ? anchorNear(from) : Optional.of(from.minusDays(dice.between(0, 70)));
            spell.sicknessCategory = aCategory();
            spell.employed = dice.chance(0.2);
        }
        if (group == DAGPENGE) {
            spell.benefitPeriodStart = dice.chance(0.85) ? periodStart : Optional.empty();
            spell.insurance = dice.chance(0.03)
                    ? Insurance.UNKNOWN
                    : partTime != dice.chance(0.08) ? Insurance.PART_TIME : Insurance.FULL_TIME;
            spell.youngWithoutEducation = young != dice.chance(0.05);
            spell.akasseFirst = dice.chance(0.4);
        }
        return spell;
    }

    OptionalInt aCategory() {
        return dice.oneOf(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(1),
                OptionalInt.of(2),
                OptionalInt.of(2),
                OptionalInt.of(3));
    }

    /** A day on, shortly before or shortly after {@code from}, or nothing. */
    Optional<LocalDate> anchorNear(LocalDate from) {
        if (dice.chance(0.35)) {
            return Optional.empty();
        }
        return Optional.of(
                from.plusDays(dice.chance(0.45) ? 0 : dice.chance(0.8) ? dice.between(-9, 9) : dice.between(-60, 40)));
    }

    private enum Paid {
        IN_FULL,
        PART_TIME_IN_FULL,
        HALF,
        PATCHY
    }

    private void planHours() {
        if (theme == Theme.PLAIN_DAGPENGE || dice.chance(0.3)) {
            return;
        }
        Paid paid = dice.oneOf(Paid.IN_FULL, Paid.IN_FULL, Paid.PART_TIME_IN_FULL, Paid.HALF, Paid.PATCHY);
        int most = dice.oneOf(2, 4, 8, 12);
        for (Stay stay : stays) {
            if (stay.dagpenge()) {
                LocalDate to = Days.exists(stay.to()) ? stay.to() : stay.from().plusDays(dice.between(60, 500));
                // One month too many on either side: hours without an active weekday.
                YearMonth month = YearMonth.from(stay.from()).minusMonths(dice.chance(0.1) ? 1 : 0);
                YearMonth last = YearMonth.from(to).plusMonths(dice.chance(0.2) ? 1 : 0);
                for (; !month.isAfter(last) && hours.size() < most; month = month.plusMonths(1)) {
                    if (dice.chance(paid == Paid.PATCHY ? 0.4 : 0.8)) {
                        hours.put(month, paidIn(paid));
                    }
                }
            }
        }
    }

    private int paidIn(Paid paid) {
        if (dice.chance(0.12)) {
            return anyHours();
        }
        return switch (paid) {
            case IN_FULL -> 16_033;
            case PART_TIME_IN_FULL -> 13_000;
            case HALF -> 8_016;
            default -> anyHours();
        };
    }

    /** Hundredths of hours of a month: usual ones, none, and the greatest that are valid. */
    int anyHours() {
        return dice.oneOf(
                16_033,
                13_000,
                8_016,
                6_500,
                4_000,
                9_999,
                0,
                0,
                1,
                16_934,
                30_000,
                80_000,
                dice.between(0, 16_033),
                dice.between(0, 16_033));
    }

    /** About when the citizen reaches a number of months of the dagpenge course that {@code first} begins. */
    RoughClock clock(Stay first) {
        return new RoughClock(
                stays.stream()
                        .filter(stay -> stay.dagpenge() && !stay.from().isBefore(first.from()))
                        .toList(),
                hours,
                first.spell().insurance == Insurance.PART_TIME);
    }

    /** What is owed the citizen, roughly. */
    List<Duty> duties() {
        List<Duty> duties = new ArrayList<>();
        Stay previous = null;
        for (Stay stay : stays) {
            boolean begins = previous == null || begins(previous, stay);
            duties.addAll(
                    stay.dagpenge()
                            ? Duties.ofDagpenge(stay, begins ? Optional.of(clock(stay)) : Optional.empty())
                            : Duties.ofOthers(stay, begins));
            previous = stay;
        }
        return duties;
    }

    /** Roughly whether {@code stay} begins a new course. */
    private static boolean begins(Stay previous, Stay stay) {
        if (stay.dagpenge()) {
            return !previous.dagpenge();
        }
        return previous.group() != stay.group()
                || Days.exists(previous.to()) && !previous.to().plusMonths(1).isAfter(stay.from());
    }

    private static int[] weights(Theme[] themes) {
        int[] weights = new int[themes.length];
        for (Theme each : themes) {
            weights[each.ordinal()] = each.weight;
        }
        return weights;
    }
}
