package io.clio.testkit.population;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A text with holes: {@code [a|b]} is a free choice, <code>{x}</code> a slot, <code>{^x}</code> a slot with a capital.
 *
 * @param parts in the order of the text
 */
record Template(List<Part> parts) {

    /** One stretch of a template. */
    sealed interface Part {

        void render(StringBuilder out, Binding binding);

        /** The expected token count. */
        double tokens();

        default void collectSlots(BitSet keys) {}

        default void collectPii(Set<PiiKind> kinds) {}
    }

    record Literal(String text) implements Part {
        @Override
        public void render(StringBuilder out, Binding binding) {
            out.append(text);
        }

        @Override
        public double tokens() {
            return Tokens.in(text);
        }
    }

    record Slot(Vocabulary vocabulary, int form, int copy, boolean capital, double tokens) implements Part {
        @Override
        public void render(StringBuilder out, Binding binding) {
            String word = vocabulary.form(binding.entry(vocabulary, copy), form);
            int first = word.isEmpty() ? 0 : word.codePointAt(0);
            if (capital && !word.isEmpty()) {
                out.appendCodePoint(Character.toTitleCase(first))
                        .append(word, Character.charCount(first), word.length());
            } else {
                out.append(word);
            }
        }

        @Override
        public void collectSlots(BitSet keys) {
            keys.set(Binding.key(vocabulary, copy));
        }
    }

    record Planted(PiiKind kind) implements Part {
        private static final double TYPICAL_TOKENS = 5;

        @Override
        public void render(StringBuilder out, Binding binding) {
            out.append(binding.planted(kind));
        }

        @Override
        public double tokens() {
            return TYPICAL_TOKENS;
        }

        @Override
        public void collectPii(Set<PiiKind> kinds) {
            kinds.add(kind);
        }
    }

    record Choice(List<Template> options) implements Part {
        @Override
        public void render(StringBuilder out, Binding binding) {
            options.get(binding.dice().nextInt(options.size())).render(out, binding);
        }

        @Override
        public double tokens() {
            return options.stream().mapToDouble(Template::tokens).sum() / options.size();
        }

        @Override
        public void collectSlots(BitSet keys) {
            for (Template option : options) {
                option.parts.forEach(part -> part.collectSlots(keys));
            }
        }

        @Override
        public void collectPii(Set<PiiKind> kinds) {
            options.forEach(option -> kinds.addAll(option.pii()));
        }
    }

    Template {
        parts = List.copyOf(parts);
    }

    void render(StringBuilder out, Binding binding) {
        for (Part part : parts) {
            part.render(out, binding);
        }
    }

    double tokens() {
        double sum = 0;
        for (Part part : parts) {
            sum += part.tokens();
        }
        return sum;
    }

    /** The slots that may be filled, as {@link Binding#key keys}. */
    BitSet slots() {
        BitSet keys = new BitSet();
        parts.forEach(part -> part.collectSlots(keys));
        return keys;
    }

    /** The slots that are filled whatever is chosen. */
    BitSet certainSlots() {
        BitSet keys = new BitSet();
        for (Part part : parts) {
            if (!(part instanceof Choice)) {
                part.collectSlots(keys);
            }
        }
        return keys;
    }

    Set<PiiKind> pii() {
        Set<PiiKind> kinds = EnumSet.noneOf(PiiKind.class);
        parts.forEach(part -> part.collectPii(kinds));
        return kinds;
    }
}
