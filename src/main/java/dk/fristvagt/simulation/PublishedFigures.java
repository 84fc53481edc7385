package dk.fristvagt.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published figures that profiles are calibrated to, each with its source (published.yaml). */
final class PublishedFigures {
    private static final String FILE = "published.yaml";
    private static final int PER_CENT = 100;

    private PublishedFigures() {}

    /**
     * A published figure.
     *
     * @param id the measure of {@link Measures} that counts the same
     * @param scale by which the measure is shown: 100 for per cent
     */
    record Figure(String id, String title, double value, int scale, String source) {}

    /** The figures in the column {@code column}, in the order of the file. */
    static List<Figure> of(String column) {
        ProfileFields top = ProfileYaml.resourceFields(FILE);
        List<Optional<Figure>> figures = top.objects("figures", fields -> figure(fields, column));
        top.nothingElse();
        List<Figure> ofColumn = new ArrayList<>();
        figures.forEach(figure -> figure.ifPresent(ofColumn::add));
        if (ofColumn.isEmpty()) {
            throw new InvalidProfileException("figures: there are none for the column " + column + " in " + FILE);
        }
        return ofColumn;
    }

    private static Optional<Figure> figure(ProfileFields fields, String column) {
        String id = fields.text("id");
        String title = fields.text("title");
        String source = fields.text("source");
        int scale = 1;
        if (fields.has("unit")) {
            if (!fields.text("unit").equals("pct")) {
                throw fields.wrong("unit", "must be pct or not be there");
            }
            scale = PER_CENT;
        }
        Map<String, Double> values = fields.weights("published", (f, name) -> name);
        Double value = values.get(column);
        return value == null ? Optional.empty() : Optional.of(new Figure(id, title, value, scale, source));
    }
}
