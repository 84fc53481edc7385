package dk.fristvagt.rules;

import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Facts;
import dk.fristvagt.facts.Samples;
import dk.fristvagt.facts.Samples.Draft;
import dk.fristvagt.seniority.Course;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A citizen with some facts under some rules, looked at on different days. */
final class Scene {
    private final Rulebook rulebook;
    private final Facts facts;

    private Scene(Rulebook rulebook, Facts facts) {
        this.rulebook = rulebook;
        this.facts = facts;
    }

    static Scene of(RuleDraft rule, Draft<?>... facts) {
        return new Scene(RuleDraft.rulebook(rule), Samples.known(facts));
    }

    static Scene of(Rulebook rulebook, Draft<?>... facts) {
        return new Scene(rulebook, Samples.known(facts));
    }

    /** The scene in which these facts are known as well. */
    Scene with(Draft<?>... more) {
        Facts known = facts;
        for (Draft<?> draft : more) {
            known = known.merge(draft.event()).facts();
        }
        return new Scene(rulebook, known);
    }

    Evaluation on(String day) {
        return on(LocalDate.parse(day));
    }

    Evaluation on(LocalDate day) {
        return new Evaluator(rulebook).evaluate(facts, day, Trace.off());
    }

    List<Deadline> deadlines(String day) {
        return on(day).deadlines();
    }

    /** The only deadline. */
    Deadline only(String day) {
        List<Deadline> deadlines = deadlines(day);
        if (deadlines.size() != 1) {
            throw new AssertionError("not one deadline but " + deadlines);
        }
        return deadlines.get(0);
    }

    /** Occurrence {@code k} in the only course that has it. */
    Deadline occurrence(String day, int k) {
        List<Deadline> found = deadlines(day).stream()
                .filter(deadline -> deadline.id().occurrence() == k)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one occurrence " + k + " but " + found);
        }
        return found.get(0);
    }

    /** "OVERDUE 2022-01-31 CONFIRMED", "UPCOMING(28) 2022-05-31 PROJECTED", "MET - 2022-01-20". */
    static String line(Deadline deadline) {
        return deadline.status()
                + (deadline.stage() == 0 ? "" : "(" + deadline.stage() + ")")
                + " "
                + deadline.dueOn().map(LocalDate::toString).orElse("-")
                + deadline.basis().map(basis -> " " + basis).orElse("")
                + deadline.satisfiedOn().map(day -> " on " + day).orElse("");
    }

    /** The only deadline as a line. */
    String line(String day) {
        return line(only(day));
    }

    /** Every deadline as "id#occurrence line". */
    List<String> lines(String day) {
        return deadlines(day).stream()
                .map(deadline -> deadline.id().ruleId() + "|" + deadline.id().subjectId() + "|"
                        + deadline.id().occurrence() + " " + line(deadline))
                .toList();
    }

    Situation situation(String day) {
        return new Situation(facts, LocalDate.parse(day), rulebook, Trace.off());
    }

    Situation traced(String day) {
        Situation situation = new Situation(facts, LocalDate.parse(day), rulebook, Trace.recording());
        situation.trace.begin(new DeadlineId("test", "test", 1));
        return situation;
    }

    /** The steps that a traced situation has written so far. */
    static List<Trace.Step> steps(Situation situation) {
        return situation.trace.steps().get(new DeadlineId("test", "test", 1));
    }

    /** The only rule as it applies to the course. */
    Application application(Situation situation, String courseId) {
        return Application.of(rulebook.rules().get(0), course(situation, courseId))
                .orElseThrow();
    }

    static Course course(Situation situation, String courseId) {
        return situation.timeline.courses().stream()
                .filter(course -> course.id().equals(courseId))
                .findFirst()
                .orElseThrow();
    }

    /** The steps of the deadline {@code ruleId|subjectId|k}. */
    List<Trace.Step> explained(String day, String ruleId, String subjectId, int k) {
        Trace trace = Trace.recording();
        new Evaluator(rulebook).evaluate(facts, LocalDate.parse(day), trace);
        return trace.steps().get(new DeadlineId(ruleId, subjectId, k));
    }

    /**
     * Days on which the deadlines are not those that an earlier day had foretold: for every day from {@code from} to
     * {@code to}, every later day before its next day must have the same deadlines.
     */
    List<String> surprises(String from, String to) {
        LocalDate first = LocalDate.parse(from);
        LocalDate last = LocalDate.parse(to);
        List<Evaluation> evaluations =
                first.datesUntil(last.plusDays(1)).map(this::on).toList();
        List<String> surprises = new ArrayList<>();
        LocalDate foretoldTo = Days.NEVER;
        LocalDate foretoldOn = first;
        for (Evaluation evaluation : evaluations) {
            int at = Math.toIntExact(evaluation.day().toEpochDay() - first.toEpochDay());
            if (at > 0
                    && evaluation.day().isBefore(foretoldTo)
                    && !evaluation.deadlines().equals(evaluations.get(at - 1).deadlines())) {
                surprises.add(evaluation.day() + " is not as foretold on " + foretoldOn);
            }
            if (at == 0
                    || !evaluation.day().isBefore(foretoldTo)
                    || evaluation.next().isAfter(foretoldTo)) {
                foretoldTo = evaluation.next();
                foretoldOn = evaluation.day();
            }
        }
        return surprises;
    }

    /** On how many days the deadlines are not those of the day before. */
    long changes(String from, String to) {
        return LocalDate.parse(from)
                .plusDays(1)
                .datesUntil(LocalDate.parse(to).plusDays(1))
                .filter(day -> !on(day).deadlines().equals(on(day.minusDays(1)).deadlines()))
                .count();
    }

    static <S extends Trace.Step> List<S> only(List<Trace.Step> steps, Class<S> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
