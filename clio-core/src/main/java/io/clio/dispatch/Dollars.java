package io.clio.dispatch;

import java.math.BigDecimal;

/** Amounts of US dollars as people write them. */
final class Dollars {
    private Dollars() {}

    /**
     * Reads an amount.
     *
     * @param what it is, for the message
     * @param text such as {@code "12.50"}
     */
    static BigDecimal of(String what, String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be dollars such as 12.50, got " + text, e);
        }
    }
}
