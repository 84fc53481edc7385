package dk.fristvagt.statistics;

import dk.fristvagt.topology.Obstacle;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the tasks of an instance have counted. Safe for use by several threads. */
public final class StatisticsStatus {
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final LongAdder unreadable = new LongAdder();
    private volatile boolean running;

    /** What this instance has counted, as of {@code today}; without the tasks that are still catching up. */
    public Figures figures(LocalDate today) {
        List<Tally> counted = tasks.values().stream()
                .filter(task -> task.caughtUp)
                .map(task -> task.tally)
                .toList();
        return Figures.of(counted, today);
    }

    /** How many tasks of this instance still read what was waiting for them; what they have counted is not whole. */
    public int catchingUp() {
        return (int) tasks.values().stream().filter(task -> !task.caughtUp).count();
    }

    /** How many rows could not be read, and are not counted. */
    public long unreadable() {
        return unreadable.sum();
    }

    /** What keeps this instance from being ready; empty when what it has counted is whole. */
    public Set<Obstacle> obstacles() {
        Set<Obstacle> obstacles = EnumSet.noneOf(Obstacle.class);
        if (!running) {
            obstacles.add(Obstacle.NOT_RUNNING);
        }
        if (catchingUp() > 0) {
            obstacles.add(Obstacle.CATCHING_UP);
        }
        if (tasks.values().stream().anyMatch(task -> task.awaitsSchema)) {
            obstacles.add(Obstacle.SCHEMA_AWAITED);
        }
        return obstacles;
    }

    // ---- for the topology

    void running(boolean now) {
        running = now;
    }

    void wasUnreadable() {
        unreadable.increment();
    }

    Task open(String name) {
        Task task = new Task(name);
        tasks.put(name, task);
        return task;
    }

    /** Where a task shows what it has counted. */
    final class Task {
        private final String name;
        private volatile Tally tally = new Tally(LocalDate.EPOCH);
        private volatile boolean caughtUp;
        private volatile boolean awaitsSchema;

        private Task(String name) {
            this.name = name;
        }

        void show(Tally counted) {
            tally = counted;
        }

        void awaitsSchema(boolean now) {
            if (awaitsSchema != now) {
                awaitsSchema = now;
            }
        }

        void caughtUp() {
            caughtUp = true;
        }

        /** The task is no longer this instance's. */
        void close() {
            tasks.remove(name, this);
        }
    }
}
