package dk.fristvagt.testing;

import dk.fristvagt.facts.BenefitSpell.Insurance;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Employment;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.PaidHours;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    /** Records {@code stay}; what changes while it runs changes near one of {@code duties}. */
    void record(Stay stay, List<Duty> duties) {
        Draft.SpellDraft spell = stay.spell();
        LocalDate begun = stay.from().plusDays(
                dice.chance(0.8) ? dice.oneOf(0, 0, 0, 1, 2, 5, -3, -10) : dice.between(-30, 45));
        boolean endIsKnown = Days.exists(stay.to()) && dice.chance(0.3);
        spell.to = endIsKnown ? stay.to() : Days.NEVER;
        write(spell, begun);
        for (LocalDate day : changes(stay, duties)) {
            change(spell);
            write(spell, day);
        }
        if (Days.exists(stay.to()) && !endIsKnown && !dice.chance(0.06)) {
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

    private List<LocalDate> changes(Stay stay, List<Duty> duties) {
        List<LocalDate> days = new ArrayList<>();
        int number = dice.oneOf(0, 0, 0, 1, 1, 2);
        for (int i = 0; i < number; i++) {
            LocalDate day = duties.isEmpty() || dice.chance(0.15)
                    ? stay.from().plusDays(dice.between(0, 200))
                    : dice.oneOf(duties).due().plusDays(dice.between(-20, 20));
            if (stay.covers(day)) {
                days.add(day);
            }
        }
        days.sort(null);
        return days;
    }

    private void change(Draft.SpellDraft spell) {
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
            default -> spell.from = Days.earlier(spell.from.plusDays(dice.between(-25, 25)), spell.to);
        }
    }

    private void close(Draft.SpellDraft spell, LocalDate to) {
        // Learning of the end within five days is the ordinary case, later the one that makes alerts be taken back.
        LocalDate told = to.plusDays(dice.chance(0.7) ? dice.oneOf(-20, -5, 0, 1, 1, 2, 4, 6, 8) : dice.between(0, 70));
        spell.to = Days.later(to, spell.from);
        write(spell, told);
        if (dice.chance(0.12)) {
            spell.to = dice.chance(0.3)
                    ? Days.NEVER
                    : Days.later(to.plusDays(dice.between(-30, 40)), spell.from);
            write(spell, spell.recorded.plusDays(dice.between(1, 90)));
        }
    }

    /** Finds out that {@code stay}, which seemed to go on, was over long ago: its course is dropped with what was said. */
    void findOutThatItEndedLongAgo(Stay stay) {
        Draft.SpellDraft spell = stay.spell();
        spell.to = Days.NEVER;
        write(spell, stay.from().plusDays(dice.between(0, 3)));
        LocalDate noticed = stay.from().plusMonths(dice.between(14, 20)).plusDays(dice.between(0, 30));
        spell.to = noticed.minusMonths(13).minusDays(dice.between(2, 20));
        if (spell.to.isBefore(spell.from)) {
            spell.to = spell.from;
        }
        write(spell, noticed);
    }

    /** Finds out that {@code stay} was a mistake, when something has been said about it. */
    void annul(Stay stay, LocalDate day) {
        write(stay.spell(), stay.from());
        pen.annul(Days.later(day, stay.spell().recorded), stay.spell().fact());
    }

    /** The citizen moves on {@code day}. */
    void move(Stay stay, LocalDate day) {
        stay.spell().municipality = life.aMunicipality();
        stay.spell().akasse = life.anAkasse();
        write(stay.spell(), day);
    }

    /** The spell turns out to be of another group. */
    void regroup(Stay stay, LocalDate day) {
        stay.spell().group = dice.oneOf(Group.values());
        write(stay.spell(), day);
    }

    private void write(Draft.SpellDraft spell, LocalDate day) {
        spell.recorded = Days.later(day, spell.recorded);
        pen.write(spell.recorded, spell.fact());
    }

    // -- hours

    /** Reports the paid hours of {@code most} months at most, mostly early in the next month. */
    void reportHours(int most) {
        int reported = 0;
        for (Map.Entry<YearMonth, Integer> month : life.hours().entrySet()) {
            if (reported++ == most) {
                return;
            }
            LocalDate next = month.getKey().plusMonths(1).atDay(1);
            LocalDate day = Days.later(
                    life.begins(),
                    next.plusDays(dice.chance(0.8)
                            ? dice.oneOf(-1, 0, 2, 4, 4, 9, 15, 20)
                            : dice.chance(0.9) ? dice.between(20, 130) : -dice.between(2, 25)));
            pen.write(day, new PaidHours(pen.newId("h"), month.getKey(), month.getValue()));
            if (dice.chance(0.18)) {
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

    /** Reports a month as paid in full around {@code day}, and takes it back afterwards: what was certain is not. */
    void reportAndTakeBack(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        LocalDate told = day.plusDays(dice.between(1, 6));
        pen.write(told, new PaidHours(pen.newId("h"), month, 16_033));
        PaidHours other = new PaidHours(pen.newId("h"), month, dice.oneOf(0, 1, 8_016, 12_000, 15_000));
        LocalDate later = told.plusDays(dice.between(1, 25));
        if (dice.chance(0.5)) {
            pen.annul(later, other);
        } else {
            pen.write(later, other);
        }
    }

    // -- work

    /** Reports work in some months before {@code eligible}: about 225 hours of it, a little too few or enough. */
    void reportWork(LocalDate eligible) {
        int months = dice.between(2, 6);
        int total = dice.oneOf(22_500, 22_500, 22_499, 22_600, 30_000, 12_000);
        YearMonth month = YearMonth.from(eligible).minusMonths(dice.between(0, 12));
        for (int i = 0; i < months; i++) {
            LocalDate day = Days.later(
                    life.begins(),
                    month.plusMonths(1).atDay(dice.chance(0.8) ? dice.between(1, 15) : 28));
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
