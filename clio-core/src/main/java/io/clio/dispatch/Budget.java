package io.clio.dispatch;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run may spend on a language model. Before each call its whole estimate is set aside, so the budget is exceeded
 * only if calls under way take more than was estimated for them, and by no more than that excess; a call that may have
 * been billed and of which the provider does not tell what it took counts as its whole estimate. A run that is resumed
 * has a budget of its own.
 *
 * @param tokens of prompts and answers together, at least 1; empty for no bound
 * @param dollars more than 0; empty for no bound. Needs a price of the model, see {@link PriceTable}
 */
public record Budget(OptionalLong tokens, Optional<BigDecimal> dollars) {
    private static final int PICO = 12;

    // Checks the numbers.
    public Budget {
        if (tokens.isPresent() && tokens.getAsLong() < 1) {
            throw new IllegalArgumentException("a budget must be at least 1 token, got " + tokens.getAsLong());
        }
        if (dollars.isPresent() && dollars.get().signum() <= 0) {
            throw new IllegalArgumentException("a budget must be more than 0 dollars, got " + dollars.get());
        }
    }

    /**
     * As much as it takes.
     *
     * @return no bound
     */
    public static Budget unlimited() {
        return new Budget(OptionalLong.empty(), Optional.empty());
    }

    /**
     * So many tokens.
     *
     * @param most tokens of prompts and answers together, at least 1
     * @return the budget
     */
    public static Budget tokens(long most) {
        return new Budget(OptionalLong.of(most), Optional.empty());
    }

    /**
     * So much money.
     *
     * @param most US dollars, such as {@code "12.50"}
     * @return the budget
     */
    public static Budget dollars(String most) {
        return new Budget(OptionalLong.empty(), Optional.of(Dollars.of("the budget", most)));
    }

    /**
     * The same with a bound on money too.
     *
     * @param most US dollars, such as {@code "12.50"}
     * @return the budget
     */
    public Budget andDollars(String most) {
        return new Budget(tokens, Optional.of(Dollars.of("the budget", most)));
    }

    Cost limit() {
        return new Cost(
                tokens.orElse(Long.MAX_VALUE), dollars.map(Budget::picodollars).orElse(Long.MAX_VALUE));
    }

    private static long picodollars(BigDecimal dollars) {
        BigDecimal picodollars = dollars.movePointRight(PICO).setScale(0, RoundingMode.DOWN);
        return picodollars.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0
                ? Long.MAX_VALUE
                : picodollars.longValueExact();
    }
}
