package dk.fristvagt.wire;

import java.util.EnumMap;
import java.util.Map;

/**
 * Translates between an enum of the core and the generated enum with the same symbols.
 *
 * <p>A generated enum may have the symbol UNKNOWN more, which then has no counterpart.
 */
final class SameNames<C extends Enum<C>, A extends Enum<A>> {
    private static final String UNKNOWN = "UNKNOWN";

    private final Map<C, A> toAvro;
    private final Map<A, C> toCore;
    private final A[] symbols;

    private SameNames(Class<C> core, Class<A> avro) {
        toAvro = new EnumMap<>(core);
        toCore = new EnumMap<>(avro);
        symbols = avro.getEnumConstants();
        for (C symbol : core.getEnumConstants()) {
            A same = Enum.valueOf(avro, symbol.name());
            toAvro.put(symbol, same);
            toCore.put(same, symbol);
        }
        for (A symbol : symbols) {
            if (!toCore.containsKey(symbol) && !symbol.name().equals(UNKNOWN)) {
                throw new IllegalStateException(core.getName() + " has no " + symbol);
            }
        }
    }

    static <C extends Enum<C>, A extends Enum<A>> SameNames<C, A> of(Class<C> core, Class<A> avro) {
        return new SameNames<>(core, avro);
    }

    A avro(C symbol) {
        return toAvro.get(symbol);
    }

    /** The symbol of the core; {@code otherwise} for null and for an UNKNOWN the core does not have. */
    C core(A symbol, C otherwise) {
        return symbol == null ? otherwise : toCore.getOrDefault(symbol, otherwise);
    }

    /** The position of the symbol in the schema, as Avro binary writes it. */
    int position(C symbol) {
        return toAvro.get(symbol).ordinal();
    }

    /**
     * The symbol at {@code position} in the schema.
     *
     * @throws IllegalArgumentException when there is none, or an UNKNOWN that the core does not have
     */
    C at(int position) {
        C symbol = position < 0 || position >= symbols.length ? null : toCore.get(symbols[position]);
        if (symbol == null) {
            throw new IllegalArgumentException("a symbol without a counterpart");
        }
        return symbol;
    }
}
