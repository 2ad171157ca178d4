package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.clio.facet.Domain;
import io.clio.model.Form.MisfitException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A score, or how many there are of something. */
final class WholeNotation extends Notation<Integer> {
    private static final int TOKENS = 8;
    /** Longer scales are not written into the schema value by value. */
    private static final int LONGEST_SCALE = 20;

    private final Domain<Integer> domain;
    private final List<Integer> bounds;

    /** Bounds are the least number, and the greatest if there is one. */
    WholeNotation(Domain<Integer> domain, List<Integer> bounds) {
        this.domain = domain;
        this.bounds = bounds;
    }

    @Override
    ObjectNode schema() {
        ObjectNode schema = JSON.objectNode();
        schema.putArray("type").add("integer").add("null");
        if (isScale() && (long) bounds.get(1) - bounds.get(0) < LONGEST_SCALE) {
            ArrayNode values = schema.putArray("enum");
            for (int value = bounds.get(0); value <= bounds.get(1); value++) {
                values.add(value);
            }
            values.addNull();
        }
        return schema;
    }

    private boolean isScale() {
        return bounds.size() == 2;
    }

    @Override
    String words() {
        return isScale() ? bounds.get(0) + " to " + bounds.get(1) : "whole number";
    }

    @Override
    String expected() {
        String from = isScale() ? " from " + words() : ", at least " + bounds.get(0);
        return "a whole number" + from + ", or null";
    }

    @Override
    int tokens() {
        return TOKENS;
    }

    @Override
    Optional<Integer> read(JsonNode json) throws MisfitException {
        String text = plain(json);
        if (isNothing(text)) {
            return Optional.empty();
        }
        int value;
        try {
            value = new BigDecimal(cut(text, LONGEST_LABEL)).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            throw misfit();
        }
        if (!domain.contains(value)) {
            throw misfit();
        }
        return Optional.of(value);
    }
}
