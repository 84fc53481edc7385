/**
 * A population to test on: citizens with spells, meetings, offers and the rest, drawn from a profile that is calibrated
 * to the published figures, and the report that holds the two side by side.
 *
 * <p>What happens to a citizen follows from the profile, the seed and the citizen's number alone. The generator does not
 * know how seniority or deadlines are computed; only the report asks {@code dk.fristvagt.seniority}.
 */
package dk.fristvagt.simulation;
