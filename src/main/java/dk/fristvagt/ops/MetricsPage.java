package dk.fristvagt.ops;

import dk.fristvagt.topology.MonitorStatus;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Everything an instance measures, as {@code GET /metrics} shows it to Prometheus: what is in {@link Metric}, and what the
 * JVM and Kafka measure of themselves.
 *
 * <p>It is in OpenMetrics 1.0 for whoever accepts that, else in Prometheus' text format. Nothing on it is about a citizen.
 */
public final class MetricsPage implements AutoCloseable {
    static final String PATH = "/metrics";

    /** Kafka makes meters as tasks and partitions come; how often they are looked for. */
    private static final Duration LOOK_FOR_METERS_EVERY = Duration.ofSeconds(10);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ExpositionFormatWriter openMetrics = new OpenMetricsTextFormatWriter(false, false);
    private final ExpositionFormatWriter text = new PrometheusTextFormatWriter(false);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final AtomicReference<Optional<MonitorFamilies>> monitor = new AtomicReference<>(Optional.empty());
    private final Map<Metric.Role, KafkaStreamsMetrics> kafka = new EnumMap<>(Metric.Role.class);
    private final ScheduledExecutorService meters = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "metrics");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * The page of an instance that has not started yet.
     *
     * @param version of the program
     */
    public MetricsPage(String version, Health health) {
        registry.config()
                // promtool refuses their names, and process.cpu.usage says what is needed
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(KafkaMeters.ALLOWED)
                .meterFilter(KafkaMeters.STEADY);
        List.of(
                        new JvmMemoryMetrics(),
                        collections,
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
        add(health.families());
        add(() ->
                MetricSnapshots.of(Family.of(Metric.BUILD_INFO).add(1, version).snapshot()));
        add(() -> monitor.get().map(MonitorFamilies::collect).orElseGet(MetricSnapshots::new));
    }

    /**
     * Shows what {@code families} gives, which is asked at every scrape, by several threads at a time.
     *
     * @param families with names that nothing else on the page has
     */
    public void add(MultiCollector families) {
        registry.getPrometheusRegistry().register(families);
    }

    /**
     * From now on shows what {@code status} says.
     *
     * @param clock the business clock
     * @param rulebook the number of the rulebook in use
     */
    public void show(MonitorStatus status, InstantSource clock, int rulebook) {
        monitor.set(Optional.of(new MonitorFamilies(status, clock, rulebook)));
    }

    /** From now on shows what {@code streams}, which is not started yet, measures of itself, and no other of its role. */
    public synchronized void bind(Metric.Role role, KafkaStreams streams) {
        Optional.ofNullable(kafka.remove(role)).ifPresent(KafkaStreamsMetrics::close);
        KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams, List.of(), meters, LOOK_FOR_METERS_EVERY);
        metrics.bindTo(registry);
        kafka.put(role, metrics);
    }

    /** Where it answers. */
    public Route route() {
        return new Route("GET", PATH, this::answer);
    }

    private Answer answer(Request request) {
        ExpositionFormatWriter writer = request.accepts(OpenMetricsTextFormatWriter.CONTENT_TYPE) ? openMetrics : text;
        MetricSnapshots all = registry.getPrometheusRegistry().scrape();
        return Answer.stream(
                writer.getContentType(), out -> writer.write(out, all, EscapingScheme.UNDERSCORE_ESCAPING));
    }

    @Override
    public synchronized void close() {
        kafka.values().forEach(KafkaStreamsMetrics::close);
        collections.close();
        meters.shutdownNow();
        registry.close();
    }
}
