package dk.fristvagt.ops;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The series of one {@link Metric} as they are at one scrape: collected anew for each, so that what is no longer there needs
 * not be removed.
 */
public final class Family {
    /** A series does not say since when it counts: Prometheus sees a restart by the smaller value. */
    private static final long UNSAID = 0;

    private final Metric metric;
    private final String[] names;
    private final List<GaugeDataPointSnapshot> gauges = new ArrayList<>();
    private final List<CounterDataPointSnapshot> counters = new ArrayList<>();
    private final List<InfoDataPointSnapshot> infos = new ArrayList<>();
    private final List<HistogramDataPointSnapshot> histograms = new ArrayList<>();

    private Family(Metric metric) {
        this.metric = metric;
        this.names = metric.labels().toArray(String[]::new);
    }

    /** Without a series yet. */
    public static Family of(Metric metric) {
        return new Family(metric);
    }

    /**
     * Adds the series with {@code labels}, in the order of {@link Metric#labels}.
     *
     * @param value anything for an info, which is always 1
     * @throws IllegalArgumentException when labels are missing or too many, or the metric is a histogram
     */
    public Family add(double value, String... labels) {
        switch (metric.type()) {
            case GAUGE -> gauges.add(new GaugeDataPointSnapshot(value, labels(labels), null));
            case COUNTER -> counters.add(new CounterDataPointSnapshot(value, labels(labels), null, UNSAID));
            case INFO -> infos.add(new InfoDataPointSnapshot(labels(labels)));
            case HISTOGRAM ->
                throw new IllegalArgumentException(metric.metricName() + " is a histogram: its series have buckets");
        }
        return this;
    }

    /** Adds {@code value} where there is one. */
    Family addIfPresent(Optional<Double> value, String... labels) {
        value.ifPresent(present -> add(present, labels));
        return this;
    }

    /**
     * Adds the histogram with {@code labels}.
     *
     * @param bounds upper ends, the last infinite
     * @param counts how many are in each bucket and not in the one before
     */
    Family addBuckets(List<Double> bounds, List<Long> counts, double sum, String... labels) {
        histograms.add(new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, counts), sum, labels(labels), Exemplars.EMPTY, UNSAID));
        return this;
    }

    /** The family with what has been added. */
    public MetricSnapshot snapshot() {
        return switch (metric.type()) {
            case GAUGE -> new GaugeSnapshot(metadata(""), gauges);
            case COUNTER -> new CounterSnapshot(metadata("_total"), counters);
            case INFO -> new InfoSnapshot(metadata("_info"), infos);
            case HISTOGRAM -> new HistogramSnapshot(metadata(""), histograms);
        };
    }

    /** The format adds {@code suffix} by itself. */
    private MetricMetadata metadata(String suffix) {
        String name = metric.metricName();
        return new MetricMetadata(name.substring(0, name.length() - suffix.length()), metric.help());
    }

    private Labels labels(String... values) {
        if (values.length != names.length) {
            throw new IllegalArgumentException(
                    metric.metricName() + " has the labels " + metric.labels() + ", not " + values.length + " of them");
        }
        return names.length == 0 ? Labels.EMPTY : Labels.of(names, values);
    }
}
