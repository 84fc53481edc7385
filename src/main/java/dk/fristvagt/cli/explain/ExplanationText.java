package dk.fristvagt.cli.explain;

import dk.fristvagt.alerts.Alert;
import dk.fristvagt.alerts.Said;
import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.explain.Explanation.CourseView;
import dk.fristvagt.cli.explain.Explanation.DeadlineView;
import dk.fristvagt.cli.explain.Explanation.MonthView;
import dk.fristvagt.cli.explain.Explanation.NotADeadline;
import dk.fristvagt.cli.explain.Explanation.ReachView;
import dk.fristvagt.cli.explain.Explanation.Spell;
import dk.fristvagt.cli.explain.Explanation.Stretch;
import dk.fristvagt.facts.BenefitSpell;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.rules.Deadline;
import dk.fristvagt.rules.Rule;
import dk.fristvagt.rules.Status;
import dk.fristvagt.rules.Trace;
import dk.fristvagt.rules.Trace.Step;
import dk.fristvagt.seniority.Course;
import dk.fristvagt.seniority.HoursClock;
import dk.fristvagt.wire.RuleWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The explanation as a case worker reads it: Danish terms with an English gloss, at most {@link Page#WIDTH} columns. */
final class ExplanationText {
    private static final int LABEL = 25;
    private static final int DEADLINE_LABEL = 23;

    /** Facts that are named for one reason; the rest is counted. */
    private static final int MOST_NAMED = 8;

    /** Months of work that are listed, the latest ones. */
    private static final int MOST_MONTHS_OF_WORK = 14;

    /** Events that are named as what a deadline rests on. */
    private static final int MOST_EVENTS = 40;

    private static final int ID_COLUMNS = 24;

    private static final List<String> MONTHS_LEGEND = List.of(
            "  måned: month, timer: hours of dagpenge, dage: weekdays on dagpenge of those in the month,",
            "  talt: hours that count in this course, i alt: months of seniority at its end;",
            "  indberettet: reported, fremskrevet: projected in pct. of a full month, lagt fast: settled,",
            "  deltid: part-time, covid: counts nothing, sidste dag: all on the last day, pause: no dagpenge");

    /** What needs somebody's hand comes first. */
    private static final List<Status> URGENCY = List.of(
            Status.OVERDUE,
            Status.DUE,
            Status.UPCOMING,
            Status.BOOKED,
            Status.EXEMPT,
            Status.PAUSED,
            Status.LAPSED,
            Status.MET_LATE,
            Status.MET,
            Status.CEASED);

    private final Explanation explanation;
    private final Names names;
    private final Page page = new Page();

    private ExplanationText(Explanation explanation) {
        this.explanation = explanation;
        this.names = new Names(explanation.facts());
    }

    static String of(Explanation explanation) {
        return new ExplanationText(explanation).write();
    }

    private String write() {
        header();
        overview();
        drawing();
        spells();
        timeline();
        explanation.courses().forEach(this::course);
        deadlines();
        new FactsText(explanation, page).write();
        return page.toString();
    }

    private void header() {
        page.heading("Frister for en borger (deadlines of a citizen)");
        page.field(0, LABEL, "Borger (citizen)", Shown.of(explanation.citizenId()));
        page.field(0, LABEL, "Dag (day)", explanation.day().toString());
        page.field(0, LABEL, "Regelsæt (rulebook)", Integer.toString(explanation.rulebookNumber()));
        if (!explanation.history()) {
            page.field(0, LABEL, "Alarmer (alerts)", Words.LEDGER_ONLY);
        }
        if (!explanation.facts().forgotten().isEmpty()) {
            page.field(
                    0,
                    LABEL,
                    "Glemt (forgotten)",
                    explanation.facts().forgotten().size() + " facts from before "
                            + explanation.facts().horizon() + ", which can influence nothing any more");
        }
        page.blank();
    }

    private void overview() {
        page.heading("Overblik (overview)");
        if (explanation.deadlines().isEmpty()) {
            page.line("Ingen frister (no deadlines).");
        } else {
            List<List<String>> rows = new ArrayList<>();
            for (DeadlineView view : byUrgency(explanation.deadlines())) {
                Deadline deadline = view.deadline();
                rows.add(List.of(
                        deadline.status() + (deadline.stage() > 0 ? " " + deadline.stage() : ""),
                        Words.status(deadline.status()),
                        deadline.dueOn().map(LocalDate::toString).orElse("-"),
                        daysLeft(view),
                        view.rule().id() + numbered(view),
                        view.rule().title().da()));
            }
            page.table(0, List.of("status", "", "frist (due)", "", "regel (rule)", "titel (title)"), rows);
        }
        page.blank();
    }

    private static String numbered(DeadlineView view) {
        return view.rule().series()
                ? " " + view.deadline().id().occurrence() + "/" + view.rule().required()
                : "";
    }

    private static String daysLeft(DeadlineView view) {
        if (view.daysLeft().isEmpty()) {
            return "";
        }
        long days = view.daysLeft().getAsLong();
        return days < 0 ? -days + " d over" : days + " d left";
    }

    private static List<DeadlineView> byUrgency(List<DeadlineView> views) {
        return views.stream()
                .sorted(Comparator.<DeadlineView>comparingInt(
                                view -> URGENCY.indexOf(view.deadline().status()))
                        .thenComparing(view -> view.deadline().due())
                        .thenComparing(view -> view.deadline().id()))
                .toList();
    }

    private void drawing() {
        page.heading("Tidslinje (timeline)");
        Drawing.of(explanation).lines().forEach(page::line);
        page.blank();
    }

    private void spells() {
        page.heading("Ydelser (spells of benefit, as recorded)");
        List<List<String>> rows = new ArrayList<>();
        for (Spell spell : explanation.spells()) {
            BenefitSpell fact = spell.event().fact();
            rows.add(List.of(
                    Shown.of(fact.spellId(), ID_COLUMNS),
                    Words.group(fact.group()),
                    fact.from().toString(),
                    Words.day(fact.to(), "open"),
                    Shown.of(fact.municipality()),
                    fact.akasse().map(Shown::of).orElse("-"),
                    Shown.of(spell.event().eventId(), ID_COLUMNS)));
        }
        page.table(0, List.of("id", "ydelse (benefit)", "fra (from)", "til (to)", "kommune", "a-kasse", "event"), rows);
        for (Spell spell : explanation.spells()) {
            String details = details(spell.event().fact());
            if (!details.isEmpty()) {
                note(spell, details);
            }
            if (!spell.begun()) {
                note(spell, "begins after the day and is no part of the timeline yet");
            }
            spell.overlaid()
                    .forEach(overlay -> note(
                            spell,
                            "laid over by " + Shown.of(overlay.spellId()) + " from "
                                    + overlay.days().from() + " to "
                                    + Words.day(overlay.days().to(), "open")));
        }
        page.blank();
    }

    private void note(Spell spell, String text) {
        page.hanging("  ", "    ", Shown.of(spell.event().fact().spellId(), ID_COLUMNS) + ": " + text);
    }

    private static String details(BenefitSpell spell) {
        List<String> parts = new ArrayList<>();
        spell.registeredOn().ifPresent(day -> parts.add("tilmeldt (registered) " + day));
        spell.contactedOn().ifPresent(day -> parts.add("henvendelse (first contact) " + day));
        spell.firstAbsenceOn().ifPresent(day -> parts.add("første fraværsdag (first day of absence) " + day));
        spell.benefitPeriodStart().ifPresent(day -> parts.add("dagpengeperiode from " + day));
        if (spell.insurance() == BenefitSpell.Insurance.PART_TIME) {
            parts.add("deltidsforsikret (part-time insured)");
        }
        spell.sicknessCategory().ifPresent(category -> parts.add("sygdomskategori (category) " + category));
        if (spell.employed()) {
            parts.add("i arbejde (employed)");
        }
        if (spell.youngWithoutEducation()) {
            parts.add("ung uden uddannelse (young without education)");
        }
        if (spell.akasseFirst()) {
            parts.add("a-kassen har de første måneder (the a-kasse has the first months)");
        }
        return String.join(", ", parts);
    }

    private void timeline() {
        page.heading("Forløb dag for dag (what shows on each day)");
        List<List<String>> rows = new ArrayList<>();
        for (Stretch stretch : explanation.stretches()) {
            String from = stretch.days().from().toString();
            String to = Words.day(stretch.days().to(), "open");
            if (stretch instanceof Stretch.OnBenefit on) {
                rows.add(List.of(
                        from,
                        to,
                        Words.group(on.segment().spell().group())
                                + (on.segment().begun() ? "" : " (not begun)"),
                        Shown.of(on.segment().spell().spellId(), ID_COLUMNS),
                        on.courseId().map(id -> Shown.of(id, ID_COLUMNS)).orElse("none")));
            } else if (stretch instanceof Stretch.Gap gap) {
                rows.add(List.of(from, to, "no benefit, " + days(gap.length()), "-", "-"));
            }
        }
        page.table(0, List.of("fra (from)", "til (to)", "ydelse (benefit)", "spell", "kontaktforløb (course)"), rows);
        page.blank();
    }

    private void course(CourseView view) {
        Course course = view.course();
        page.heading("Kontaktforløb (course) " + Shown.of(course.id(), ID_COLUMNS));
        page.field(0, LABEL, "Ydelse (family)", Words.family(course.family()));
        page.field(
                0,
                LABEL,
                "Varighed (extent)",
                course.start() + " to " + Words.day(course.lastDay(), "open")
                        + (course.runs() ? ", runs on the day" : ", does not run on the day")
                        + (course.closed() ? ", closed from " + course.closedOn() : "")
                        + (course.dropped() ? ", no longer followed" : ""));
        if (!course.dropped()) {
            page.field(
                    0,
                    LABEL,
                    "Anciennitet (seniority)",
                    Words.hundredths(view.seniorityHundredths())
                            + (course.dagpenge() ? " months of paid hours" : " months since its start")
                            + ", group "
                            + Words.band(view.band()));
        }
        if (!view.months().isEmpty()) {
            page.blank();
            page.table(
                    2,
                    List.of("måned", "timer", "hvordan", "dage", "talt", "i alt"),
                    view.months().stream().map(this::month).toList());
            MONTHS_LEGEND.forEach(page::line);
        }
        if (!view.reaches().isEmpty()) {
            page.blank();
            view.reaches().forEach(this::reach);
        }
        page.blank();
    }

    private List<String> month(MonthView view) {
        String when = view.from().equals(view.to()) ? view.from().toString() : view.from() + " – " + view.to();
        if (view instanceof MonthView.Hours hours) {
            HoursClock.MonthOfHours month = hours.month();
            String each = hours.count() > 1 ? " each" : "";
            return List.of(
                    when,
                    Words.hundredths(month.hundredths()) + each,
                    how(month),
                    hours.count() > 1 ? hours.count() + " months" : month.activeWeekdays() + " of " + month.weekdays(),
                    Words.hundredths(month.ofCourse()) + each,
                    Words.hundredths(hours.cumulativeHundredths()).toString());
        }
        int pause = ((MonthView.Pause) view).count();
        return List.of(when, "-", "pause", pause + (pause == 1 ? " month" : " months"), "-", "-");
    }

    private String how(HoursClock.MonthOfHours month) {
        List<String> parts = new ArrayList<>();
        if (month.reported()) {
            parts.add("indberettet");
        } else {
            parts.add("fremskrevet " + Words.percent(month.rate()));
            if (!month.settlesOn().isAfter(explanation.day())) {
                parts.add("lagt fast");
            }
        }
        if (month.activeWeekdays() > 0 && partTime(month)) {
            parts.add("deltid");
        }
        if (month.activeWeekdays() == 0) {
            parts.add("sidste dag");
        }
        if (month.suspended()) {
            parts.add("covid");
        }
        return String.join(", ", parts);
    }

    private static boolean partTime(HoursClock.MonthOfHours month) {
        return month.fullMonth() < HoursClock.FULL_TIME_MONTH;
    }

    private void reach(ReachView view) {
        String day = Days.exists(view.reach().day())
                ? view.reach().day()
                        + (view.reach().confirmed() ? ", CONFIRMED (bekræftet)" : ", PROJECTED (fremskrevet)")
                : "not reached by the dagpenge known today";
        String open = view.openMonth()
                .map(month -> ": " + month.month() + " is not reported, settled on " + month.settlesOn())
                .orElse("");
        page.hanging("  " + Page.padded(view.months() + " months", 11), " ".repeat(13), day + open);
    }

    private void deadlines() {
        page.heading("Frister (deadlines)");
        if (explanation.deadlines().isEmpty()) {
            page.line("Ingen (none).");
        }
        Map<String, List<DeadlineView>> byRule = new LinkedHashMap<>();
        byUrgency(explanation.deadlines())
                .forEach(view -> byRule.computeIfAbsent(
                                view.rule().id() + " " + view.rule().version() + " "
                                        + view.deadline().courseStart(),
                                key -> new ArrayList<>())
                        .add(view));
        boolean first = true;
        for (List<DeadlineView> views : byRule.values()) {
            if (!first) {
                page.blank();
            }
            first = false;
            rule(views.get(0));
            views.forEach(this::deadline);
        }
        notDeadlines();
        page.blank();
    }

    private void rule(DeadlineView view) {
        Rule rule = view.rule();
        page.hanging(
                "",
                "  ",
                rule.id() + ": " + rule.title().da() + " / " + rule.title().en());
        ruleField("Hjemmel (authority)", RuleWords.reference(rule.references().get(0)));
        rule.references().stream().skip(1).forEach(reference -> ruleField("", RuleWords.reference(reference)));
        ruleField(
                "Regel (rule)",
                RuleWords.kind(rule.kind()) + ", version " + rule.version() + ", for " + RuleWords.valid(rule)
                        + (rule.quota().isPresent() ? ", quota " + rule.quota().getAsInt() + " pct." : ""));
        ruleField(
                "Kræver (requires)",
                RuleWords.satisfiedBy(rule) + "; " + (rule.curable() ? "may be met late" : "cannot be met late"));
        ruleField("Frist (due)", RuleWords.due(rule.due()) + "; " + RuleWords.warned(rule.ladder()));
        if (rule.assumption()) {
            ruleField("Antagelse (assumption)", "the wording of the statute has not been read");
        }
        rule.notes().forEach(text -> ruleField("Note", text));
    }

    private void ruleField(String label, String text) {
        page.field(2, LABEL, label, text);
    }

    private void deadline(DeadlineView view) {
        Deadline deadline = view.deadline();
        page.blank();
        page.hanging("  > ", "      ", Shown.of(view.key()));
        field(
                "Status",
                deadline.status() + " (" + Words.status(deadline.status()) + "): " + Words.meaning(deadline.status())
                        + (deadline.stage() > 0 ? "; warning stage " + deadline.stage() : ""));
        field("Frist (due day)", due(view));
        if (view.rule().series()) {
            field(
                    "Nummer (occurrence)",
                    deadline.id().occurrence() + " of " + view.rule().required()
                            + (deadline.advisory() ? ", a pace and no duty (vejledende)" : ", the statutory one"));
        }
        field(
                "Opfyldt (achieved)",
                deadline.achieved() + " of " + deadline.required()
                        + deadline.satisfiedOn()
                                .map(day -> ", satisfied on " + day)
                                .orElse(""));
        field(
                "Ansvarlig (unit)",
                Shown.of(deadline.unit())
                        + view.unitName().map(name -> ", " + name).orElse(", not among the units"));
        steps(view);
        said(view);
        field("Bygger på (events)", events(view.restsOn()));
    }

    private static String due(DeadlineView view) {
        Deadline deadline = view.deadline();
        if (deadline.dueOn().isEmpty()) {
            return "none";
        }
        long left = view.daysLeft().getAsLong();
        return deadline.due() + ", last working day " + view.lastWorkingDay().orElseThrow() + ", "
                + (left < 0 ? days(-left) + " over" : days(left) + " left")
                + deadline.basis().map(basis -> ", " + Words.basis(basis)).orElse("");
    }

    private static String days(long days) {
        return days + (days == 1 ? " day" : " days");
    }

    private void steps(DeadlineView view) {
        StepWords words = StepWords.of(view, id -> names.of(view.rule(), id));
        List<Step> how =
                view.steps().stream().distinct().filter(ExplanationText::how).toList();
        List<Step> work = how.stream().filter(Step.Work.class::isInstance).toList();
        List<Step> left = work.subList(0, Math.max(0, work.size() - MOST_MONTHS_OF_WORK));
        bullets(
                "Beregning (how)",
                how.stream()
                        .filter(step -> !left.contains(step))
                        .map(words::sentence)
                        .toList());
        bullets("Tæller (counts)", named(view, Step.Counted.class, words));
        List<String> refused = new ArrayList<>();
        StepJson.byRefusal(view.steps()).forEach((refusal, facts) -> refused.add(refused(view, refusal, facts)));
        bullets("Tæller ikke (not)", refused);
        bullets("Booket (booked)", named(view, Step.Booking.class, words));
        view.deadline().nextBookedOn().ifPresent(day -> field("Næste booking (next)", day.toString()));
    }

    private static boolean how(Step step) {
        return !(step instanceof Step.Counted || step instanceof Step.NotCounted || step instanceof Step.Booking);
    }

    private static List<String> named(DeadlineView view, Class<? extends Step> kind, StepWords words) {
        List<String> sentences = view.steps().stream()
                .filter(kind::isInstance)
                .map(words::sentence)
                .toList();
        if (sentences.size() <= MOST_NAMED) {
            return sentences;
        }
        List<String> cut = new ArrayList<>(sentences.subList(0, MOST_NAMED));
        cut.add("and further ones; --json names all.");
        return cut;
    }

    private String refused(DeadlineView view, Trace.Refusal refusal, List<Step.NotCounted> facts) {
        String list = facts.stream()
                .limit(MOST_NAMED)
                .map(fact -> names.of(view.rule(), fact.factId())
                        + fact.day().map(day -> " " + day).orElse(""))
                .collect(Collectors.joining(", "));
        return Words.refusal(refusal) + ": " + list
                + (facts.size() > MOST_NAMED ? " and further ones, " + facts.size() + " in all" : "");
    }

    private void bullets(String label, List<String> sentences) {
        String first = label;
        for (String sentence : sentences) {
            field(first, sentence);
            first = "";
        }
    }

    private void said(DeadlineView view) {
        List<String> lines = new ArrayList<>();
        for (Alert alert : view.said()) {
            lines.add(alert.saidOn() + "  " + alert.type() + (alert.stage() > 0 ? " " + alert.stage() : "")
                    + alert.reason().map(reason -> " " + reason).orElse("")
                    + alert.dueOn().map(day -> ", due " + day).orElse("")
                    + ", to " + Shown.of(alert.unit())
                    + alert.causedBy()
                            .map(id -> ", because of event " + Shown.of(id))
                            .orElse(", because the day came"));
        }
        lines.add(view.standing().map(ExplanationText::standing).orElse("Nothing stands: no alert is open."));
        bullets("Sagt (said)", lines);
    }

    private static String standing(Said said) {
        return "Stands: " + said.type() + (said.stage() > 0 ? " " + said.stage() : "") + " to "
                + Shown.of(said.unit())
                + (Days.exists(said.due()) ? ", due " + said.due() : "") + ".";
    }

    private static String events(List<Event<?>> events) {
        return events.stream()
                        .limit(MOST_EVENTS)
                        .map(event -> Shown.of(event.eventId()))
                        .collect(Collectors.joining(", "))
                + (events.size() > MOST_EVENTS ? " and further ones; --json names all" : "");
    }

    private void field(String label, String text) {
        page.field(4, DEADLINE_LABEL, label, text);
    }

    private void notDeadlines() {
        if (explanation.notDeadlines().isEmpty()) {
            return;
        }
        page.blank();
        page.line("Findes ikke (do not exist)");
        for (NotADeadline none : explanation.notDeadlines()) {
            none.steps().stream()
                    .filter(Step.BeforeAnchor.class::isInstance)
                    .map(Step.BeforeAnchor.class::cast)
                    .findFirst()
                    .ifPresent(before -> page.hanging(
                            "  ",
                            "    ",
                            Shown.of(none.id().key(explanation.citizenId())) + ": its day, " + before.due()
                                    + ", lies before " + before.segmentFrom() + ", when the rule came to apply."));
        }
    }
}
