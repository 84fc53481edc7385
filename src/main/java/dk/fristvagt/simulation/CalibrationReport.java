package dk.fristvagt.simulation;

import dk.fristvagt.facts.Days;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a simulated population measures beside what was published.
 *
 * @param from first day counted, as {@code to} is the last
 * @param lines in the order of published.yaml
 */
public record CalibrationReport(
        Profile profile, long citizens, LocalDate from, LocalDate to, long events, List<Line> lines) {
    /** A figure is near when it deviates by at most this, relative to the published one (issue 4, done-when 1). */
    public static final double NEAR = 0.05;

    /** None may be farther away. */
    public static final double FAR = 0.20;

    /** A published figure and what was counted; empty when there was nothing to count. */
    public record Line(String title, double published, Optional<Double> simulated, String source) {
        /** Relative to the published figure; empty when nothing was counted. */
        public Optional<Double> deviation() {
            return simulated.map(value -> value / published - 1);
        }

        boolean within(double bound) {
            return deviation().filter(deviation -> Math.abs(deviation) <= bound).isPresent();
        }
    }

    /** Simulates {@code population} and counts the measured period of its profile, as far as the population has it. */
    public static CalibrationReport of(Population population, Population.Progress progress) {
        Profile profile = population.profile();
        LocalDate from = Days.later(CivilDay.date(profile.measured().from()), population.from());
        LocalDate to = Days.earlier(CivilDay.date(profile.measured().to()), population.to());
        if (from.isAfter(to)) {
            throw new InvalidProfileException("--from and --to leave out the period that the profile counts, "
                    + CivilDay.date(profile.measured().from()) + " to "
                    + CivilDay.date(profile.measured().to()));
        }
        Measures measures = new Measures(from, to);
        long events = population.tell(measures, progress);
        measures.finish();
        measures.citizens(population.citizens());
        List<Line> lines = PublishedFigures.of(profile.figures()).stream()
                .map(figure -> new Line(
                        figure.title(),
                        figure.value(),
                        measures.value(figure.id()).map(value -> value * figure.scale()),
                        figure.source()))
                .toList();
        return new CalibrationReport(profile, population.citizens(), from, to, events, lines);
    }

    /** How many figures deviate by at most {@code bound}. */
    public long within(double bound) {
        return lines.stream().filter(line -> line.within(bound)).count();
    }

    /** The report as text, a line a figure. */
    public List<String> text() {
        int width = lines.stream().mapToInt(line -> line.title().length()).max().orElse(0);
        String format = "%-" + width + "s  %10s  %10s  %9s  %s";
        List<String> text = new java.util.ArrayList<>();
        text.add(String.format(Locale.ROOT, format, "figure", "published", "simulated", "deviation", "source"));
        for (Line line : lines) {
            text.add(String.format(
                    Locale.ROOT,
                    format,
                    line.title(),
                    number(line.published()),
                    line.simulated().map(CalibrationReport::number).orElse("-"),
                    line.deviation()
                            .map(deviation -> String.format(Locale.ROOT, "%+.1f pct", 100 * deviation))
                            .orElse("-"),
                    line.source()));
        }
        text.add("");
        text.add(within(NEAR) + " of " + lines.size() + " figures within 5 pct.");
        return List.copyOf(text);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : "%.2f", value);
    }
}
