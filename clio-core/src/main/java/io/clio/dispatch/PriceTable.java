package io.clio.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.errorprone.annotations.CheckReturnValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What language models cost, by their names. A pattern is a name, or the beginning of one and {@code *}; the longest
 * that fits counts, and a whole name before a beginning. Immutable.
 *
 * <p>As JSON, in US dollars per million tokens; where {@code cacheRead} or {@code cacheWrite} is missing, it costs as
 * much as {@code input}; {@code batch} is the part of these prices that a batch costs, all of them where it is missing:
 *
 * <pre>{@code
 * {"asOf": "2026-01-31",
 *  "models": {"some-model*": {"input": 0.15, "cacheRead": 0.075, "output": 0.6, "batch": 0.5}}}
 * }</pre>
 */
@CheckReturnValue
public final class PriceTable {
    private static final String BUNDLED = "prices.json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final String asOf;
    private final Map<String, Price> prices;

    private PriceTable(String asOf, Map<String, Price> prices) {
        this.asOf = asOf;
        this.prices = Map.copyOf(prices);
    }

    /**
     * No price at all.
     *
     * @return an empty table
     */
    public static PriceTable empty() {
        return new PriceTable("", Map.of());
    }

    /**
     * List prices of some models, as they were known on the day that {@link #asOf} says. Prices change: whoever sets a
     * budget in money should look them up and load his own.
     *
     * @return the table that comes with Clio
     */
    public static PriceTable bundled() {
        return Bundled.TABLE;
    }

    private static final class Bundled {
        private static final PriceTable TABLE = load();

        private static PriceTable load() {
            try (InputStream json = PriceTable.class.getResourceAsStream(BUNDLED)) {
                return read(Objects.requireNonNull(json, BUNDLED));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads a table.
     *
     * @param json as described above, in UTF-8; not closed
     * @return the table
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is not of that form; the message names the model and the field
     */
    public static PriceTable read(InputStream json) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(json.readAllBytes());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a price table must be JSON: line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
        JsonNode models = root.path("models");
        if (!models.isObject()) {
            throw new IllegalArgumentException("a price table must be a JSON object with an object \"models\"");
        }
        Map<String, Price> prices = new LinkedHashMap<>();
        models.properties().forEach(model -> prices.put(pattern(model.getKey()), price(model)));
        return new PriceTable(root.path("asOf").asText(""), prices);
    }

    private static Price price(Map.Entry<String, JsonNode> model) {
        JsonNode json = model.getValue();
        try {
            BigDecimal input = number("input", json.path("input"));
            return new Price(
                    input,
                    json.has("cacheRead") ? number("cacheRead", json.get("cacheRead")) : input,
                    json.has("cacheWrite") ? number("cacheWrite", json.get("cacheWrite")) : input,
                    number("output", json.path("output")),
                    json.has("batch") ? number("batch", json.get("batch")) : BigDecimal.ONE);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("price of " + model.getKey() + ": " + e.getMessage(), e);
        }
    }

    private static BigDecimal number(String field, JsonNode value) {
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    field + " must be a number, got " + (value.isMissingNode() ? "nothing" : value.getNodeType()));
        }
        return value.decimalValue();
    }

    private static String pattern(String pattern) {
        int star = pattern.indexOf('*');
        if (pattern.isBlank() || (star >= 0 && star < pattern.length() - 1)) {
            throw new IllegalArgumentException(
                    "a pattern must be a name, or the beginning of one and *, got \"" + pattern + "\"");
        }
        return pattern;
    }

    /**
     * The same table with one more price, or another one.
     *
     * @param pattern a name, or the beginning of one and {@code *}
     * @param price what models of that name cost
     * @return the table
     */
    public PriceTable with(String pattern, Price price) {
        Map<String, Price> more = new LinkedHashMap<>(prices);
        more.put(pattern(pattern), Objects.requireNonNull(price, "price"));
        return new PriceTable(asOf, more);
    }

    /**
     * What a model costs.
     *
     * @param model its name, as {@link io.clio.llm.LanguageModel#name()} gives it
     * @return the price, or nothing if no pattern fits
     */
    public Optional<Price> of(String model) {
        Price exact = prices.get(model);
        if (exact != null) {
            return Optional.of(exact);
        }
        for (int length = model.length(); length >= 0; length--) {
            Price price = prices.get(model.substring(0, length) + "*");
            if (price != null) {
                return Optional.of(price);
            }
        }
        return Optional.empty();
    }

    /**
     * The day on which the prices were looked up.
     *
     * @return the day as the table says it; empty if it does not
     */
    public String asOf() {
        return asOf;
    }

    /** Says how many prices there are. */
    @Override
    public String toString() {
        return "PriceTable[" + prices.size() + " patterns, as of " + (asOf.isEmpty() ? "no day" : asOf) + "]";
    }
}
