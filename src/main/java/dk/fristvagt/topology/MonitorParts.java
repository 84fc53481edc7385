package dk.fristvagt.topology;

import dk.fristvagt.rules.WorkingDays;
import dk.fristvagt.wire.SerdeFactory;
import dk.fristvagt.wire.Topics;
import dk.fristvagt.wire.Units;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What the topology stands on besides the core.
 *
 * @param decoder shared by all tasks; closed by whoever made it
 * @param serdes of what goes out
 * @param partitions of every input topic and of the deadlines table
 * @param clock the business clock
 * @param nanoTime for budgets and waiting times, as {@link System#nanoTime}
 * @param openTimestamps whether internal topics take any timestamp: only where the clock is simulated or fixed
 */
public record MonitorParts(
        PatientDecoder decoder,
        SerdeFactory serdes,
        Topics topics,
        Units units,
        WorkingDays workingDays,
        int partitions,
        InstantSource clock,
        BrokerTime brokerTime,
        EndOffsets endOffsets,
        Positions positions,
        MonitorStatus status,
        Pace pace,
        LongSupplier nanoTime,
        boolean openTimestamps) {}
