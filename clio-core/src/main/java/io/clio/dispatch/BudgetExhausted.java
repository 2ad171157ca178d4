package io.clio.dispatch;

/**
 * The next call would not fit into what is left of the budget. Nothing is released. All answers so far are in the
 * workspace, if there is one; a run with it goes on from there, with a budget of its own.
 */
public final class BudgetExhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient DispatchReport report;

    BudgetExhausted(String message, DispatchReport report) {
        super(message);
        this.report = report;
    }

    /**
     * What was done until then.
     *
     * @return the report
     */
    public DispatchReport report() {
        return report;
    }
}
