package dk.fristvagt.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CanariesTest {
    private final Canaries canaries = new Canaries();

    @Test
    void areFoundInEveryForm() {
        for (int i = 0; i < 2; i++) {
            String one = canaries.next();
            byte[] ascii = one.getBytes(StandardCharsets.US_ASCII);
            assertThat(Canaries.in("x" + one + "y")).hasSize(1);
            assertThat(Canaries.in(ascii)).hasSize(1);
            assertThat(Canaries.in(one.replace("9", "\\u0039"))).hasSize(1);
            assertThat(Canaries.in(one.getBytes(StandardCharsets.UTF_16LE))).hasSize(1);
            assertThat(Canaries.in(one.getBytes(StandardCharsets.UTF_16BE))).hasSize(1);
            assertThat(Canaries.in(HexFormat.of().formatHex(ascii))).hasSize(1);
            assertThat(Canaries.in(HexFormat.of().withUpperCase().formatHex(ascii)))
                    .hasSize(1);
        }
    }

    @Test
    void areFoundByThemselvesOnly() {
        assertThat(Canaries.in("1646121600000 319947 3f0e7e54-6f0a-4f57-8f0c-0e5c5e9d8a11"))
                .isEmpty();
    }
}
