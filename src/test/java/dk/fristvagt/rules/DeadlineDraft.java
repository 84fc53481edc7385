package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Samples;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Deadlines in few words: the first occurrence in course {@code a} of a rule, due on 9 July 2022, confirmed, of
 * jobcenter-0751. What each word changes is a copy.
 */
public final class DeadlineDraft implements Cloneable {
    private final Rule rule;
    private DeadlineId id;
    private Status status = Status.UPCOMING;
    private int stage;
    private LocalDate due = LocalDate.of(2022, 7, 9);
    private Optional<Basis> basis = Optional.of(Basis.CONFIRMED);
    private Optional<LocalDate> satisfiedOn = Optional.empty();
    private boolean advisory;
    private int required = 1;
    private int achieved;
    private Optional<LocalDate> nextBookedOn = Optional.empty();
    private String unit = "jobcenter-0751";
    private LocalDate courseStart = LocalDate.of(2022, 1, 10);
    private String municipality = "0751";
    private Optional<String> akasse = Optional.empty();
    private Deadline.Why why =
            new Deadline.Why(LocalDate.of(2022, 1, 10), LocalDate.of(2022, 7, 9), List.of(), List.of());

    private DeadlineDraft(RuleDraft rule) {
        this.rule = rule.build();
        this.id = new DeadlineId(this.rule.id(), "a", 1);
    }

    public static DeadlineDraft of(RuleDraft rule) {
        return new DeadlineDraft(rule);
    }

    private DeadlineDraft with(Consumer<DeadlineDraft> change) {
        try {
            DeadlineDraft copy = (DeadlineDraft) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public DeadlineDraft subject(String subjectId) {
        return with(copy -> copy.id = new DeadlineId(id.ruleId(), subjectId, id.occurrence()));
    }

    public DeadlineDraft occurrence(int k) {
        return with(copy -> copy.id = new DeadlineId(id.ruleId(), id.subjectId(), k));
    }

    public DeadlineDraft upcoming(int stage) {
        return is(Status.UPCOMING).with(copy -> copy.stage = stage);
    }

    public DeadlineDraft is(Status status) {
        return with(copy -> {
            copy.status = status;
            copy.stage = 0;
        });
    }

    public DeadlineDraft due(String day) {
        return with(copy -> copy.due = Samples.day(day));
    }

    /** Without a due day, and so without a basis. */
    public DeadlineDraft notDue() {
        return with(copy -> {
            copy.due = Days.NEVER;
            copy.basis = Optional.empty();
        });
    }

    public DeadlineDraft projected() {
        return with(copy -> copy.basis = Optional.of(Basis.PROJECTED));
    }

    public DeadlineDraft satisfiedOn(String day) {
        return with(copy -> copy.satisfiedOn = Optional.of(Samples.day(day)));
    }

    public DeadlineDraft advisory() {
        return with(copy -> copy.advisory = true);
    }

    public DeadlineDraft progress(int achieved, int required) {
        return with(copy -> {
            copy.achieved = achieved;
            copy.required = required;
        });
    }

    public DeadlineDraft nextBookedOn(String day) {
        return with(copy -> copy.nextBookedOn = Optional.of(Samples.day(day)));
    }

    public DeadlineDraft unit(String unit) {
        return with(copy -> copy.unit = unit);
    }

    public DeadlineDraft courseStart(String day) {
        return with(copy -> copy.courseStart = Samples.day(day));
    }

    public DeadlineDraft municipality(String code) {
        return with(copy -> copy.municipality = code);
    }

    public DeadlineDraft akasse(String code) {
        return with(copy -> copy.akasse = Optional.of(code));
    }

    public DeadlineDraft why(String anchor, String unshifted, List<String> exemptionIds, List<String> factIds) {
        return with(copy ->
                copy.why = new Deadline.Why(Samples.day(anchor), Samples.day(unshifted), exemptionIds, factIds));
    }

    public Deadline build() {
        return new Deadline(
                id,
                rule,
                status,
                stage,
                due,
                basis,
                satisfiedOn,
                advisory,
                required,
                achieved,
                nextBookedOn,
                unit,
                courseStart,
                municipality,
                akasse,
                why);
    }
}
