package dk.fristvagt.testing;

import dk.fristvagt.facts.BenefitSpell.Insurance;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.PaidHours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A careless registry of benefits and hours: early, late, wrong, corrected, annulled and un-annulled. */
final class Registrar {
    private final Dice dice;
    private final Pen pen;
    private final Life life;

    Registrar(Dice dice, Pen pen, Life life) {
        this.dice = dice;
        this.pen = pen;
        this.life = life;
    }

    // -- spells

    /** What is recorded about a spell on {@code day}: a change of what was said, or that it was all a mistake. */
    private record Change(LocalDate day, boolean annuls, Consumer<Draft.SpellDraft> change) {}

    private final Map<Stay, List<Change>> planned = new IdentityHashMap<>();

    /** Records {@code stay}; what changes while it runs changes near one of {@code duties}, or as was planned. */
    void record(Stay stay, List<Duty> duties) {
        Draft.SpellDraft spell = stay.spell();
        LocalDate begun =
                stay.from().plusDays(dice.chance(0.8) ? dice.oneOf(0, 0, 0, 1, 2, 5, -3, -10) : dice.between(-30, 45));
        boolean endIsKnown = Days.exists(stay.to()) && dice.chance(0.3);
        spell.to = endIsKnown ? stay.to() : Days.NEVER;
        write(spell, begun);
        boolean closes = Days.exists(stay.to()) && !endIsKnown && !dice.chance(0.06);
        boolean closed = false;
        for (Change change : changes(stay, duties)) {
            if (closes && !closed && change.day().isAfter(stay.to())) {
                close(spell, stay.to());
                closed = true;
            }
            change.change().accept(spell);
            if (change.annuls()) {
                pen.annul(Days.later(change.day(), spell.recorded), spell.fact());
            } else {
                write(spell, change.day());
            }
        }
        if (closes && !closed) {
            close(spell, stay.to());
        }
        if (dice.chance(0.05)) {
            LocalDate annulled = spell.recorded.plusDays(dice.between(0, 40));
            pen.annul(annulled, spell.fact());
            if (dice.chance(0.6)) {
                write(spell, annulled.plusDays(dice.between(0, 15)));
            }
        }
    }

    private List<Change> changes(Stay stay, List<Duty> duties) {
        List<Change> changes = new ArrayList<>(planned.getOrDefault(stay, List.of()));
        int number = changes.isEmpty() ? dice.oneOf(0, 0, 0, 1, 1, 2) : 0;
        for (int i = 0; i < number; i++) {
            LocalDate day = duties.isEmpty() || dice.chance(0.15)
                    ? stay.from().plusDays(dice.between(0, 200))
                    : dice.oneOf(duties).due().plusDays(dice.between(-20, 20));
            if (stay.covers(day)) {
                changes.add(new Change(day, false, this::changeSomething));
            }
        }
        changes.sort(Comparator.comparing(Change::day));
        return changes;
    }

    private void changeSomething(Draft.SpellDraft spell) {
        switch (dice.weighted(40, 15, 5, 6, 5, 8, 6, 9)) {
            case 0 -> spell.municipality = life.aMunicipality();
            case 1 -> spell.akasse = life.anAkasse();
            case 2 -> spell.insurance = dice.oneOf(Insurance.FULL_TIME, Insurance.PART_TIME);
            case 3 -> spell.youngWithoutEducation = !spell.youngWithoutEducation;
            case 4 -> spell.akasseFirst = !spell.akasseFirst;
            case 5 -> {
                spell.sicknessCategory = life.aCategory();
                spell.employed = !spell.employed;
            }
            case 6 -> {
                spell.registeredOn = life.anchorNear(spell.from);
                spell.contactedOn = life.anchorNear(spell.from);
                spell.firstAbsenceOn = life.anchorNear(spell.from);
            }
            default -> beginOn(spell, spell.from.plusDays(dice.between(-25, 25)));
        }
    }

    private static void beginOn(Draft.SpellDraft spell, LocalDate from) {
        spell.from = Days.earlier(from, spell.to);
    }

