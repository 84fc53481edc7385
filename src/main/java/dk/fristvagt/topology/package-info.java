/**
 * The monitor as a Kafka Streams topology: one place, one order and exactly-once for every citizen, and nothing else
 * (architecture.md).
 *
 * <p>An input record goes to {@link dk.fristvagt.topology.CitizenProcessor}, which judges it
 * ({@link dk.fristvagt.topology.Intake}), asks the core what comes of it, stores the citizen's file and the agenda entry
 * ({@link dk.fristvagt.topology.CitizenStores}) and says it ({@link dk.fristvagt.topology.Outbox}). What is true about a
 * citizen is decided in {@code monitor}; what is decided here is when the core is asked.
 */
package dk.fristvagt.topology;
