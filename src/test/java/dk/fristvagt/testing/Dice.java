package dk.fristvagt.testing;

import java.util.List;
import java.util.Random;

/** Chance, the same for the same number on every machine. */
final class Dice {
    private final Random random;

    Dice(long number) {
        // Neighbouring numbers give neighbouring first draws of java.util.Random: they are spread first.
        random = new Random(number * 0x9E3779B97F4A7C15L);
    }

    /** True with probability {@code p}. */
    boolean chance(double p) {
        return random.nextDouble() < p;
    }

    /** A whole number in {@code [least, most]}. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** One of {@code values}, all alike; a value given twice is twice as likely. */
    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** The index of one of {@code weights}, as likely as it is heavy. */
    int weighted(int... weights) {
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int drawn = random.nextInt(sum);
        int index = 0;
        while (drawn >= weights[index]) {
            drawn -= weights[index++];
        }
        return index;
    }

    /** Eight hexadecimal digits. */
    String hex() {
        return String.format("%08x", random.nextInt());
    }

    Random random() {
        return random;
    }
}
