package dk.fristvagt.topology;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts the rows of the tables of deadlines and measures into the partition of their citizen, as the inputs are
 * partitioned: who reads one partition of events and the same of the tables has everything about its citizens
 * (contract.md, output records). Their keys begin with the citizenId.
 */
final class ByCitizen implements StreamPartitioner<String, byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, byte[] row, int partitions) {
        String citizenId = key.substring(0, key.indexOf('|'));
        return Optional.of(Set.of(Intake.partition(citizenId.getBytes(StandardCharsets.UTF_8), partitions)));
    }
}
