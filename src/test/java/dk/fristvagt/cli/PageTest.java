package dk.fristvagt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void a_field_goes_on_below_its_text() {
        String text = new Page().field("Label", "word ".repeat(30).strip()).toString();

        assertThat(text.lines()).hasSize(2).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Page.WIDTH));
        assertThat(text.lines().toList().get(0)).startsWith("Label        word");
        assertThat(text.lines().toList().get(1)).startsWith("             word");
    }

    @Test
    void a_word_that_is_too_long_is_broken() {
        assertThat(Page.wrapped("x".repeat(25), 10)).containsExactly("x".repeat(10), "x".repeat(10), "xxxxx");
    }

    @Test
    void a_table_that_is_too_wide_gives_up_its_widest_cells() {
        String table = new Page()
                .table(0, List.of("id", "text"), List.of(List.of("a", "y".repeat(300)), List.of("b", "short")))
                .toString();

        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Page.WIDTH));
        assertThat(table).contains("y…", "short");
    }

    @Test
    void numbers_stand_to_the_right() {
        String table = new Page()
                .table(0, List.of("count", "x"), List.of(List.of("7", "a"), List.of("1 234", "b"), List.of(".", "c")))
                .toString();

        assertThat(table).isEqualTo("count  x\n    7  a\n1 234  b\n    .  c\n");
    }

    @Test
    void half_a_number_is_never_shown() {
        assertThat(Shown.of("in 225 hours", 6)).isEqualTo("in …");
        assertThat(Shown.of("in 225 hours", 7)).isEqualTo("in 225…");
    }

    @Test
    void wide_characters_take_two_columns() {
        assertThat(Shown.width("漢字")).isEqualTo(4);
        assertThat(Shown.of("漢字漢字", 5)).isEqualTo("漢字…");
    }

    @Test
    void marks_that_stack_are_joined_to_their_letter_or_shown_as_codes() {
        assertThat(Shown.of("a\u030a")).isEqualTo("å");
        assertThat(Shown.of("x\u0301\u0301")).isEqualTo("x\\u{301}\\u{301}");
    }

    @Test
    void thousands_are_apart() {
        assertThat(Shown.number(1_234_567)).isEqualTo("1 234 567");
    }
}
