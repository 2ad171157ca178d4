package io.clio.testkit.leak;

/** What a figure of a leak test says. */
public enum Judgement {
    /** Nothing leaked, and the attack was strong enough to show it. */
    HELD,
    /** Nothing seems to have leaked, and there were too few trials to show it. */
    OPEN,
    /** Something leaked. */
    LEAKED,
    /**
     * The attack got nothing even where no gate stood, did not reach its target, met no topic that was released, or
     * could not be made: it shows nothing.
     */
    UNPROVEN,
    /** A figure without a goal. */
    REPORTED
}
