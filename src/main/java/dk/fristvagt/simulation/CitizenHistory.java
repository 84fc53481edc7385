package dk.fristvagt.simulation;

import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.PaidHours;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells the history of one citizen from the stays of a life: every record, as the registers come to know it. */
final class CitizenHistory {
    /** What ended longer before the first day than this is told of no more, except a dagpengeperiode that goes on. */
    private static final int KNOWN_DAYS = 730;

    /** Bookings and grants speak of the time after the last day. */
    private static final int AHEAD_DAYS = 45;

    private static final double WHOLE_PERMILLE = 1000;
    private static final int FULL_TIME_MONTH = 16_033;
    private static final int PART_TIME_MONTH = 13_000;
    private static final int HUNDREDTHS = 100;
    private static final int MONTHS = 12;

    /** A job of few hours beside a benefit lasts this long before it is drawn anew: assumption. */
    private static final int JOB_MONTHS = 3;

    /** Incomes are reported in the middle of the following month: assumption. */
    private static final Profile.Range INCOME_REPORTED = new Profile.Range(8, 28);

    private final Profile profile;
    private final Citizen citizen;
    private final Chance chance;
    private final Journal journal;
    private final int known;
    private final int until;

    private final Map<Integer, Double> paidMonths = new TreeMap<>();
    private final Map<Integer, Integer> workedHundredths = new TreeMap<>();
    private double periodMonths;
    private int period = -1;

    private CitizenHistory(Profile profile, Citizen citizen, Chance chance, Journal journal, int from, int to) {
        this.profile = profile;
        this.citizen = citizen;
        this.chance = chance;
        this.journal = journal;
        this.known = from - KNOWN_DAYS;
        this.until = to + AHEAD_DAYS;
    }

    /** Draws the citizen that belongs to {@code chance} and gives the events to {@code sink}; how many they are. */
    static int tell(Profile profile, Chance chance, int from, int to, EventSink sink) {
        Citizen citizen = Citizen.draw(profile, chance.split());
        List<Stay> stays = Life.draw(profile, chance.split(), citizen, from, to + AHEAD_DAYS);
        Journal journal = new Journal(citizen, chance.split(), from, to);
        new CitizenHistory(profile, citizen, chance.split(), journal, from, to).tell(stays);
        return journal.deliver(sink);
    }

    private void tell(List<Stay> stays) {
        Set<Integer> runs = new HashSet<>();
        Set<Integer> periods = new HashSet<>();
        for (Stay stay : stays) {
            if (stay.to() >= known) {
                runs.add(stay.runStart());
                if (stay.dagpenge()) {
                    periods.add(stay.period());
                }
            }
        }
        SpellHistory spells = new SpellHistory(profile, citizen, chance.split(), journal);
        ContactHistory contact = new ContactHistory(profile, citizen, chance.split(), journal);
        OfferHistory offers = new OfferHistory(profile, chance.split(), journal);
        int cvOfRun = Integer.MIN_VALUE;
        for (int i = 0; i < stays.size(); i++) {
            Stay stay = stays.get(i);
            boolean ofPeriod = stay.dagpenge() && periods.contains(stay.period());
            if (ofPeriod || runs.contains(stay.runStart())) {
                spells.tell(stay);
            }
            if (ofPeriod || stay.to() >= known) {
                int first = ofPeriod ? stay.from() : Math.max(stay.from(), known);
                Seniorities months = stay.dagpenge() ? paid(stay) : Seniorities.calendar(stay);
                contact.tell(stay, first, until, months);
                offers.tell(stay, first, until, months);
                work(stay, first);
                exemptions(stay);
                if (cvOfRun != stay.runStart() && cv(stay, endOfRun(stays, i))) {
                    cvOfRun = stay.runStart();
                }
            }
        }
        paidHours();
        employment();
    }

    private static int endOfRun(List<Stay> stays, int i) {
        int last = i;
        while (last + 1 < stays.size()
                && stays.get(last + 1).runStart() == stays.get(i).runStart()) {
            last++;
        }
        return stays.get(last).to();
    }

    /** Seniority by day of a dagpenge stay: the paid part of each month's Mondays to Fridays. */
    private Seniorities paid(Stay stay) {
        if (stay.period() != period) {
            period = stay.period();
            periodMonths = 0;
        }
        int last = Math.min(stay.to(), until);
        double[] paid = new double[stay.to() - stay.from() + 1];
        int monthEnds = Integer.MIN_VALUE;
        int month = 0;
        double perDay = 0;
        double ofMonth = 0;
        for (int day = stay.from(); day <= stay.to(); day++) {
            if (day > monthEnds) {
                addPaid(month, ofMonth, last, day);
                ofMonth = 0;
                LocalDate date = CivilDay.date(day);
                month = number(YearMonth.from(date));
                monthEnds = CivilDay.endOfMonth(day);
                int monthBegins = day - date.getDayOfMonth() + 1;
                perDay = stay.permille() / WHOLE_PERMILLE / CivilDay.weekdays(monthBegins, monthEnds);
            }
            if (CivilDay.weekday(day)) {
                ofMonth += perDay;
                if (!Life.suspended(profile, day)) {
                    periodMonths += perDay;
                }
            }
            paid[day - stay.from()] = periodMonths;
        }
        addPaid(month, ofMonth, last, stay.to() + 1);
        return Seniorities.paid(stay, paid);
    }

