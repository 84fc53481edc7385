package dk.fristvagt.simulation.dream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeBookTest {
    private static final IsoWeek WEEK = IsoWeek.of(2019, 10).orElseThrow();

    @TempDir
    private Path folder;

    private Path book(String text) throws IOException {
        return Files.writeString(folder.resolve("codes.yaml"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "111, 111, DAGPENGE",
        "115, 115, DAGPENGE",
        "213, 219, DAGPENGE",
        "151, 153, DAGPENGE",
        "231, 231, DAGPENGE",
        "130, 139, KONTANTHJAELP_JOBPARAT",
        "140, 149, UDDANNELSESHJAELP_AABENLYST",
        "160, 169, KONTANTHJAELP_JOBPARAT",
        "700, 709, KONTANTHJAELP_AKTIVITETSPARAT",
        "720, 729, UDDANNELSESHJAELP_AKTIVITETSPARAT",
        "730, 739, KONTANTHJAELP_AKTIVITETSPARAT",
        "740, 748, LEDIGHEDSYDELSE",
        "750, 769, REVALIDERING",
        "810, 818, RESSOURCEFORLOEB",
        "870, 878, JOBAFKLARING",
        "890, 899, SYGEDAGPENGE"
    })
    void the_codes_of_table_3_1_are_in_their_groups(int first, int last, Group group) {
        for (int code = first; code <= last; code++) {
            assertThat(CodeBook.builtIn().meaning(code, WEEK))
                    .as("%d", code)
                    .isInstanceOfSatisfying(
                            Meaning.OnBenefit.class,
                            benefit -> assertThat(benefit.group()).isEqualTo(group));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "733, OEVRIG_VEJLEDNING",
        "734, ORDINAER_UDDANNELSE",
        "735, LOENTILSKUD",
        "736, LOENTILSKUD",
        "737, VIRKSOMHEDSPRAKTIK",
        "738, VIRKSOMHEDSPRAKTIK",
        "739, NYTTEINDSATS",
        "213, OEVRIG_VEJLEDNING",
        "218, VIRKSOMHEDSPRAKTIK",
        "894, ORDINAER_UDDANNELSE"
    })
    void the_last_digit_names_the_offer(int code, Offer.Type offer) {
        assertThat(benefit(code).activity().map(Meaning.Activity::offer)).contains(offer);
    }

    @ParameterizedTest
    @CsvSource({
        "111, false",
        "115, false",
        "153, false",
        "231, false",
        "730, false",
        "899, false",
        "731, true",
        "732, true"
    })
    void a_code_may_name_no_offer_or_one_that_is_not_known(int code, boolean unknown) {
        assertThat(benefit(code).activity()).isEmpty();
        assertThat(benefit(code).activityUnknown()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({"651", "652", "661", "771", "781", "783", "997", "999", "621", "881"})
    void what_is_known_and_not_watched_is_outside(int code) {
        assertThat(CodeBook.builtIn().meaning(code, WEEK)).isEqualTo(new Meaning.Outside());
    }

    @ParameterizedTest
    @CsvSource({"000", "112", "220", "413", "819", "879"})
    void what_no_table_lists_is_unknown(int code) {
        assertThat(CodeBook.builtIn().meaning(code, WEEK)).isEqualTo(new Meaning.Unknown(false));
    }

    @Test
    void the_monday_of_a_week_decides_between_dated_meanings() {
        CodeBook codes = CodeBook.builtIn();
        IsoWeek last = IsoWeek.of(2015, 53).orElseThrow();

        assertThat(codes.meaning(713, last)).isInstanceOf(Meaning.OnBenefit.class);
        assertThat(codes.meaning(713, last.next())).isEqualTo(new Meaning.Unknown(true));
    }

    @Test
    void a_code_can_change_its_meaning() throws Exception {
        CodeBook codes = CodeBook.read(book("""
                activities: {3: OEVRIG_VEJLEDNING}
                codes:
                  - {codes: 413, group: none, to: 2019-03-03, source: test}
                  - {codes: 413, group: DAGPENGE, activity: last-digit, from: 2019-03-04, source: test}
                """));

        assertThat(codes.meaning(413, IsoWeek.of(2019, 9).orElseThrow())).isEqualTo(new Meaning.Outside());
        assertThat(codes.meaning(413, WEEK))
                .isEqualTo(new Meaning.OnBenefit(
                        Group.DAGPENGE,
                        false,
                        Optional.of(new Meaning.Activity(3, Offer.Type.OEVRIG_VEJLEDNING)),
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{codes: 111, group: DAGPENGE}|source is missing",
                "{codes: 111, source: t}|group must be none or one of DAGPENGE",
                "{codes: 111, group: UNKNOWN, source: t}|group must be none or one of DAGPENGE",
                "{codes: 11, group: DAGPENGE, source: t}|codes must be codes of three digits",
                "{group: DAGPENGE, source: t}|codes must be codes of three digits",
                "{codes: 119-111, group: DAGPENGE, source: t}|ends before it begins",
                "{codes: 111, group: DAGPENGE, source: t, activity: digit}|activity must be last-digit",
                "{codes: 111, group: DAGPENGE, source: t, from: soon}|from must be a day",
                "{codes: 111, group: DAGPENGE, source: t, from: 2019-01-02, to: 2019-01-01}|to is before from",
                "{codes: 111, group: none, source: t, employed: true}|has neither activity nor employed",
                "{codes: '111, 110-112', group: none, source: t}|code 111 has two meanings on one day"
            })
    void a_wrong_entry_is_refused_by_its_number(String entry, String problem) throws IOException {
        Path file =
                book("activities: {0: none}\ncodes:\n  - {codes: 999, group: none, source: t}\n  - " + entry + "\n");

        assertThatThrownBy(() -> CodeBook.read(file))
                .isInstanceOf(DreamException.class)
                .hasMessageStartingWith(file + ": entry 2 of codes: ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activities: {0: none}|is not a code book",
                "id;y_1901|is not a code book",
                "activities: {0: none, 0: none}|is not a code book",
                "activities: {x: none}|has a key that is not one digit",
                "activities: {3: PRAKTIK}|the activity of the digit 3 must be none or one of VIRKSOMHEDSPRAKTIK"
            })
    void what_is_no_code_book_is_refused(String text, String problem) throws IOException {
        Path file = book(text + (text.contains("PRAKTIK") || text.contains("x:") ? "\ncodes: []\n" : "\n"));

        assertThatThrownBy(() -> CodeBook.read(file))
                .isInstanceOf(DreamException.class)
                .hasMessageContaining(problem);
    }

    private static Meaning.OnBenefit benefit(int code) {
        return (Meaning.OnBenefit) CodeBook.builtIn().meaning(code, WEEK);
    }
}
