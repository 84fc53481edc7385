package dk.fristvagt.properties;

import dk.fristvagt.facts.Event;
import dk.fristvagt.testing.History;
import dk.fristvagt.testing.RandomHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The thousand random histories that every property is tried on: those whose reach {@link ReachTest} prints.
 *
 * <p>A property that fails is tried on ever fewer of the history's events, and fails with the fewest that still break it.
 */
final class Thousand {
    static final int HISTORIES = 1_000;

    private Thousand() {}

    /** Checks {@code property} on history {@code number}. */
    static void check(int number, Consumer<History> property) {
        History history = RandomHistories.history(number);
        Optional<AssertionError> failure = failure(property, history);
        if (failure.isPresent()) {
            throw smallest(property, history, failure.get());
        }
    }

    private static AssertionError smallest(Consumer<History> property, History history, AssertionError failure) {
        for (int chunk = Math.max(1, history.events().size() / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from < history.events().size() && history.events().size() > 1) {
                History shorter =
                        without(history, from, Math.min(history.events().size(), from + chunk));
                Optional<AssertionError> smaller =
                        shorter.events().isEmpty() ? Optional.empty() : failure(property, shorter);
                if (smaller.isPresent()) {
                    history = shorter;
                    failure = smaller.get();
                } else {
                    from += chunk;
                }
            }
        }
        return new AssertionError(failure.getMessage() + "\nin " + history, failure);
    }

    private static History without(History history, int from, int to) {
        List<Event<?>> left = new ArrayList<>(history.events());
        left.subList(from, to).clear();
        return history.with(left);
    }

    private static Optional<AssertionError> failure(Consumer<History> property, History history) {
        try {
            property.accept(history);
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(e);
        } catch (RuntimeException e) {
            return Optional.of(new AssertionError("the core throws " + e, e));
        }
    }
}