    private void addPaid(int month, double part, int last, int next) {
        if (part > 0 && next - 1 <= last + 31) {
            paidMonths.merge(month, part, Double::sum);
        }
    }

    private static int number(YearMonth month) {
        return month.getYear() * MONTHS + month.getMonthValue() - 1;
    }

    private static YearMonth month(int number) {
        return YearMonth.of(number / MONTHS, number % MONTHS + 1);
    }

    private void paidHours() {
        Profile.Hours plan = profile.hours();
        int full = citizen.partTimeInsured() ? PART_TIME_MONTH : FULL_TIME_MONTH;
        paidMonths.forEach((number, part) -> {
            YearMonth month = month(number);
            int hundredths = (int) Math.round(full * Math.min(1, part));
            int day = CivilDay.of(month.atEndOfMonth()) + plan.reported().draw(chance);
            if (chance.happens(plan.late())) {
                day += plan.lateDays().draw(chance);
            }
            String id = Ids.draw(chance);
            long recorded = 0;
            if (chance.happens(plan.corrected())) {
                int wrong = (int) (hundredths * chance.between(0.3, 1));
                recorded = journal.record(new PaidHours(id, month, wrong), day, 0);
                day += plan.correctedDays().draw(chance);
            }
            journal.record(new PaidHours(id, month, hundredths), day, recorded);
        });
    }

    /** Work beside the benefit: supplementary dagpenge, or ordinary hours where the group's share has them. */
    private void work(Stay stay, int first) {
        Profile.GroupProfile group = profile.groups().get(stay.group());
        boolean beside = stay.permille() < WHOLE_PERMILLE;
        int last = Math.min(stay.to(), until);
        int day = first;
        boolean works = beside || chance.happens(group.employed());
        for (int months = 1; day <= last; months++) {
            int monthEnds = CivilDay.endOfMonth(day);
            if (works) {
                YearMonth month = YearMonth.from(CivilDay.date(day));
                double part = (Math.min(monthEnds, last) - day + 1) / (double) month.lengthOfMonth();
                double full = beside
                        ? FULL_TIME_MONTH * (WHOLE_PERMILLE - stay.permille()) / WHOLE_PERMILLE
                        : group.employedHours().draw(chance) * (double) HUNDREDTHS;
                workedHundredths.merge(
                        number(month), Math.max(HUNDREDTHS, (int) Math.round(full * part)), Integer::sum);
            }
            day = monthEnds + 1;
            if (months % JOB_MONTHS == 0) {
                works = beside || chance.happens(group.employed());
            }
        }
    }

    private void employment() {
        workedHundredths.forEach((number, hundredths) -> {
            YearMonth month = month(number);
            int day = CivilDay.of(month.atEndOfMonth()) + INCOME_REPORTED.draw(chance);
            journal.record(new Employment(Ids.draw(chance), month, hundredths), day, 0);
        });
    }

    private void exemptions(Stay stay) {
        for (Profile.ExemptionPlan plan : profile.exemptions()) {
            boolean applies = plan.groups().contains(stay.group()) && stay.to() >= plan.from();
            if (applies && chance.happens(plan.share())) {
                exemption(stay, plan);
            }
        }
    }

    private void exemption(Stay stay, Profile.ExemptionPlan plan) {
        int days = plan.days().draw(chance);
        int from = switch (plan.place()) {
            case START -> stay.from();
            case ANY -> chance.between(stay.from(), stay.to());
            case END -> stay.to() - days + 1;
        };
        from = Math.max(from, Math.max(stay.from(), plan.from()));
        int to = Math.min(stay.to(), from + days - 1);
        if (from > to || from > until) {
            return;
        }
        Exemption exemption =
                new Exemption(Ids.draw(chance), plan.reason(), CivilDay.date(from), CivilDay.date(to), plan.covers());
        journal.record(exemption, from + profile.registration().begun().draw(chance), 0);
    }

    /** Tells the CV of a run that has none yet; whether it has one now. */
    private boolean cv(Stay stay, int endOfRun) {
        Profile.CvPlan plan = profile.groups().get(stay.group()).cv();
        int registered = stay.from() + plan.days().draw(chance);
        if (!chance.happens(plan.share()) || registered > endOfRun || registered > until) {
            return false;
        }
        int searchable = registered + (chance.happens(0.8) ? 0 : chance.between(1, 7));
        String id = Ids.draw(chance);
        Optional<LocalDate> registeredOn = Optional.of(CivilDay.date(registered));
        Optional<LocalDate> searchableOn = Optional.of(CivilDay.date(searchable));
        long recorded = journal.record(
                new Cv(
                        id,
                        registeredOn,
                        searchable == registered ? searchableOn : Optional.empty(),
                        Optional.empty(),
                        false),
                registered,
                0);
        recorded = journal.record(new Cv(id, registeredOn, searchableOn, Optional.empty(), true), searchable, recorded);
        if (chance.happens(plan.withdrawn()) && endOfRun < until) {
            int withdrawn = Math.max(searchable, endOfRun + 1);
            journal.record(
                    new Cv(id, registeredOn, searchableOn, Optional.of(CivilDay.date(withdrawn)), true),
                    withdrawn,
                    recorded);
        }
        return true;
    }
}
