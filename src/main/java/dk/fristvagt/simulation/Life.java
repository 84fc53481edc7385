package dk.fristvagt.simulation;

import dk.fristvagt.facts.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Draws the stays of a life: which benefits, from when to when, and the dagpengeperiode that they use up. */
final class Life {
    /** Lives begin this long before the first day asked for, so that the population is in its steady state by then. */
    private static final int BEGINS_BEFORE_DAYS = 25 * 365;

    /** A year without dagpenge is a year of work, which earns a new dagpengeperiode: assumption. */
    private static final int NEW_PERIOD_AFTER_DAYS = 365;

    /** A dagpengeperiode is two years of full dagpenge (S002 §3.4), here in days. */
    private static final int PERIOD_DAYS = 730;

    private static final int WHOLE = 1000;

    /** No valid event speaks of an earlier year (contract.md, Valid). */
    private static final int EARLIEST = CivilDay.of(LocalDate.of(1990, 3, 1));

    /** A stay that lasts longer than this after the last day is cut there: nobody hears of its end. */
    private static final int MOST_AFTER_DAYS = 800;

    private final Profile profile;
    private final Chance chance;
    private final Citizen citizen;
    private final int until;
    private final List<Stay> stays = new ArrayList<>();

    private int period = -1;
    private int periodStart;
    private int lastDagpengeDay = Integer.MIN_VALUE / 2;
    private double usedDays;
    private boolean trial;

    private Life(Profile profile, Chance chance, Citizen citizen, int until) {
        this.profile = profile;
        this.chance = chance;
        this.citizen = citizen;
        this.until = until;
    }

    /** The stays of {@code citizen} that begin by {@code until}, by date; those of long before {@code from} among them. */
    static List<Stay> draw(Profile profile, Chance chance, Citizen citizen, int from, int until) {
        Life life = new Life(profile, chance, citizen, until);
        life.live(Math.max(EARLIEST, from - BEGINS_BEFORE_DAYS));
        return life.stays;
    }

    private void live(int begins) {
        Profile.Life plan = profile.life();
        int day = begins + (int) (plan.without().draw(chance) * chance.unit());
        Group last = Group.UNKNOWN;
        while (day <= until) {
            boolean again = chance.happens(plan.sameAgain()) && last != Group.UNKNOWN;
            last = again ? last : plan.entry().draw(chance);
            day = run(last, day) + plan.without().draw(chance);
        }
    }

    /** Lives one run of stays from {@code day}; its first day without benefit. */
    private int run(Group first, int runStart) {
        Profile.Destination now = new Profile.Destination(first);
        int day = runStart;
        while (!now.out() && day <= until) {
            Profile.GroupProfile group = profile.groups().get(now.group());
            int last = Math.min(day + group.length().draw(chance) - 1, until + MOST_AFTER_DAYS);
            Profile.Destination next = group.next().draw(chance);
            int permille = WHOLE;
            if (now.group() == Group.DAGPENGE) {
                enterPeriod(day);
                permille = chance.happens(profile.hours().supplementary())
                        ? profile.hours().supplementaryPermille().draw(chance)
                        : WHOLE;
                int lastPaid = lastPaidDay(day, last, permille);
                if (lastPaid < last) {
                    last = lastPaid;
                    next = profile.exhausted().draw(chance);
                }
                if (last >= day) {
                    lastDagpengeDay = last;
                }
            }
            if (last >= day) {
                add(now.group(), day, last, runStart, permille);
                day = last + 1;
            }
            now = next;
        }
        return day;
    }

    private void enterPeriod(int day) {
        if (day - lastDagpengeDay > NEW_PERIOD_AFTER_DAYS) {
            period++;
            periodStart = day;
            usedDays = 0;
            Profile.Trial plan = profile.trial();
            trial = plan.akasser().contains(citizen.akasse())
                    && plan.period().contains(day)
                    && chance.happens(plan.share());
        }
    }

    /** Uses up the days from {@code from}; the last that is paid, at most {@code to}. */
    private int lastPaidDay(int from, int to, int permille) {
        for (int day = from; day <= to; day++) {
            if (usedDays >= PERIOD_DAYS) {
                return day - 1;
            }
            if (!suspended(profile, day)) {
                usedDays += permille / (double) WHOLE;
            }
        }
        return to;
    }

    /** Whether {@code day} uses up no dagpenge. */
    static boolean suspended(Profile profile, int day) {
        for (Profile.Period period : profile.suspended()) {
            if (period.contains(day)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a stay, cut where its group becomes another by law. */
    private void add(Group group, int from, int to, int runStart, int permille) {
        Group now = group;
        int first = from;
        for (Profile.Conversion conversion : profile.conversions()) {
            Group becomes = conversion.groups().getOrDefault(now, now);
            if (becomes != now && conversion.on() <= to) {
                if (conversion.on() > first) {
                    addStay(now, first, conversion.on() - 1, runStart, permille);
                    first = conversion.on();
                }
                now = becomes;
            }
        }
        addStay(now, first, to, runStart, permille);
    }

    private void addStay(Group group, int from, int to, int runStart, int permille) {
        boolean dagpenge = group == Group.DAGPENGE;
        int courseStart = from;
        if (!stays.isEmpty()) {
            Stay before = stays.get(stays.size() - 1);
            if (before.to() + 1 == from && sameBenefit(before.group(), group)) {
                courseStart = before.courseStart();
            }
        }
        stays.add(new Stay(
                group,
                from,
                to,
                runStart,
                courseStart,
                dagpenge ? period : -1,
                dagpenge ? periodStart : from,
                dagpenge && trial,
                permille));
    }

    private static boolean sameBenefit(Group a, Group b) {
        return benefit(a).equals(benefit(b));
    }

    private static String benefit(Group group) {
        String name = group.name();
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }
}
