package dk.fristvagt.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page in Prometheus' text format or in OpenMetrics, read line by line as their specifications have it. */
public final class Scrape {
    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Series> series = new ArrayList<>();

    /** One line with a value. */
    public record Series(String name, Map<String, String> labels, double value) {}

    private Scrape() {}

    /**
     * Reads {@code page}.
     *
     * @throws AssertionError when a line is none
     */
    public static Scrape read(String page) {
        Scrape scrape = new Scrape();
        page.lines().forEach(scrape::line);
        return scrape;
    }

    private void line(String line) {
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            types.put(type.group(1), type.group(2));
        } else if (!line.startsWith("#")) {
            Matcher one = SERIES.matcher(line);
            if (!one.matches()) {
                throw new AssertionError("not a series: " + line);
            }
            series.add(new Series(
                    one.group(1),
                    labels(one.group(2) == null ? "" : one.group(2)),
                    Double.parseDouble(one.group(3).replace("Inf", "Infinity"))));
        }
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find() && label.start() == end) {
            labels.put(label.group(1), label.group(2));
            end = label.end();
        }
        if (end != text.length()) {
            throw new AssertionError("not labels: " + text);
        }
        return labels;
    }

    /** The types of the families, by their names. */
    public Map<String, String> types() {
        return types;
    }

    public List<Series> series() {
        return series;
    }

    /** The series called {@code name}. */
    public List<Series> series(String name) {
        return series.stream().filter(one -> one.name().equals(name)).toList();
    }

    /**
     * The value of the only series called {@code name} with these labels, in pairs of name and value.
     *
     * @throws AssertionError when there is none, or several
     */
    public double value(String name, String... labels) {
        List<Series> found = series(name).stream()
                .filter(one -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(one.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(name + " " + List.of(labels) + ": " + found);
        }
        return found.get(0).value();
    }
}
