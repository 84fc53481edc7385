package dk.fristvagt.testing;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Turns that are rare in a life and must still be met often enough: each bends a history where something is due. */
final class Turns {
    private enum Turn {
        ANNULLED_WHEN_DUE(8),
        MOVED_WHEN_DUE(9),
        REGROUPED_WHEN_DUE(4),
        ANCHORS_CORRECTED(17),
        BEGAN_LATER(5),
        TURNED_TO_ANOTHER_BENEFIT(15),
        TURNED_TO_OTHER_DAGPENGE(38),
        HOURS_TAKEN_BACK(85),
        TARGET_HOURS_TAKEN_BACK(35),
        HOURS_KNOWN_AHEAD(14),
        BOOKING_REGISTERED_WHEN_DUE(24),
        BOOKING_REGISTERED_WHEN_OVERDUE(10),
        JOINT_MEETING_CALLED_OFF(8),
        WORKED(7),
        MET_OFTEN(6),
        MET_TOO_LATE(24),
        TARGET_BEGAN_LATER(26),
        TARGET_CEASED(9);

        private final int weight;

        Turn(int weight) {
            this.weight = weight;
        }
    }

    private final Dice dice;
    private final Life life;
    private final Registrar registrar;
    private final CaseWorker worker;
    private final Map<Turn, List<Duty>> possible = new EnumMap<>(Turn.class);

    Turns(Dice dice, Life life, Registrar registrar, CaseWorker worker, List<Duty> duties) {
        this.dice = dice;
        this.life = life;
        this.registrar = registrar;
        this.worker = worker;
        for (Turn turn : Turn.values()) {
            List<Duty> fitting = duties.stream()
                    .filter(duty -> life.covers(duty.due()))
                    .filter(fits(turn))
                    .toList();
            if (!fitting.isEmpty()) {
                possible.put(turn, fitting);
            }
        }
    }

    /** Takes one of the turns for which there is a duty. */
    void takeOne() {
        if (!possible.isEmpty()) {
            List<Turn> turns = List.copyOf(possible.keySet());
            int[] weights = turns.stream().mapToInt(turn -> turn.weight).toArray();
            Turn turn = turns.get(dice.weighted(weights));
            take(turn, dice.oneOf(possible.get(turn)));
        }
    }

    private Predicate<Duty> fits(Turn turn) {
        // Without reports the clock is known to the day.
        Predicate<Duty> certain = duty -> duty.byHours() && life.hours().isEmpty();
        Predicate<Duty> target =
                duty -> duty.isTarget() && duty.stay().covers(duty.due().plusDays(30));
        return switch (turn) {
            case ANNULLED_WHEN_DUE, MOVED_WHEN_DUE, REGROUPED_WHEN_DUE, BEGAN_LATER -> duty -> true;
            case ANCHORS_CORRECTED -> duty -> duty.statutory() && !duty.byHours();
            case TURNED_TO_ANOTHER_BENEFIT ->
                duty -> duty.statutory() && !duty.stay().dagpenge();
            case TURNED_TO_OTHER_DAGPENGE -> duty -> duty.statutory() && certain.test(duty);
            case HOURS_TAKEN_BACK, HOURS_KNOWN_AHEAD -> duty -> duty.lapses() && certain.test(duty);
            case TARGET_HOURS_TAKEN_BACK -> duty -> duty.isTarget() && certain.test(duty);
            case BOOKING_REGISTERED_WHEN_DUE -> duty -> duty.needsOneBooking() && certain.test(duty);
            case BOOKING_REGISTERED_WHEN_OVERDUE -> duty -> duty.needsOneBooking() && !duty.byHours();
            case JOINT_MEETING_CALLED_OFF -> duty -> duty.stay().dagpenge();
            case WORKED, MET_OFTEN -> Duty::isTarget;
            case MET_TOO_LATE -> target;
            case TARGET_BEGAN_LATER, TARGET_CEASED ->
                duty -> target.test(duty) && !duty.stay().dagpenge();
        };
    }

    private void take(Turn turn, Duty duty) {
        Stay stay = duty.stay();
        LocalDate due = duty.due();
        switch (turn) {
            case ANNULLED_WHEN_DUE -> registrar.planAnnulment(stay, due.plusDays(dice.between(-10, 30)));
            case MOVED_WHEN_DUE -> registrar.planMove(stay, due.plusDays(dice.between(-7, 15)));
            case REGROUPED_WHEN_DUE -> registrar.planOtherGroup(stay, due.plusDays(dice.between(-7, 30)));
            case ANCHORS_CORRECTED -> registrar.planLaterAnchors(stay, due.plusDays(dice.between(-5, 6)));
            case BEGAN_LATER, TARGET_BEGAN_LATER -> registrar.planLaterBegin(stay, due.plusDays(dice.between(2, 12)));
            case TURNED_TO_ANOTHER_BENEFIT -> {
                LocalDate from = due.plusDays(dice.oneOf(-15, -4, 0, 1, 1, 1, 2));
                registrar.turnToAnother(stay, from, dice.chance(0.6) ? from.minusDays(3) : later(due));
            }
            case TARGET_CEASED -> registrar.turnToAnother(stay, due.minusDays(dice.between(0, 20)), later(due));
            case TURNED_TO_OTHER_DAGPENGE ->
                registrar.turnToOtherDagpenge(
                        stay, due.plusDays(dice.oneOf(-10, -3, 1, 1, 2, 5, 9)), later(due.plusDays(4)));
            case HOURS_TAKEN_BACK -> registrar.reportAndTakeBack(stay, due, 0.35);
            case HOURS_KNOWN_AHEAD -> registrar.reportAhead(stay, due);
            case TARGET_HOURS_TAKEN_BACK -> registrar.reportAndTakeBack(stay, due, 0.7);
            case BOOKING_REGISTERED_WHEN_DUE, BOOKING_REGISTERED_WHEN_OVERDUE -> worker.registerBookingLate(duty);
            case JOINT_MEETING_CALLED_OFF -> worker.callOffJointMeeting(due);
            case WORKED -> registrar.reportWork(due);
            case MET_OFTEN -> worker.meetOften(due, dice.between(3, 6));
            case MET_TOO_LATE -> worker.meetTooLate(due);
        }
    }

    private LocalDate later(LocalDate day) {
        return day.plusDays(dice.between(2, 15));
    }
}
