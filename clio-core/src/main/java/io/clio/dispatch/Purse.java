package io.clio.dispatch;

import com.google.common.math.LongMath;
import io.clio.llm.TokenUsage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the calls of one model cost, and the account that they are paid from, which several models may share. A call
 * starts only if all that it may take is left, so what is spent stays within the budget unless a call takes more than
 * was thought possible. Guarded by the lock of a desk; the account has one of its own.
 */
final class Purse {
    private static final int PICO = 12;

    private final Account account;
    private final Optional<Price> price;
    private Cost spent = Cost.NONE;

    Purse(Budget budget, Optional<Price> price) {
        this(new Account(budget.limit()), price);
    }

    private Purse(Account account, Optional<Price> price) {
        this.account = account;
        this.price = price;
    }

    /** What is left of a budget. Thread-safe. */
    private static final class Account {
        private final Cost limit;
        private Cost spent = Cost.NONE;
        private Cost reserved = Cost.NONE;

        Account(Cost limit) {
            this.limit = limit;
        }

        synchronized boolean reserve(Cost need) {
            boolean enough = spent.plus(reserved).plus(need).fitsInto(limit);
            reserved = enough ? reserved.plus(need) : reserved;
            return enough;
        }

        synchronized void settle(Cost need, Cost took) {
            reserved = reserved.minus(need);
            spent = spent.plus(took);
        }

        synchronized Cost spent() {
            return spent;
        }
    }

    /** A purse for another model that is paid from the same account. */
    Purse alongside(Optional<Price> other) {
        return new Purse(account, other);
    }

    /** What tokens cost. */
    Cost cost(TokenUsage usage) {
        return new Cost(
                LongMath.saturatedAdd(usage.input(), usage.output()),
                price.map(known -> known.picodollars(usage)).orElse(0L));
    }

    /** What the same costs in a batch. */
    Cost inBatch(Cost cost) {
        return new Cost(
                cost.tokens(),
                price.map(known -> known.inBatch(cost.picodollars())).orElse(0L));
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

    /** Sets aside what a call may take, if there is as much left. */
    boolean reserve(Cost need) {
        return account.reserve(need);
    }

    /** Ends a call: what was reserved for it is free again, and what it took is spent. */
    void settle(Cost need, Cost took) {
        account.settle(need, took);
        spent = spent.plus(took);
    }

    /** Counts what was set aside by an earlier run: the budget of this one has nothing to do with it. */
    void spentBefore(Cost took) {
        spent = spent.plus(took);
    }

    /** What the calls of this purse's model have cost. */
    Cost spent() {
        return spent;
    }

    /** Says what was spent of what, by all models of the account. */
    @Override
    public String toString() {
        Cost all = account.spent();
        Cost limit = account.limit;
        return all.tokens() + " tokens" + (limit.tokens() == Long.MAX_VALUE ? "" : " of " + limit.tokens())
                + (limit.picodollars() == Long.MAX_VALUE
                        ? ""
                        : ", " + dollars(all) + " of " + dollars(limit) + " dollars")
                + " are spent";
    }

    private static String dollars(Cost cost) {
        return BigDecimal.valueOf(cost.picodollars(), PICO).stripTrailingZeros().toPlainString();
    }
}
