package dk.fristvagt.ops;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dk.fristvagt.topology.Obstacle;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Whether an instance lives and is ready, for whoever starts, restarts and watches it.
 *
 * <p>{@code GET /health/live}: 200 as long as it has not stopped for good by itself, else 503; a restart is the cure.
 * {@code GET /health/ready}: 200 when every role does what it is there for, else 503; the answer says what is in the way
 * and what to look at. A restart cures none of it.
 */
public final class Health {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private final Set<Metric.Role> roles;
    private final Map<Metric.Role, Part> parts = new ConcurrentHashMap<>();

    private record Part(Supplier<Optional<String>> failure, Supplier<Set<Obstacle>> obstacles) {}

    /**
     * Nothing runs yet: it lives and is not ready.
     *
     * @param roles that the instance is to have
     */
    public Health(Set<Metric.Role> roles) {
        this.roles = EnumSet.copyOf(roles);
    }

    /**
     * From now on {@code role} is asked how it is doing.
     *
     * @param failure why it has stopped for good, empty while it has not
     * @param obstacles what keeps it from being ready
     */
    public void watch(Metric.Role role, Supplier<Optional<String>> failure, Supplier<Set<Obstacle>> obstacles) {
        if (!roles.contains(role)) {
            throw new IllegalArgumentException("this instance does not have the role " + role.label());
        }
        parts.put(role, new Part(failure, obstacles));
    }

    /** Where it answers. */
    public List<Route> routes() {
        return List.of(new Route("GET", LIVE, request -> live()), new Route("GET", READY, request -> ready()));
    }

    private Answer live() {
        boolean failed =
                parts.values().stream().anyMatch(part -> part.failure().get().isPresent());
        return failed
                ? Answer.problem(503, "the instance has stopped for good; its log says why: restart it")
                : Answer.json("{\"live\":true}\n");
    }

    private Answer ready() {
        SortedMap<Metric.Role, Set<Obstacle>> all = obstacles();
        boolean ready = all.values().stream().allMatch(Set::isEmpty);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("ready", ready);
        ObjectNode perRole = json.putObject("roles");
        all.forEach((role, obstacles) -> {
            ArrayNode list = perRole.putObject(role.label())
                    .put("ready", obstacles.isEmpty())
                    .putArray("obstacles");
            obstacles.forEach(obstacle ->
                    list.addObject().put("obstacle", obstacle.name()).put("sentence", obstacle.sentence()));
        });
        return Answer.json(ready ? 200 : 503, json + "\n");
    }

    /** What keeps each role from being ready. */
    private SortedMap<Metric.Role, Set<Obstacle>> obstacles() {
        SortedMap<Metric.Role, Set<Obstacle>> all = new TreeMap<>();
        for (Metric.Role role : roles) {
            Set<Obstacle> found = EnumSet.noneOf(Obstacle.class);
            Part part = parts.get(role);
            if (part == null || part.failure().get().isPresent()) {
                found.add(Obstacle.NOT_RUNNING);
            }
            if (part != null) {
                found.addAll(part.obstacles().get());
            }
            all.put(role, found);
        }
        return all;
    }

    /** The same as metrics. */
    MultiCollector families() {
        return () -> {
            SortedMap<Metric.Role, Set<Obstacle>> all = obstacles();
            Family ready = Family.of(Metric.READY);
            all.forEach((role, obstacles) -> ready.add(obstacles.isEmpty() ? 1 : 0, role.label()));
            Family each = Family.of(Metric.OBSTACLE);
            for (Obstacle obstacle : Obstacle.values()) {
                each.add(all.values().stream().anyMatch(found -> found.contains(obstacle)) ? 1 : 0, obstacle.name());
            }
            return MetricSnapshots.of(ready.snapshot(), each.snapshot());
        };
    }
}
