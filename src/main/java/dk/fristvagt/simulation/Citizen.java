package dk.fristvagt.simulation;

/**
 * What stays with a citizen for life.
 *
 * @param partTimeInsured in the a-kasse
 * @param pace how often this citizen is met, compared with the average
 */
record Citizen(String id, String municipality, String akasse, boolean partTimeInsured, double pace) {
    /** The least and the most met citizens of S004 figure 3.2 lie on both sides of the average. */
    private static final double LEAST_PACE = 0.7;

    private static final double MOST_PACE = 1.3;

    static Citizen draw(Profile profile, Chance chance) {
        return new Citizen(
                Ids.draw(chance),
                profile.units().municipalities().draw(chance),
                profile.units().akasser().draw(chance),
                chance.happens(profile.hours().partTimeInsured()),
                chance.between(LEAST_PACE, MOST_PACE));
    }
}
