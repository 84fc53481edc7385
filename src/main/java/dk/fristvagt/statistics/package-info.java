/**
 * Counts for managers, from the compacted tables of deadlines and measures: an application of its own, so that nothing here
 * can delay an alert.
 *
 * <p>Of a row it keeps the dimensions that it counts, under a hash of the row's key, and nothing about a citizen. What is
 * counted is held in memory, made again from the kept rows whenever a partition is assigned.
 */
package dk.fristvagt.statistics;
