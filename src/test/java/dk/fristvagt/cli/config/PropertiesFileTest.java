package dk.fristvagt.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.cli.config.PropertiesFile.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
    @TempDir
    private Path folder;

    @Test
    void comments_and_blank_lines_are_nothing() throws IOException {
        assertThat(read("# one", "  ! two", "", "   ", "a=1", "# a comment does not go on \\", "b = 2 "))
                .containsExactly(Map.entry("a", new Entry("1", 5)), Map.entry("b", new Entry("2", 7)));
    }

    @Test
    void a_value_over_several_lines_stands_on_the_first_of_them() throws IOException {
        assertThat(read("a=one,\\", "   # two,\\", "   three", "b=4"))
                .containsExactly(Map.entry("a", new Entry("one,# two,three", 1)), Map.entry("b", new Entry("4", 4)));
    }

    @Test
    void two_backslashes_at_the_end_are_one_backslash_and_the_end() throws IOException {
        assertThat(read("a=C:\\\\", "b=2"))
                .containsExactly(Map.entry("a", new Entry("C:\\", 1)), Map.entry("b", new Entry("2", 2)));
    }

    @Test
    void a_backslash_on_the_last_line_goes_on_with_nothing() throws IOException {
        assertThat(read("a=1\\")).containsExactly(Map.entry("a", new Entry("1", 1)));
    }

    @Test
    void text_is_utf8_with_or_without_a_byte_order_mark() throws IOException {
        assertThat(read("\ufeffa=blåbærgrød", "b=\\u00e6"))
                .containsExactly(Map.entry("a", new Entry("blåbærgrød", 1)), Map.entry("b", new Entry("æ", 2)));
    }

    @Test
    void a_key_that_stands_twice_is_refused_with_the_second_line() throws IOException {
        Path file = write("a=1", "b=2\\", "3", "a=4");

        assertThatThrownBy(() -> PropertiesFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":4: names a again; remove one of them");
    }

    @Test
    void a_wrong_escape_is_refused_with_its_line() throws IOException {
        Path file = write("a=1", "b=\\u00zz");

        assertThatThrownBy(() -> PropertiesFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":2: holds a \\u that is not followed by four hexadecimal digits");
    }

    @Test
    void a_line_that_is_no_key_and_value_is_refused_and_not_repeated() throws IOException {
        Path file = write("a=1", "hunter2");

        assertThatThrownBy(() -> PropertiesFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":2: is not key=value; a line that goes on with the next one ends in a backslash");
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws IOException {
        Path file = Files.write(folder.resolve("latin1.properties"), "a=æ".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> PropertiesFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": is not UTF-8");
    }

    @Test
    void a_file_that_is_missing_or_a_directory_is_refused() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> PropertiesFile.read(missing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(missing + ": the configuration cannot be read; check that the file is there and may be read"
                        + " by this user");
        assertThatThrownBy(() -> PropertiesFile.read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder + ": the configuration cannot be read");
    }

    private Map<String, Entry> read(String... lines) throws IOException {
        return PropertiesFile.read(write(lines));
    }

    private Path write(String... lines) throws IOException {
        return Files.writeString(folder.resolve("test.properties"), String.join("\n", lines));
    }
}
