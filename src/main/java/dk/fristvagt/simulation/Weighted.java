package dk.fristvagt.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Choices with weights; one is drawn in proportion. The weights need not sum to one. */
final class Weighted<T> {
    private final List<T> choices;
    private final double[] upTo;

    Weighted(Map<T, Double> weights) {
        choices = new ArrayList<>(weights.keySet());
        upTo = new double[choices.size()];
        double sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum += weights.get(choices.get(i));
            upTo[i] = sum;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("there is nothing to choose from");
        }
    }

    T draw(Chance chance) {
        double at = chance.unit() * upTo[upTo.length - 1];
        int i = 0;
        while (i < upTo.length - 1 && upTo[i] <= at) {
            i++;
        }
        return choices.get(i);
    }
}
