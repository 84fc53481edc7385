package dk.fristvagt.wire;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Group;
import dk.fristvagt.rules.Rule;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Rules with the fields that alerts and deadlines carry. */
final class SampleRules {
    private SampleRules() {}

    static Rule rule(String id, int version, Rule.Kind kind) {
        return new Rule(
                id,
                version,
                new Rule.Title("CV på Jobnet senest \"2 uger\"", "CV on Jobnet"),
                new Rule.Validity(LocalDate.of(2020, 1, 1), Days.NEVER),
                Rule.Select.COURSE_START,
                Set.of(Group.DAGPENGE),
                Optional.empty(),
                new Rule.Due.Calendar(Rule.Anchor.REGISTERED_ON, Period.ofWeeks(2), false, false),
                new Rule.SatisfiedBy.RegisteredCv(),
                1,
                true,
                Rule.Responsible.AKASSE,
                List.of(7, 3),
                kind,
                OptionalInt.empty(),
                false,
                List.of(new Rule.Reference("LAB § 23 stk. 1 nr. 1", "LAB", "2020-01-01", "S001")),
                List.of());
    }
}
