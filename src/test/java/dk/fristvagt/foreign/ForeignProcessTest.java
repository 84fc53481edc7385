package dk.fristvagt.foreign;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is said where a client is not installed. */
class ForeignProcessTest {
    @Test
    void a_program_that_is_missing_is_a_failure_that_says_what_to_do() {
        assertThatThrownBy(() -> ForeignProcess.require("no-such-program", "apt install it, or run .ci/run"))
                .isInstanceOf(AssertionError.class)
                .hasMessage("no-such-program is missing: apt install it, or run .ci/run");
    }

    @Test
    void a_program_that_is_there_is_none() {
        assertThatCode(() -> ForeignProcess.require("sh", "")).doesNotThrowAnyException();
    }
}