    private void close(Draft.SpellDraft spell, LocalDate to) {
        // Learning of the end within five days is the ordinary case, later the one that makes alerts be taken back.
        LocalDate told = to.plusDays(dice.chance(0.7) ? dice.oneOf(-20, -5, 0, 1, 1, 2, 4, 6, 8) : dice.between(0, 70));
        spell.to = Days.later(to, spell.from);
        write(spell, told);
        if (dice.chance(0.12)) {
            spell.to = dice.chance(0.3) ? Days.NEVER : Days.later(to.plusDays(dice.between(-30, 40)), spell.from);
            write(spell, spell.recorded.plusDays(dice.between(1, 90)));
        }
    }

    /** Finds out that {@code stay}, which seemed to go on, was over long ago: its course is dropped with what was said. */
    void findOutThatItEndedLongAgo(Stay stay) {
        Draft.SpellDraft spell = stay.spell();
        spell.to = Days.NEVER;
        write(spell, stay.from().plusDays(dice.between(0, 3)));
        LocalDate noticed = stay.from().plusMonths(dice.between(14, 20)).plusDays(dice.between(0, 30));
        spell.to = Days.later(spell.from, noticed.minusMonths(13).minusDays(dice.between(2, 20)));
        write(spell, noticed);
    }

    private void plan(Stay stay, LocalDate day, boolean annuls, Consumer<Draft.SpellDraft> change) {
        planned.computeIfAbsent(stay, any -> new ArrayList<>()).add(new Change(day, annuls, change));
    }

    /** On {@code day} it will turn out that {@code stay} was a mistake. */
    void planAnnulment(Stay stay, LocalDate day) {
        plan(stay, day, true, spell -> {});
    }

    /** The citizen will move on {@code day}. */
    void planMove(Stay stay, LocalDate day) {
        plan(stay, day, false, spell -> {
            spell.municipality = life.aMunicipality();
            spell.akasse = life.anAkasse();
        });
    }

    /** On {@code day} the spell will turn out to be of another group. */
    void planOtherGroup(Stay stay, LocalDate day) {
        plan(stay, day, false, spell -> spell.group = dice.oneOf(Group.values()));
    }

    /** On {@code day} it will turn out that the citizen registered, was met and became ill some days later. */
    void planLaterAnchors(Stay stay, LocalDate day) {
        int days = dice.oneOf(1, 2, 2, 3, 4, 5, 8, 14, 20, 30, 40, -3);
        plan(stay, day, false, spell -> {
            spell.registeredOn =
                    Optional.of(spell.registeredOn.orElse(spell.from).plusDays(days));
            spell.contactedOn = Optional.of(spell.contactedOn.orElse(spell.from).plusDays(days));
            spell.firstAbsenceOn =
                    Optional.of(spell.firstAbsenceOn.orElse(spell.from).plusDays(days));
        });
    }

    /** On {@code day} it will turn out that the spell began later. */
    void planLaterBegin(Stay stay, LocalDate day) {
        int days = dice.between(15, 60);
        plan(stay, day, false, spell -> beginOn(spell, spell.from.plusDays(days)));
    }

    /** A benefit of any other group begins on {@code from}. */
    void turnToAnother(Stay stay, LocalDate from, LocalDate recorded) {
        write(successor(stay, dice.oneOf(Group.values()), from), recorded);
    }

    /** Dagpenge goes on under another rule, or in a new dagpengeperiode. */
    void turnToOtherDagpenge(Stay stay, LocalDate from, LocalDate recorded) {
        Draft.SpellDraft spell = successor(stay, Group.DAGPENGE, from);
        spell.youngWithoutEducation = !stay.spell().youngWithoutEducation;
        spell.benefitPeriodStart = dice.chance(0.75) ? Optional.of(from) : stay.spell().benefitPeriodStart;
        write(spell, recorded);
    }

    private Draft.SpellDraft successor(Stay stay, Group group, LocalDate from) {
        var spell = new Draft.SpellDraft(pen.newId("s"), group, from, stay.spell().municipality);
        spell.akasse = stay.spell().akasse;
        return spell;
    }

    private void write(Draft.SpellDraft spell, LocalDate day) {
        spell.recorded = Days.later(day, spell.recorded);
        pen.write(spell.recorded, spell.fact());
    }

    // -- hours

