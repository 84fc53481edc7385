package dk.fristvagt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares every version of every rule with a table typed a second time from domain.md section 6. */
class RulebookGoldenTest {
    private static final List<String> COLUMNS = List.of(
            "id",
            "version",
            "select",
            "valid",
            "groups and when",
            "due",
            "satisfied by",
            "N",
            "curable",
            "responsible",
            "ladder",
            "kind",
            "quota",
            "assumption",
            "basis");

    private final Rulebook rulebook = RulebookYaml.builtIn();

    @TestFactory
    Stream<DynamicTest> everyRowIsAsTyped() {
        return golden().stream()
                .map(row -> DynamicTest.dynamicTest(row.get(0) + " " + row.get(1), () -> {
                    Rule rule = rulebook.rule(row.get(0), Integer.parseInt(row.get(1)));
                    List<String> loaded = cells(rule);
                    for (int i = 0; i < COLUMNS.size(); i++) {
                        assertThat(loaded.get(i)).as(COLUMNS.get(i)).isEqualTo(expanded(row, i));
                    }
                }));
    }

    @Test
    void thereAreNoOtherRules() {
        assertThat(rulebook.rules().stream().map(rule -> rule.id() + " " + rule.version()))
                .containsExactlyInAnyOrderElementsOf(golden().stream()
                        .map(row -> row.get(0) + " " + row.get(1))
                        .toList());
    }

    @Test
    void aTitleNamesOneRuleOfThoseThatApplyAtATime() {
        for (Rule rule : rulebook.rules()) {
            for (Rule other : rulebook.rules()) {
                boolean sameTitle = rule.title().equals(other.title());
                if (rule.id().equals(other.id())) {
                    assertThat(sameTitle).as("%s has one title", rule.id()).isTrue();
                } else if (sameTitle && rule.valid().contains(other.valid().from())) {
                    assertThat(rule.groups())
                            .as("%s and %s have the same title", rule.id(), other.id())
                            .doesNotContainAnyElementsOf(other.groups());
                }
            }
        }
    }

