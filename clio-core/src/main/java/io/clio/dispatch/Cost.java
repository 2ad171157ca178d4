package io.clio.dispatch;

import com.google.common.math.LongMath;

/**
 * What a call takes.
 *
 * @param tokens of prompt and answer
 * @param picodollars 10⁻¹² dollars: whole numbers for prices of up to six decimals per million tokens; stops at 9.2
 *     million dollars
 */
record Cost(long tokens, long picodollars) {
    static final Cost NONE = new Cost(0, 0);

    Cost plus(Cost other) {
        return new Cost(
                LongMath.saturatedAdd(tokens, other.tokens), LongMath.saturatedAdd(picodollars, other.picodollars));
    }

    Cost minus(Cost other) {
        return new Cost(tokens - other.tokens, picodollars - other.picodollars);
    }

    boolean fitsInto(Cost limit) {
        return tokens <= limit.tokens && picodollars <= limit.picodollars;
    }
}
