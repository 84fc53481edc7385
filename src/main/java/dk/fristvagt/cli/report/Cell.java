package dk.fristvagt.cli.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** One cell of a {@link Table}. */
sealed interface Cell {
    /** What stands in place of a number that could tell on somebody. */
    Hidden HIDDEN = new Hidden();

    /** As it is read; shares and rates with a fixed number of decimals. */
    String text();

    /** As a number, where it is one. */
    default OptionalDouble number() {
        return OptionalDouble.empty();
    }

    /** Whether it counts so few that they could be recognised. */
    default boolean few() {
        return false;
    }

    private static boolean few(long count) {
        return count > 0 && count < Table.LEAST_SHOWN;
    }

    /** A word. */
    record Text(String text) implements Cell {}

    /** How many. */
    record Count(long count) implements Cell {
        @Override
        public String text() {
            return Long.toString(count);
        }

        @Override
        public OptionalDouble number() {
            return OptionalDouble.of(count);
        }

        @Override
        public boolean few() {
            return Cell.few(count);
        }
    }

    /** A part of a whole; empty where there is no whole. */
    record Share(long part, long whole) implements Cell {
        private static final int PCT = 100;

        /** In pct., if there is a whole. */
        Optional<Double> pct() {
            return whole == 0 ? Optional.empty() : Optional.of((double) PCT * part / whole);
        }

        @Override
        public String text() {
            return pct().map(pct -> String.format(Locale.ROOT, "%.1f", pct)).orElse("");
        }

        @Override
        public OptionalDouble number() {
            return pct().map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        }

        /** The part, or what is left of the whole: either could be read off the other. */
        @Override
        public boolean few() {
            return Cell.few(part) || Cell.few(whole - part);
        }
    }

    /** So many for each of so much. */
    record Rate(long count, double per) implements Cell {
        @Override
        public String text() {
            return per == 0 ? "" : String.format(Locale.ROOT, "%.3f", count / per);
        }

        @Override
        public OptionalDouble number() {
            return per == 0 ? OptionalDouble.empty() : OptionalDouble.of(count / per);
        }

        @Override
        public boolean few() {
            return Cell.few(count);
        }
    }

    /** Too few to be shown, or hidden with such: both look the same, or the one would tell on the other. */
    record Hidden() implements Cell {
        @Override
        public String text() {
            return "*";
        }
    }
}
