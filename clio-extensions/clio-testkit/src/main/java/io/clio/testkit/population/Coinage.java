package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that strikes a different value for every number below its capacity, such as {@code +49 30 23125 ###}.
 *
 * <p>A {@code #} is a digit and <code>{x}</code> an entry of a vocabulary none of whose entries begins another one, so
 * two values are never equal and neither begins the other. The number is scattered by an affine bijection, then read in
 * mixed radix.
 */
final class Coinage {

    private static final double GOLDEN = 0.6180339887498949;
    private static final long LARGEST_STEP = 700_000_000L;
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private final List<List<String>> parts;
    private final long capacity;
    private final long step;

    private Coinage(List<List<String>> parts) {
        this.parts = List.copyOf(parts);
        long product = 1;
        for (List<String> part : parts) {
            product = Math.multiplyExact(product, part.size());
        }
        this.capacity = product;
        this.step = coprimeStep(product);
    }

    /** Reads a pattern whose only notation is slots; every other {@code #} is a digit. */
    static Coinage of(Template pattern) {
        List<List<String>> parts = new ArrayList<>();
        for (Template.Part part : pattern.parts()) {
            if (part instanceof Template.Literal literal) {
                literal.text().codePoints().forEach(c -> parts.add(c == '#' ? DIGITS : List.of(Character.toString(c))));
            } else if (part instanceof Template.Slot slot) {
                parts.add(prefixFree(slot));
            } else {
                throw new IllegalArgumentException("only digits and vocabularies can be coined");
            }
        }
        return new Coinage(parts);
    }

    private static List<String> prefixFree(Template.Slot slot) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < slot.vocabulary().size(); i++) {
            words.add(slot.vocabulary().form(i, slot.form()));
        }
        for (int i = 0; i < words.size(); i++) {
            for (int j = 0; j < words.size(); j++) {
                if (i != j && words.get(j).startsWith(words.get(i))) {
                    throw new IllegalArgumentException("\"" + words.get(i) + "\" begins \"" + words.get(j)
                            + "\", so coined values could be equal");
                }
            }
        }
        return words;
    }

    private static long coprimeStep(long capacity) {
        long step = Math.max(1, Math.min(LARGEST_STEP, (long) (capacity * GOLDEN)));
        while (gcd(step, capacity) != 1) {
            step++;
        }
        return step;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    long capacity() {
        return capacity;
    }

    /** The value of a number in {@code [0, capacity)}, shifted by an offset that is the same for all numbers. */
    String strike(long number, long offset) {
        long rest = Math.floorMod(Math.multiplyExact(number, step) + Math.floorMod(offset, capacity), capacity);
        StringBuilder value = new StringBuilder();
        for (List<String> part : parts) {
            value.append(part.get((int) (rest % part.size())));
            rest /= part.size();
        }
        return value.toString();
    }
}
