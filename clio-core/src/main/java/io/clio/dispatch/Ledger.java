package io.clio.dispatch;

import io.clio.llm.TokenUsage;

/**
 * What requests may take, what they took, and what is learnt from that: the purse, the forecast and the counts are kept
 * in step here. Guarded by the lock of the desk.
 */
final class Ledger {
    private final Purse purse;
    private final Tally tally;
    private final Forecast forecast = new Forecast();

    Ledger(Purse purse, Tally tally) {
        this.purse = purse;
        this.tally = tally;
    }

    /** How many tokens a call is expected to take. */
    double expected(Flight flight) {
        return forecast.expected(flight.inputEstimate, flight.request.maxTokens());
    }

    /** The most that a call can cost. */
    Cost most(Flight flight) {
        return purse.most(forecast.mostInput(flight.inputEstimate), flight.request.maxTokens());
    }

    /** The most that a request can cost in a batch. */
    Cost mostInBatch(Flight flight) {
        return purse.inBatch(most(flight));
    }

    /** Sets aside what a request may take, if there is as much left. */
    boolean reserve(Cost need) {
        return purse.reserve(need);
    }

    /** Frees what was set aside for a request that nobody was asked. */
    void release(Cost need) {
        purse.settle(need, Cost.NONE);
    }

    /**
     * Corrects what was set aside for a call by what it took, as far as that is known.
     *
     * @param usage what the provider says; nothing if it does not
     * @param billed whether a call of which the provider says nothing counts as all that was set aside
     * @return what it took
     */
    Cost settle(Call call, TokenUsage usage, boolean billed) {
        Cost took = isKnown(usage) ? purse.cost(usage) : billed ? call.reserved : Cost.NONE;
        purse.settle(call.reserved, took);
        count(call.flight.inputEstimate, call.flight.request.maxTokens(), usage, took);
        return took;
    }

    /** The same for a question in a batch. */
    void settle(Batch.Item item, TokenUsage usage, boolean billed) {
        Cost reserved = item.reserved();
        Cost took =
                isKnown(usage) ? purse.inBatch(purse.cost(usage)) : billed && reserved != null ? reserved : Cost.NONE;
        if (reserved == null) {
            purse.spentBefore(took);
        } else {
            purse.settle(reserved, took);
        }
        count(item.inputEstimate(), item.maxTokens(), usage, took);
    }

    /** All that was counted so far. */
    DispatchReport report(BatchReport batches) {
        return tally.report(purse.spent(), purse.isPriced(), batches);
    }

    /** Says that a call does not fit into the budget. */
    BudgetExhausted exhausted(Cost need, DispatchReport report) {
        return new BudgetExhausted(
                "the budget is spent: " + purse + ", and the next call may take " + need.tokens()
                        + " tokens; what was answered is kept in the workspace, if there is one: run again with a"
                        + " new budget to go on from there",
                report);
    }

    private static boolean isKnown(TokenUsage usage) {
        return !usage.equals(TokenUsage.NONE);
    }

    private void count(long inputEstimate, int maxTokens, TokenUsage usage, Cost took) {
        if (isKnown(usage)) {
            forecast.learn(inputEstimate, maxTokens, usage);
            tally.used(usage);
        } else {
            tally.presumed(took.tokens());
        }
    }
}