    /** Groups compare as a set: the order and the abbreviations of the table are for its reader. */
    private static String expanded(List<String> row, int column) {
        if (!COLUMNS.get(column).equals("groups and when")) {
            return row.get(column);
        }
        String[] parts = row.get(column).split(", when ", 2);
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String word : parts[0].split(", ")) {
            groups.addAll(
                    switch (word) {
                        case "KTH" ->
                            Arrays.stream(Group.values())
                                    .filter(group -> group.name().startsWith("KONTANTHJAELP_"))
                                    .toList();
                        case "UDD" ->
                            Arrays.stream(Group.values())
                                    .filter(group -> group.name().startsWith("UDDANNELSESHJAELP_"))
                                    .toList();
                        case "ALL" -> EnumSet.complementOf(EnumSet.of(Group.UNKNOWN));
                        default -> List.of(Group.valueOf(word));
                    });
        }
        return groups + (parts.length == 2 ? ", when " + parts[1] : "");
    }

    private static List<String> cells(Rule rule) {
        return List.of(
                rule.id(),
                Integer.toString(rule.version()),
                rule.select() == Rule.Select.COURSE_START ? "course-start" : "as-of",
                rule.valid().from() + " …"
                        + (Days.exists(rule.valid().to()) ? " " + rule.valid().to() : ""),
                EnumSet.copyOf(rule.groups())
                        + rule.when().map(RulebookGoldenTest::when).orElse(""),
                due(rule.due()),
                satisfiedBy(rule.satisfiedBy()),
                Integer.toString(rule.required()),
                yesOrNo(rule.curable()),
                switch (rule.responsible()) {
                    case JOBCENTER -> "JOBCENTER";
                    case AKASSE -> "AKASSE";
                    case AKASSE_IF_FIRST -> "AKASSE if akasseFirst else JOBCENTER";
                    case CONVENER -> "who convenes";
                },
                joined(rule.ladder(), ","),
                rule.kind().symbol(),
                rule.quota().isPresent() ? Integer.toString(rule.quota().getAsInt()) : "–",
                yesOrNo(rule.assumption()),
                rule.citation());
    }

    private static String when(Rule.Condition when) {
        List<String> parts = new ArrayList<>();
        when.youngWithoutEducation().ifPresent(young -> parts.add((young ? "" : "not ") + "youngWithoutEducation"));
        when.employed().ifPresent(employed -> parts.add((employed ? "" : "not ") + "employed"));
        when.sicknessCategories().ifPresent(categories -> {
            List<String> words = new ArrayList<>();
            if (when.sicknessCategoryMayBeUnknown()) {
                words.add("null");
            }
            categories.forEach(category -> words.add(category.toString()));
            String last = words.remove(words.size() - 1);
            parts.add("sicknessCategory is " + joined(words, ", ") + " or " + last);
        });
        return ", when " + joined(parts, " and ");
    }

    private static String due(Rule.Due due) {
        if (due instanceof Rule.Due.Calendar calendar) {
            String anchor = switch (calendar.anchor()) {
                case COURSE_START -> "courseStart";
                case REGISTERED_ON -> "registeredOn";
                case CONTACTED_ON -> "contactedOn";
                case FIRST_ABSENCE_ON -> "firstAbsenceOn";
            };
            return (calendar.series() ? "series, " : "")
                    + anchor
                    + (calendar.inside() ? " inside " : " by ")
                    + period(calendar.period());
        }
        if (due instanceof Rule.Due.Hours hours) {
            String to = "d" + hours.toMonths();
            String from = hours.fromMonths() == 0 ? "" : "from d" + hours.fromMonths() + " ";
            return hours.series() ? "series " + from + "to " + to : from + to;
        }
        if (due instanceof Rule.Due.Rolling rolling) {
            return "rolling from " + rolling.eligibleAfterMonths() + " months";
        }
        Rule.Due.Invitation invitation = (Rule.Due.Invitation) due;
        return "plannedOn − " + invitation.daysBefore() + " days, bookedOn + " + invitation.daysAfterBooking()
                + " days";
    }

    private static String period(Period period) {
        return period.getDays() > 0 && period.getDays() % 7 == 0 && period.toTotalMonths() == 0
                ? "P" + period.getDays() / 7 + "W"
                : period.toString();
    }

    private static String satisfiedBy(Rule.SatisfiedBy by) {
        if (by instanceof Rule.SatisfiedBy.Meetings meetings) {
            return joined(meetings.types(), " or ")
                    + meetings.convener().map(convener -> " by " + convener).orElse("")
                    + band(meetings.band());
        }
        if (by instanceof Rule.SatisfiedBy.MeetingsPerMonths rolling) {
            return rolling.count() + " of " + joined(rolling.types(), ", ") + " per " + rolling.months() + " months";
        }
        if (by instanceof Rule.SatisfiedBy.OfferOrWorkPerMonths rolling) {
            assertThat(rolling.hundredths() % 100).isZero();
            return "1 offer or " + rolling.hundredths() / 100 + " h of work per " + rolling.months() + " months";
        }
        if (by instanceof Rule.SatisfiedBy.RegisteredCv) {
            return "Cv";
        }
        return by instanceof Rule.SatisfiedBy.CountingOffer ? "Offer" : "akasse invited";
    }

    private static String band(Rule.Band band) {
        if (band.equals(Rule.Band.UNBOUNDED)) {
            return "";
        }
        String upper = band.upperReach().isPresent() ? "d" + band.upperReach().getAsInt() + "]" : "";
        if (band.lower() instanceof Rule.Band.Lower.AfterReach after) {
            return upper.isEmpty() ? " after d" + after.months() : " in (d" + after.months() + ", " + upper;
        }
        return " in [courseStart, " + upper;
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static String joined(Collection<?> words, String separator) {
        return words.stream().map(Object::toString).collect(Collectors.joining(separator));
    }

    private static List<List<String>> golden() {
        try (InputStream in = RulebookGoldenTest.class.getResourceAsStream("/rulebook/golden.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split(" \\| ")))
                    .peek(cells -> assertThat(cells).hasSameSizeAs(COLUMNS))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("golden.txt is part of the test class path", e);
        }
    }
}
