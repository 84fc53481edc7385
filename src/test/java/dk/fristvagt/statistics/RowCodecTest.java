package dk.fristvagt.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.fristvagt.alert.DeadlineStatus;
import dk.fristvagt.measure.Participation;
import dk.fristvagt.measure.SeniorityGroup;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.wire.RulebookYaml;
import dk.fristvagt.wire.Units;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(RulebookYaml.builtIn(), Units.load());
    private static final int KEY_BYTES = new RowCodec(VOCABULARY).key(Table.DEADLINES, new byte[0]).length;

    private final RowCodec codec = new RowCodec(VOCABULARY);

    @Property
    void whatIsKeptIsWhatWasGivenInAtMostFortyBytes(@ForAll("rows") Row row) {
        byte[] stored = codec.encode(row);

        assertThat(codec.decode(stored)).isEqualTo(row);
        assertThat(stored.length + KEY_BYTES).isLessThanOrEqualTo(RowCodec.MAX_BYTES);
    }

    @Test
    void theLongestRowFits() {
        for (Units.Unit unit : Units.load().all()) {
            for (Rule rule : RulebookYaml.builtIn().rules()) {
                byte[] stored = codec.encode(new Row.OfDeadline(
                        unit.unit(),
                        rule.id(),
                        true,
                        true,
                        true,
                        DeadlineStatus.MET_LATE,
                        56,
                        Optional.of(LocalDate.of(2026, 11, 25)),
                        Optional.of(LocalDate.of(2027, 1, 1))));
                assertThat(stored.length + KEY_BYTES).isLessThanOrEqualTo(RowCodec.MAX_BYTES);
            }
        }
    }

    @Test
    void theTwoTablesHaveKeysOfTheirOwn() {
        byte[] name = "c1|m1".getBytes(StandardCharsets.UTF_8);

        assertThat(codec.key(Table.DEADLINES, name)).isNotEqualTo(codec.key(Table.MEASURES, name));
    }

    @Test
    void aHundredThousandKeysAreAllDifferentAndNameNobody() {
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            byte[] key = codec.key(Table.DEADLINES, ("citizen" + i + "|dp-cv|s1|1").getBytes(StandardCharsets.UTF_8));
            keys.add(new String(key, StandardCharsets.ISO_8859_1));
        }
        assertThat(keys).hasSize(100_000).noneMatch(key -> key.contains("citizen"));
    }

    @Test
    void aRowOfANewerProgramIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> codec.decode(new byte[] {9})).hasMessageContaining("update this one");
    }

    @Test
    void aRuleThatIsNotInTheRulebookAnyMoreIsUnknown() {
        Row.OfDeadline row = new Row.OfDeadline(
                "unrouted",
                "of-another-rulebook",
                false,
                false,
                false,
                DeadlineStatus.DUE,
                0,
                Optional.empty(),
                Optional.empty());

        assertThat(((Row.OfDeadline) codec.decode(codec.encode(row))).rule()).isEqualTo(Vocabulary.UNKNOWN);
    }

    @Provide
    Arbitrary<Row> rows() {
        List<String> rules =
                RulebookYaml.builtIn().rules().stream().map(Rule::id).distinct().toList();
        List<String> units = Units.load().all().stream().map(Units.Unit::unit).toList();
        Arbitrary<Optional<LocalDate>> days = Arbitraries.longs()
                .between(
                        LocalDate.of(1970, 1, 1).toEpochDay(),
                        LocalDate.of(2199, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay)
                .optional();
        Arbitrary<Row> deadlines = Combinators.combine(
                        Arbitraries.of(units),
                        Arbitraries.of(rules),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.of(DeadlineStatus.class),
                        Arbitraries.integers().between(0, 255),
                        days,
                        days)
                .as((unit, rule, flags, status, stage, due, eligible) -> new Row.OfDeadline(
                        unit,
                        rule,
                        (flags & 1) != 0,
                        (flags & 2) != 0,
                        (flags & 4) != 0,
                        status,
                        stage,
                        due,
                        eligible));
        List<String> municipalities = codes(Units.Kind.JOBCENTER);
        Arbitrary<Row> meetings = Combinators.combine(
                        Arbitraries.of(municipalities),
                        Arbitraries.of(codes(Units.Kind.AKASSE)),
                        Arbitraries.of(SeniorityGroup.class),
                        Arbitraries.of(Participation.class),
                        Arbitraries.integers().between(2018 * 12, 2100 * 12))
                .as((municipality, akasse, seniority, participation, month) -> new Row.OfJointMeeting(
                        municipality,
                        akasse,
                        seniority,
                        participation,
                        Months.of(month).atDay(1)));
        return Arbitraries.oneOf(deadlines, meetings);
    }

    private static List<String> codes(Units.Kind kind) {
        List<String> codes = new java.util.ArrayList<>(Units.load().all().stream()
                .filter(unit -> unit.kind() == kind)
                .map(Units.Unit::code)
                .toList());
        codes.add(Vocabulary.UNKNOWN);
        return codes;
    }
}
