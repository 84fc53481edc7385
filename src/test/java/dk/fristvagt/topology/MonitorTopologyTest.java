package dk.fristvagt.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MonitorTopologyTest {
    @Test
    void isDescribedAsCommitted() throws IOException {
        try (Rig rig = new Rig(Given.at("2022-03-01", "09:00"));
                InputStream golden = getClass().getResourceAsStream("/topology/monitor.txt")) {
            assertThat(rig.topology().describe().toString())
                    .as("a change here renames topics or stores of running monitors: see Names")
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