    /** Reports the paid hours, mostly early in the next month. */
    void reportHours() {
        for (Map.Entry<YearMonth, Integer> month : life.hours().entrySet()) {
            LocalDate next = month.getKey().plusMonths(1).atDay(1);
            LocalDate day = Days.later(
                    life.begins(),
                    next.plusDays(
                            dice.chance(0.8)
                                    ? dice.oneOf(-12, -1, 0, 2, 4, 4, 9, 15, 20)
                                    : dice.chance(0.9) ? dice.between(20, 130) : -dice.between(2, 25)));
            pen.write(day, new PaidHours(pen.newId("h"), month.getKey(), month.getValue()));
            if (dice.chance(0.12)) {
                LocalDate corrected = day.plusDays(dice.between(0, 120));
                PaidHours other = new PaidHours(pen.newId("h"), month.getKey(), life.anyHours());
                if (dice.chance(0.35)) {
                    pen.annul(corrected, other);
                } else {
                    pen.write(corrected, other);
                }
            }
        }
    }

    /**
     * Reports the months to that of {@code day} as paid in full, and takes the last back: what was certain is not.
     *
     * @param annulling how likely the report is annulled and not corrected
     */
    void reportAndTakeBack(Stay stay, LocalDate day, double annulling) {
        YearMonth month = YearMonth.from(day);
        for (int i = 2; i >= 0; i--) {
            YearMonth reported = month.minusMonths(i);
            if (!reported.isBefore(YearMonth.from(stay.from()))) {
                boolean fewer = i == 0 && dice.chance(0.2);
                pen.write(
                        reported.plusMonths(1).atDay(dice.between(1, 3)),
                        new PaidHours(
                                pen.newId("h"), reported, fewer ? dice.oneOf(0, 0, 1, 4_000) : inFull(stay, reported)));
            }
        }
        LocalDate later = month.plusMonths(1).atDay(dice.between(4, 12));
        PaidHours other = new PaidHours(pen.newId("h"), month, dice.oneOf(0, 0, 0, 1, 1_000, 2_000, 4_000, 8_016));
        if (dice.chance(annulling)) {
            pen.annul(later, other);
        } else {
            pen.write(later, other);
        }
    }

    /** Reports the months to that of {@code day} as paid in full, the last before it is over: nothing is projected. */
    void reportAhead(Stay stay, LocalDate day) {
        YearMonth month = YearMonth.from(day);
        for (int i = 2; i >= 0; i--) {
            YearMonth reported = month.minusMonths(i);
            if (!reported.isBefore(YearMonth.from(stay.from()))) {
                LocalDate told = i == 0
                        ? day.minusDays(dice.between(1, 9))
                        : reported.plusMonths(1).atDay(dice.between(1, 3));
                pen.write(told, new PaidHours(pen.newId("h"), reported, inFull(stay, reported)));
            }
        }
    }

    /** Hours of a month of which dagpenge may cover only a part. */
    private int inFull(Stay stay, YearMonth month) {
        List<LocalDate> weekdays = month.atDay(1)
                .datesUntil(month.plusMonths(1).atDay(1))
                .filter(day -> day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0)
                .toList();
        long active = weekdays.stream().filter(life::onDagpenge).count();
        int full = stay.spell().insurance == Insurance.PART_TIME ? 13_000 : 16_033;
        return (int) (full * active / weekdays.size());
    }

    // -- work

    /** Reports work in some months before {@code eligible}: about 225 hours of it, a little too few or enough. */
    void reportWork(LocalDate eligible) {
        int months = dice.between(2, 6);
        int total = dice.oneOf(22_500, 22_500, 22_499, 22_600, 30_000, 12_000);
        YearMonth month = YearMonth.from(eligible).minusMonths(dice.between(0, 12));
        for (int i = 0; i < months; i++) {
            LocalDate day =
                    Days.later(life.begins(), month.plusMonths(1).atDay(dice.chance(0.8) ? dice.between(1, 15) : 28));
            Employment work = new Employment(pen.newId("w"), month, total / months + (i == 0 ? total % months : 0));
            pen.write(day, work);
            if (dice.chance(0.1)) {
                Employment other = new Employment(pen.newId("w"), month, dice.oneOf(0, 1_000, 22_500, 16_000));
                if (dice.chance(0.3)) {
                    pen.annul(day.plusDays(dice.between(0, 80)), other);
                } else {
                    pen.write(day.plusDays(dice.between(0, 80)), other);
                }
            }
            month = month.plusMonths(dice.oneOf(1, 1, 1, 2));
        }
    }
}
