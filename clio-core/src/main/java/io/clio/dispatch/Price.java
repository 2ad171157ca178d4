package io.clio.dispatch;

import com.google.common.math.LongMath;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a model costs, in US dollars per million tokens; none is negative, more than 1,000,000, or has more than six
 * decimals that count.
 *
 * @param input of the prompt
 * @param cacheRead of what the provider has of the prompt in its cache
 * @param cacheWrite of what it puts there
 * @param output of the answer
 * @param batch what part of that the same costs in a batch, 0 to 1
 */
public record Price(
        BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output, BigDecimal batch) {
    private static final int MICRO = 6;
    private static final int PICO = 12;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    // Checks the numbers.
    public Price {
        input = checked("input", input);
        cacheRead = checked("cacheRead", cacheRead);
        cacheWrite = checked("cacheWrite", cacheWrite);
        output = checked("output", output);
        if (batch.signum() < 0 || batch.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("batch must be a part of the price in [0, 1], got " + batch);
        }
    }

    /**
     * A price that is the same in a batch.
     *
     * @param input of the prompt
     * @param cacheRead of what the provider has of the prompt in its cache
     * @param cacheWrite of what it puts there
     * @param output of the answer
     */
    public Price(BigDecimal input, BigDecimal cacheRead, BigDecimal cacheWrite, BigDecimal output) {
        this(input, cacheRead, cacheWrite, output, BigDecimal.ONE);
    }

    private static BigDecimal checked(String name, BigDecimal price) {
        if (price.signum() < 0 || price.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(name + " must be in [0, 1000000] dollars per million, got " + price);
        }
        if (price.stripTrailingZeros().scale() > MICRO) {
            throw new IllegalArgumentException(name + " must have at most 6 decimals, got " + price);
        }
        return price;
    }

    /**
     * A price without a cache: what is in one costs as much as what is not.
     *
     * @param input dollars per million tokens of the prompt, such as {@code "0.15"}
     * @param output dollars per million tokens of the answer
     * @return the price
     */
    public static Price of(String input, String output) {
        BigDecimal in = Dollars.of("the price of input", input);
        return new Price(in, in, in, Dollars.of("the price of output", output));
    }

    /**
     * The same price with a part of it in a batch.
     *
     * @param part what part of the price the same costs in a batch, such as {@code "0.5"}
     * @return the price
     */
    public Price inBatches(String part) {
        return new Price(input, cacheRead, cacheWrite, output, Dollars.of("the part of a price in batches", part));
    }

    /**
     * What tokens cost.
     *
     * @param usage the tokens
     * @return US dollars, 9.2 million at most
     */
    public BigDecimal dollars(TokenUsage usage) {
        return BigDecimal.valueOf(picodollars(usage), PICO).stripTrailingZeros();
    }

    /**
     * What tokens cost in a batch.
     *
     * @param usage the tokens
     * @return US dollars, 9.2 million at most
     */
    public BigDecimal dollarsInBatch(TokenUsage usage) {
        return BigDecimal.valueOf(inBatch(picodollars(usage)), PICO).stripTrailingZeros();
    }

    /** What costs so much costs so much in a batch, rounded up to whole picodollars. */
    long inBatch(long picodollars) {
        return BigDecimal.valueOf(picodollars)
                .multiply(batch)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** What tokens cost, in 10⁻¹² dollars. */
    long picodollars(TokenUsage usage) {
        long uncached = usage.input() - usage.cacheRead() - usage.cacheWritten();
        long in = LongMath.saturatedAdd(
                times(input, uncached),
                LongMath.saturatedAdd(times(cacheRead, usage.cacheRead()), times(cacheWrite, usage.cacheWritten())));
        return LongMath.saturatedAdd(in, times(output, usage.output()));
    }

    /** The most that tokens can cost, wherever they come from. */
    long mostPicodollars(long inputTokens, long outputTokens) {
        BigDecimal dearest = input.max(cacheRead).max(cacheWrite);
        return LongMath.saturatedAdd(times(dearest, inputTokens), times(output, outputTokens));
    }

    private static long times(BigDecimal perMillion, long tokens) {
        long perToken = perMillion
                .movePointRight(MICRO)
                .setScale(0, RoundingMode.UNNECESSARY)
                .longValueExact();
        return LongMath.saturatedMultiply(perToken, tokens);
    }
}
