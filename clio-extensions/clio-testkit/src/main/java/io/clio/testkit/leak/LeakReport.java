package io.clio.testkit.leak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * What the attacks of a {@link LeakTest} got out of a pipeline, in figures. Immutable and thread-safe; holds no text of
 * any conversation, so that it may be kept, printed and sent.
 */
public final class LeakReport {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<Figure> figures;
    private final long seed;

    LeakReport(List<Figure> figures, long seed) {
        this.figures = List.copyOf(figures);
        this.seed = seed;
    }

    /**
     * All figures, attack by attack.
     *
     * @return the figures
     */
    public List<Figure> figures() {
        return figures;
    }

    /**
     * One figure.
     *
     * @param attack of which attack
     * @param name which of its figures
     * @return the figure
     * @throws NoSuchElementException if that attack was not made or has no such figure
     */
    public Figure figure(Attack attack, String name) {
        return figures.stream()
                .filter(figure -> figure.attack() == attack && figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no figure '" + name + "' of attack " + attack));
    }

    /**
     * Says whether any attack got something out.
     *
     * @return true if a figure is {@link Judgement#LEAKED}
     */
    public boolean leaks() {
        return has(Judgement.LEAKED);
    }

    /**
     * Says whether some attack was too weak to show anything.
     *
     * @return true if a figure is {@link Judgement#UNPROVEN}
     */
    public boolean isUnproven() {
        return has(Judgement.UNPROVEN);
    }

    private boolean has(Judgement judgement) {
        return figures.stream().anyMatch(figure -> figure.judgement() == judgement);
    }

    /**
     * Fails unless nothing leaked and every attack was strong enough to tell; for a test of one's own build.
     *
     * @return this report
     * @throws AssertionError if a figure is {@link Judgement#LEAKED} or {@link Judgement#UNPROVEN}; the message lists
     *     all figures
     */
    public LeakReport assertNothingLeaks() {
        if (leaks() || isUnproven()) {
            throw new AssertionError((leaks() ? "the pipeline leaks:\n" : "the leak test shows nothing:\n") + this);
        }
        return this;
    }

    /**
     * The figures as JSON of schema {@code clio-leaks/1}.
     *
     * @return indented JSON, ending in a line feed
     */
    public String toJson() {
        ObjectNode root = MAPPER.createObjectNode().put("schema", "clio-leaks/1");
        root.put("leaks", leaks()).put("unproven", isUnproven()).put("seed", seed);
        ArrayNode all = root.putArray("figures");
        for (Figure figure : figures) {
            all.addObject()
                    .put("attack", figure.attack().toString())
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("judgement", figure.judgement().name().toLowerCase(Locale.ROOT))
                    .put("detail", figure.detail());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    /** The figures as a table, one a line. */
    @Override
    public String toString() {
        return figures.stream()
                .map(figure -> String.format(
                        Locale.ROOT,
                        "%-11s %-40s %10s  %-9s %s",
                        figure.attack(),
                        figure.name(),
                        number(figure.value()),
                        figure.judgement() == Judgement.REPORTED
                                ? ""
                                : figure.judgement().name().toLowerCase(Locale.ROOT),
                        figure.detail()))
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
