package dk.fristvagt.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is hidden because it could tell on somebody, and the forms of a table. */
class TableTest {
    private static final Cell.Text NAME = new Cell.Text("name");

    private static Table table(boolean totals, List<List<Cell>> rows) {
        return new Table("t", "Title", "Note.", List.of("name", "a", "b", "total"), rows, totals);
    }

    private static List<Cell> row(long a, long b) {
        return List.of(NAME, new Cell.Count(a), new Cell.Count(b), new Cell.Count(a + b));
    }

    private static List<String> texts(Table table) {
        return table.rows().stream()
                .map(row -> String.join(" ", row.stream().map(Cell::text).toList()))
                .toList();
    }

    @Test
    void one_to_four_are_hidden_and_none_and_five_are_not() {
        Table table = table(false, List.of(row(0, 5), row(1, 4)));

        assertThat(texts(table.suppressed())).containsExactly("name 0 5 5", "name * * 5");
    }

    @Test
    void a_single_hidden_number_cannot_be_worked_out_from_the_totals() {
        // 3 alone would be 20 - 17 in its row and 43 - 40 in its column
        Table table = table(true, List.of(row(3, 17), row(40, 60), row(43, 77)));

        List<String> shown = texts(table.suppressed());

        assertThat(shown.get(0)).isEqualTo("name * * 20");
        assertThat(shown.get(1)).isEqualTo("name * * 100");
        assertThat(shown.get(2)).isEqualTo("name 43 77 120");
    }

    @Test
    void hidden_numbers_that_are_few_together_are_not_left_to_their_total() {
        // 1 and 1 are all that two hidden numbers can be when their total is 2, and 61 - 60 is 1 as well
        Table table = table(true, List.of(row(1, 1), row(60, 70), row(61, 71)));

        assertThat(texts(table.suppressed())).containsExactly("name * * *", "name * * *", "name 61 71 132");
    }

    @Test
    void two_hidden_numbers_whose_sum_is_few_are_hidden_with_a_third() {
        // 13 - 10 leaves 3 for two that are each at least 1
        Table table = new Table(
                "t",
                "Title",
                "Note.",
                List.of("name", "a", "b", "c", "total"),
                List.of(wide(1, 2, 10), wide(50, 50, 50), wide(51, 52, 60)),
                true);

        assertThat(texts(table.suppressed()).get(0)).isEqualTo("name * * * 13");
    }

    private static List<Cell> wide(long a, long b, long c) {
        return List.of(NAME, new Cell.Count(a), new Cell.Count(b), new Cell.Count(c), new Cell.Count(a + b + c));
    }

    @Test
    void a_share_is_hidden_when_its_part_or_its_rest_is_few() {
        assertThat(new Cell.Share(3, 100).few()).isTrue();
        assertThat(new Cell.Share(97, 100).few()).isTrue();
        assertThat(new Cell.Share(0, 100).few()).isFalse();
        assertThat(new Cell.Share(50, 100).few()).isFalse();
        assertThat(new Cell.Share(100, 100).few()).isFalse();
        assertThat(new Cell.Rate(2, 1_000).few()).isTrue();
    }

    @Test
    void a_share_of_nothing_is_empty() {
        assertThat(new Cell.Share(0, 0).text()).isEmpty();
        assertThat(new Cell.Share(0, 0).number()).isEmpty();
        assertThat(new Cell.Rate(0, 0).text()).isEmpty();
    }

    @Test
    void markdown_csv_and_json_say_the_same() {
        Table table = new Table(
                "t",
                "Title",
                "Note.",
                List.of("name", "count", "pct."),
                List.of(
                        List.of(new Cell.Text("a|b, \"c\""), new Cell.Count(7), new Cell.Share(1, 3)),
                        List.of(NAME, Cell.HIDDEN, Cell.HIDDEN)),
                false);

        assertThat(Formats.MARKDOWN.write(List.of(table))).isEqualTo("""
                        ## Title

                        Note.

                        | name | count | pct. |
                        | --- | --- | --- |
                        | a\\|b, "c" | 7 | 33.3 |
                        | name | * | * |

                        """);
        assertThat(Formats.CSV.write(List.of(table))).isEqualTo("""
                        t,name,count,pct.
                        t,"a|b, ""c""\",7,33.3
                        t,name,*,*
                        """);
        assertThat(Formats.JSON.write(List.of(table)))
                .contains(
                        "\"name\" : \"a|b, \\\"c\\\"\"", "\"count\" : 7", "\"count\" : null", "\"title\" : \"Title\"");
    }
}
