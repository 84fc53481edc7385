package dk.fristvagt.statistics;

import dk.fristvagt.topology.EndOffsets;
import dk.fristvagt.topology.Positions;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the topology stands on.
 *
 * @param clock the business clock
 * @param nanoTime for waiting times, as {@link System#nanoTime}
 * @param openTimestamps whether internal topics take any timestamp: only where the clock is simulated or fixed
 */
record StatisticsParts(
        Vocabulary vocabulary,
        SerdeFactory serdes,
        Topics topics,
        InstantSource clock,
        EndOffsets endOffsets,
        Positions positions,
        StatisticsStatus status,
        LongSupplier nanoTime,
        boolean openTimestamps) {}
