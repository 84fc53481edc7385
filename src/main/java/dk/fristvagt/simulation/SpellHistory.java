package dk.fristvagt.simulation;

import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/** The spells of one citizen: recorded late, sometimes wrong at first, and cut where the citizen moves. */
final class SpellHistory {
    private static final double YEAR = 365.25;

    /** Assumptions about the fields of a spell that no published figure covers. */
    private static final Profile.Range CONTACT_BEFORE = new Profile.Range(0, 7);

    private static final Profile.Range ABSENT_BEFORE = new Profile.Range(0, 30);
    private static final Profile.Range WRONG_BY = new Profile.Range(1, 20);
    private static final double EMPLOYED_SICK = 0.55;
    private static final double[] SICKNESS_CATEGORIES = {0.25, 0.55, 0.15};

    private final Profile profile;
    private final Chance chance;
    private final Journal journal;

    private String municipality;
    private String akasse;
    private final boolean partTimeInsured;

    SpellHistory(Profile profile, Citizen citizen, Chance chance, Journal journal) {
        this.profile = profile;
        this.chance = chance;
        this.journal = journal;
        this.municipality = citizen.municipality();
        this.akasse = citizen.akasse();
        this.partTimeInsured = citizen.partTimeInsured();
    }

    /** Tells {@code stay}. */
    void tell(Stay stay) {
        Profile.Registration registration = profile.registration();
        Draft draft = new Draft(stay, chance);
        int from = stay.from();
        boolean moved = false;
        while (true) {
            double move = chance.exponential(YEAR / Math.max(1e-9, registration.movesPerYear()));
            double change = stay.dagpenge()
                    ? chance.exponential(YEAR / Math.max(1e-9, registration.akasseChangesPerYear()))
                    : Double.POSITIVE_INFINITY;
            double after = 1 + Math.min(move, change);
            int to = after >= stay.to() - from + 1 ? stay.to() : from + (int) after - 1;
            part(draft, from, to, moved);
            if (to == stay.to()) {
                return;
            }
            if (move <= change) {
                municipality = profile.units().municipalities().draw(chance);
            } else {
                akasse = profile.units().akasser().draw(chance);
            }
            moved = true;
            from = to + 1;
        }
    }

    private void part(Draft draft, int from, int to, boolean moved) {
        Profile.Registration registration = profile.registration();
        String id = Ids.draw(chance);
        int begun = from + registration.begun().draw(chance);
        long recorded = 0;
        if (chance.happens(registration.wrong())) {
            int wrong = Math.min(to, from + WRONG_BY.draw(chance));
            recorded = journal.record(spell(draft, id, wrong, Days.NEVER, moved), begun, 0);
            begun += WRONG_BY.draw(chance);
        }
        recorded = journal.record(spell(draft, id, from, Days.NEVER, moved), begun, recorded);
        int ended = to + registration.ended().draw(chance);
        journal.record(spell(draft, id, from, CivilDay.date(to), moved), ended, recorded);
    }

    /** The fields that all parts of a stay share. */
    private static final class Draft {
        private final Stay stay;
        private final int contacted;
        private final int absent;
        private final OptionalInt category;
        private final boolean employed;
        private final boolean young;

        Draft(Stay stay, Chance chance) {
            this.stay = stay;
            contacted = stay.from() - CONTACT_BEFORE.draw(chance);
            absent = stay.from() - ABSENT_BEFORE.draw(chance);
            double drawn = chance.unit();
            int found = 0;
            while (found < SICKNESS_CATEGORIES.length && drawn >= SICKNESS_CATEGORIES[found]) {
                drawn -= SICKNESS_CATEGORIES[found];
                found++;
            }
            category = found < SICKNESS_CATEGORIES.length ? OptionalInt.of(found + 1) : OptionalInt.empty();
            employed = chance.happens(EMPLOYED_SICK);
            young = chance.happens(0.7);
        }
    }

    private BenefitSpell spell(Draft draft, String id, int from, LocalDate to, boolean moved) {
        Stay stay = draft.stay;
        Group group = stay.group();
        boolean sick = group == Group.SYGEDAGPENGE;
        boolean help = group.name().startsWith("KONTANTHJAELP") || group.name().startsWith("UDDANNELSESHJAELP");
        boolean registers = group == Group.DAGPENGE || group == Group.KONTANTHJAELP_JOBPARAT;
        return new BenefitSpell(
                id,
                group,
                CivilDay.date(from),
                to,
                registers && !moved ? Optional.of(CivilDay.date(stay.from())) : Optional.empty(),
                help && !moved ? Optional.of(CivilDay.date(draft.contacted)) : Optional.empty(),
                sick ? Optional.of(CivilDay.date(draft.absent)) : Optional.empty(),
                stay.dagpenge() ? Optional.of(CivilDay.date(stay.periodStart())) : Optional.empty(),
                stay.dagpenge() && partTimeInsured
                        ? BenefitSpell.Insurance.PART_TIME
                        : BenefitSpell.Insurance.FULL_TIME,
                sick ? draft.category : OptionalInt.empty(),
                sick && draft.employed,
                group.name().startsWith("UDDANNELSESHJAELP") && draft.young,
                stay.trial(),
                municipality,
                stay.dagpenge() ? Optional.of(akasse) : Optional.empty());
    }
}
