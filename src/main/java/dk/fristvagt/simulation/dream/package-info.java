/**
 * The register that analysts have, as events: DREAM-like weekly codes become benefit spells and offers.
 *
 * <p>What is read here are national ids and what people live on. Nothing that stands in a cell is ever shown; a mistake
 * is named by line, column and kind.
 */
package dk.fristvagt.simulation.dream;
