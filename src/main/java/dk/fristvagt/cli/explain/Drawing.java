package dk.fristvagt.cli.explain;

import dk.fristvagt.cli.Page;
import dk.fristvagt.cli.Shown;
import dk.fristvagt.cli.explain.Explanation.DeadlineView;
import dk.fristvagt.cli.explain.Explanation.Stretch;
import dk.fristvagt.facts.Cv;
import dk.fristvagt.facts.Days;
import dk.fristvagt.facts.Event;
import dk.fristvagt.facts.Exemption;
import dk.fristvagt.facts.Group;
import dk.fristvagt.facts.Meeting;
import dk.fristvagt.facts.Offer;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The timeline drawn in plain text: months along a ruler, a row for each benefit, for meetings, offers, CV and
 * exemptions, and a row for each deadline with its due day.
 *
 * @param from the first month on the ruler
 * @param to the last month on the ruler
 * @param years the years that the ruler names
 * @param lines the drawing, each line at most {@link Page#WIDTH} columns
 */
record Drawing(YearMonth from, YearMonth to, List<Integer> years, List<String> lines) {
    private static final int LABEL = 24;
    private static final int CHART = Page.WIDTH - LABEL - 1;

    /** Wider months make a short history no clearer. */
    private static final int WIDEST_MONTH = 6;

    /** Deadlines with a row of their own: those nearest to the day. */
    private static final int MOST_DEADLINES = 30;

    private static final String MONTHS = "JFMAMJJASOND";

    private static final List<String> LEGEND = List.of(
            "= on the benefit, - known to come, ~ laid over by another spell, | first day of a spell",
            "H held (afholdt), B booked, x cancelled (aflyst), ! no show (udeblevet), * several",
            "C searchable CV, G granted offer, # exemption (fritagelse), F due day (frist), v satisfied, V both,",
            ": today");

    static Drawing of(Explanation explanation) {
        Ruler ruler = Ruler.over(explanation);
        List<Row> rows = new ArrayList<>();
        rows.addAll(benefits(explanation, ruler));
        rows.addAll(facts(explanation, ruler));
        List<Row> deadlines = deadlines(explanation, ruler);
        List<String> lines = new ArrayList<>();
        lines.add(ruler.yearLine());
        ruler.monthLine().ifPresent(lines::add);
        int today = ruler.column(explanation.day());
        rows.forEach(row -> lines.add(row.line(today)));
        deadlines.forEach(row -> lines.add(row.line(today)));
        Row marker = new Row("i dag (today)", ruler);
        marker.mark(explanation.day(), '^');
        lines.add(marker.line(today));
        lines.addAll(LEGEND);
        return new Drawing(ruler.from, ruler.to, ruler.years(), List.copyOf(lines));
    }

    /** Days laid out in columns: several columns a month, or several months a column. */
    private static final class Ruler {
        private final YearMonth from;
        private final YearMonth to;
        private final int columnsPerMonth;
        private final int monthsPerColumn;

        private Ruler(YearMonth from, YearMonth to) {
            this.from = from;
            this.to = to;
            int months = (int) ChronoUnit.MONTHS.between(from, to) + 1;
            this.columnsPerMonth = Math.max(1, Math.min(WIDEST_MONTH, CHART / months));
            this.monthsPerColumn = (months + CHART - 1) / CHART;
        }

        /** From the first course that still matters to the last day that is known or due. */
        static Ruler over(Explanation explanation) {
            LocalDate first = explanation.day();
            LocalDate last = explanation.day();
            for (Explanation.CourseView view : explanation.courses()) {
                if (!view.course().dropped()) {
                    first = Days.earlier(first, view.course().start());
                }
            }
            for (Stretch stretch : explanation.stretches()) {
                last = laterReal(last, stretch.days().to());
            }
            for (DeadlineView view : explanation.deadlines()) {
                last = laterReal(last, view.deadline().due());
                first = Days.earlier(first, view.deadline().due());
            }
            for (Event<Meeting> event : explanation.facts().meetings()) {
                last = laterReal(last, event.fact().plannedOn().orElse(last));
            }
            return new Ruler(YearMonth.from(first), YearMonth.from(last));
        }

        private static LocalDate laterReal(LocalDate a, LocalDate b) {
            return Days.exists(b) ? Days.later(a, b) : a;
        }

        int columns() {
            int months = (int) ChronoUnit.MONTHS.between(from, to) + 1;
            return monthsPerColumn > 1 ? (months + monthsPerColumn - 1) / monthsPerColumn : months * columnsPerMonth;
        }

        /** The column of a day; before the first or behind the last where it is not on the ruler. */
        int column(LocalDate day) {
            if (day.isBefore(from.atDay(1))) {
                return -1;
            }
            if (day.isAfter(to.atEndOfMonth())) {
                return columns();
            }
            int month = (int) ChronoUnit.MONTHS.between(from, YearMonth.from(day));
            return monthsPerColumn > 1
                    ? month / monthsPerColumn
                    : month * columnsPerMonth + (day.getDayOfMonth() - 1) * columnsPerMonth / day.lengthOfMonth();
        }

        List<Integer> years() {
            List<Integer> years = new ArrayList<>();
            for (int year = from.getYear(); year <= to.getYear(); year++) {
                years.add(year);
            }
            return years;
        }

        String yearLine() {
            StringBuilder line = new StringBuilder(" ".repeat(LABEL + 1 + columns()));
            int free = 0;
            for (int year : years()) {
                YearMonth first = YearMonth.of(year, Month.JANUARY);
                int at = LABEL + 1 + column((first.isBefore(from) ? from : first).atDay(1));
                String text = Integer.toString(year);
                if (at >= free && at + text.length() <= line.length()) {
                    line.replace(at, at + text.length(), text);
                    free = at + text.length() + 1;
                }
            }
            return line.toString();
        }

        /** A letter for each month, where each has a column of its own. */
        Optional<String> monthLine() {
            if (monthsPerColumn > 1) {
                return Optional.empty();
            }
            StringBuilder line = new StringBuilder(" ".repeat(LABEL + 1));
            for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
                line.append(MONTHS.charAt(month.getMonthValue() - 1)).append(".".repeat(columnsPerMonth - 1));
            }
            return Optional.of(line.toString());
        }
    }

    /** One row of the drawing. */
    private static final class Row {
        private final String label;
        private final Ruler ruler;
        private final char[] cells;

        Row(String label, Ruler ruler) {
            this.label = label;
            this.ruler = ruler;
            this.cells = " ".repeat(ruler.columns()).toCharArray();
        }

        /** Fills the columns of {@code [from, to]} as far as they are on the ruler. */
        void fill(LocalDate from, LocalDate to, char with) {
            int first = Math.max(0, ruler.column(from));
            int last = Math.min(cells.length - 1, ruler.column(to));
            for (int i = first; i <= last; i++) {
                cells[i] = with;
            }
        }

        void mark(LocalDate day, char with) {
            int at = ruler.column(day);
            if (at >= 0 && at < cells.length) {
                cells[at] = with;
            }
        }

        /** Marks a day; a column that has another mark shows that there are several. */
        void add(LocalDate day, char with) {
            int at = ruler.column(day);
            if (at >= 0 && at < cells.length) {
                cells[at] = cells[at] == ' ' || cells[at] == with ? with : '*';
            }
        }

        boolean empty() {
            return new String(cells).isBlank();
        }

        String line(int today) {
            char[] shown = cells.clone();
            if (today >= 0 && today < shown.length && shown[today] == ' ') {
                shown[today] = ':';
            }
            return Page.padded(Shown.of(label, LABEL), LABEL) + " " + new String(shown).stripTrailing();
        }
    }

    private static List<Row> benefits(Explanation explanation, Ruler ruler) {
        Map<Group, Row> rows = new EnumMap<>(Group.class);
        LocalDate day = explanation.day();
        for (Explanation.Spell spell : explanation.spells()) {
            if (spell.begun()) {
                Row row =
                        rows.computeIfAbsent(spell.event().fact().group(), group -> new Row(Words.group(group), ruler));
                spell.overlaid()
                        .forEach(overlay ->
                                row.fill(overlay.days().from(), overlay.days().to(), '~'));
            }
        }
        for (Stretch stretch : explanation.stretches()) {
            if (stretch instanceof Stretch.OnBenefit on) {
                Row row = rows.get(on.segment().spell().group());
                LocalDate from = on.days().from();
                LocalDate to = on.days().to();
                row.fill(from, Days.earlier(to, day), '=');
                row.fill(Days.later(from, day.plusDays(1)), to, '-');
                row.mark(from, '|');
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<Row> facts(Explanation explanation, Ruler ruler) {
        List<Row> rows = new ArrayList<>();
        Row meetings = new Row("samtaler (meetings)", ruler);
        for (Event<Meeting> event : explanation.facts().meetings()) {
            Meeting meeting = event.fact();
            Optional<LocalDate> day = meeting.heldOn().or(meeting::plannedOn);
            day.ifPresent(on -> meetings.add(
                    on,
                    switch (meeting.status()) {
                        case HELD -> 'H';
                        case BOOKED -> 'B';
                        case CANCELLED -> 'x';
                        case NO_SHOW -> '!';
                        case UNKNOWN -> '?';
                    }));
        }
        rows.add(meetings);
        Row offers = new Row("tilbud (offers)", ruler);
        for (Event<Offer> event : explanation.facts().offers()) {
            Offer offer = event.fact();
            switch (offer.status()) {
                case STARTED, ENDED -> offers.fill(offer.from(), offer.to(), '=');
                case GRANTED -> offers.add(offer.from(), 'G');
                case CANCELLED -> offers.add(offer.from(), 'x');
                case UNKNOWN -> offers.add(offer.from(), '?');
            }
        }
        rows.add(offers);
        Row cvs = new Row("cv", ruler);
        for (Event<Cv> event : explanation.facts().cvs()) {
            Cv cv = event.fact();
            if (cv.registeredOn().isPresent() && cv.searchableOn().isPresent()) {
                cvs.add(Days.later(cv.registeredOn().get(), cv.searchableOn().get()), 'C');
            }
        }
        rows.add(cvs);
        for (Exemption.Obligation obligation : Exemption.Obligation.values()) {
            Row row = new Row("fritaget " + exemptFrom(obligation), ruler);
            for (Event<Exemption> event : explanation.facts().exemptions()) {
                if (event.fact().covers().contains(obligation)) {
                    row.fill(event.fact().from(), event.fact().to(), '#');
                }
            }
            rows.add(row);
        }
        return rows.stream().filter(row -> !row.empty()).toList();
    }

    private static String exemptFrom(Exemption.Obligation obligation) {
        return switch (obligation) {
            case MEETINGS -> "for samtaler";
            case OFFERS -> "for tilbud";
            case CV -> "for cv";
            case UNKNOWN -> "(ukendt)";
        };
    }

    private static List<Row> deadlines(Explanation explanation, Ruler ruler) {
        LocalDate day = explanation.day();
        List<DeadlineView> shown = explanation.deadlines().stream()
                .filter(view -> view.deadline().dueOn().isPresent())
                .sorted(Comparator.<DeadlineView>comparingLong(
                        view -> Math.abs(view.daysLeft().getAsLong())))
                .limit(MOST_DEADLINES)
                .sorted(Comparator.<DeadlineView, LocalDate>comparing(
                                view -> view.deadline().due())
                        .thenComparing(view -> view.deadline().id()))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (DeadlineView view : shown) {
            Row row = new Row(label(view), ruler);
            LocalDate due = view.deadline().due();
            row.mark(due, 'F');
            view.deadline()
                    .satisfiedOn()
                    .ifPresent(on -> row.mark(on, ruler.column(on) == ruler.column(due) ? 'V' : 'v'));
            rows.add(row);
        }
        return rows;
    }

    private static String label(DeadlineView view) {
        return view.rule().id()
                + (view.rule().series()
                        ? " " + view.deadline().id().occurrence() + "/"
                                + view.rule().required()
                        : "");
    }
}
