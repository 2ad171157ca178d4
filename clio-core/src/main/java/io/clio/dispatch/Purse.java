package io.clio.dispatch;

import com.google.common.math.LongMath;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A budget, what was spent of it, and what calls under way may take. A call starts only if all that it may take is
 * left, so what is spent stays within the budget unless a call takes more than was thought possible. Not thread-safe.
 */
final class Purse {
    private static final int PICO = 12;

    private final Cost limit;
    private final Optional<Price> price;
    private Cost spent = Cost.NONE;
    private Cost reserved = Cost.NONE;

    Purse(Budget budget, Optional<Price> price) {
        this.limit = budget.limit();
        this.price = price;
    }

    /** What tokens cost. */
    Cost cost(TokenUsage usage) {
        return new Cost(
                LongMath.saturatedAdd(usage.input(), usage.output()),
                price.map(known -> known.picodollars(usage)).orElse(0L));
    }

    /** The most that a call can cost. */
    Cost most(long inputTokens, long outputTokens) {
        return new Cost(
                LongMath.saturatedAdd(inputTokens, outputTokens),
                price.map(known -> known.mostPicodollars(inputTokens, outputTokens))
                        .orElse(0L));
    }

    boolean isPriced() {
        return price.isPresent();
    }

    boolean has(Cost need) {
        return spent.plus(reserved).plus(need).fitsInto(limit);
    }

    void reserve(Cost need) {
        reserved = reserved.plus(need);
    }

    /** Ends a call: what was reserved for it is free again, and what it took is spent. */
    void settle(Cost need, Cost took) {
        reserved = reserved.minus(need);
        spent = spent.plus(took);
    }

    Cost spent() {
        return spent;
    }

    /** Says what was spent of what. */
    @Override
    public String toString() {
        return spent.tokens() + " tokens" + (limit.tokens() == Long.MAX_VALUE ? "" : " of " + limit.tokens())
                + (limit.picodollars() == Long.MAX_VALUE
                        ? ""
                        : ", " + dollars(spent) + " of " + dollars(limit) + " dollars")
                + " are spent";
    }

    private static String dollars(Cost cost) {
        return BigDecimal.valueOf(cost.picodollars(), PICO).stripTrailingZeros().toPlainString();
    }
}
