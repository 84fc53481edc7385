package dk.fristvagt.simulation;

import dk.fristvagt.facts.Group;

/**
 * A stretch of a life on one benefit. Days are {@link CivilDay} numbers, both ends included.
 *
 * @param runStart first day of the run of stays without a break that it belongs to
 * @param courseStart first day of the stays before it that it continues in the same kind of benefit
 * @param period number of its dagpengeperiode among the citizen's, −1 on other benefits
 * @param periodStart first day of that dagpengeperiode
 * @param trial whether the period is in the a-kasse trial
 * @param permille of full dagpenge that is paid; the rest is work beside it
 */
record Stay(
        Group group,
        int from,
        int to,
        int runStart,
        int courseStart,
        int period,
        int periodStart,
        boolean trial,
        int permille) {
    boolean dagpenge() {
        return group == Group.DAGPENGE;
    }
}
