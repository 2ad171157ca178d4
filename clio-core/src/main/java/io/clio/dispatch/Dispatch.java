package io.clio.dispatch;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * How a language model is asked. Immutable.
 *
 * <pre>{@code
 * Dispatch dispatch = Dispatch.builder()
 *         .requestsPerMinute(600)
 *         .tokensPerMinute(200_000)
 *         .budget(Budget.dollars("12.50"))
 *         .build();
 * }</pre>
 *
 * @param maxInFlight how many calls may be under way at most, 1 to 10,000
 * @param attempts how many calls of a request may fail, at least 1; those that are told to come back later
 *     ({@code RATE_LIMIT}) do not count, and are bounded by the deadline
 * @param callTimeout how long a call may take before it is interrupted
 * @param deadline how long a request may take from its first call on, with all its calls and waits
 * @param longestWait what a provider that asks to wait longer is given
 * @param requestsPerMinute how many calls the provider allows; empty if that is not declared
 * @param tokensPerMinute how many tokens of prompts and answers it allows; empty if that is not declared
 * @param budget what may be spent
 * @param prices what models cost
 * @param estimate says how many tokens a prompt has
 * @param answersInMemory about how many bytes answers may take that are kept in memory
 * @param progress is told how far it is: on an asking thread, at most once a second and at the end of each asking
 * @param batching how questions are put into batches; empty if each is a call of its own
 */
public record Dispatch(
        int maxInFlight,
        int attempts,
        Duration callTimeout,
        Duration deadline,
        Duration longestWait,
        OptionalLong requestsPerMinute,
        OptionalLong tokensPerMinute,
        Budget budget,
        PriceTable prices,
        TokenEstimate estimate,
        long answersInMemory,
        Consumer<DispatchReport> progress,
        Optional<Batching> batching) {
    private static final int MOST_IN_FLIGHT = 10_000;
    private static final Duration LONGEST = Duration.ofDays(365);
    /** Where nothing is known of the limits, calls begin with so many at once, and double from there. */
    private static final int UNDECLARED_START = 8;

    // Checks the numbers.
    public Dispatch {
        require("maxInFlight", maxInFlight, 1, MOST_IN_FLIGHT);
        require("attempts", attempts, 1, Integer.MAX_VALUE);
        require("callTimeout", callTimeout);
        require("deadline", deadline);
        require("longestWait", longestWait);
        require("requestsPerMinute", requestsPerMinute.orElse(1), 1, Long.MAX_VALUE);
        require("tokensPerMinute", tokensPerMinute.orElse(1), 1, Long.MAX_VALUE);
        require("answersInMemory", answersInMemory, 0, Long.MAX_VALUE);
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(estimate, "estimate");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(batching, "batching");
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be in [" + least + ", " + most + "], got " + value);
        }
    }

    private static void require(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be more than nothing and at most a year, got " + value);
        }
    }

    /**
     * A builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The same with another budget.
     *
     * @param limit what may be spent
     * @return the settings
     */
    public Dispatch within(Budget limit) {
        return new Dispatch(
                maxInFlight,
                attempts,
                callTimeout,
                deadline,
                longestWait,
                requestsPerMinute,
                tokensPerMinute,
                limit,
                prices,
                estimate,
                answersInMemory,
                progress,
                batching);
    }

    /** All at once where a declared limit paces the calls; else few, until the provider has shown what it takes. */
    int startInFlight() {
        boolean declared = requestsPerMinute.isPresent() || tokensPerMinute.isPresent();
        return declared ? maxInFlight : Math.min(UNDECLARED_START, maxInFlight);
    }

    /** Puts settings together. Confined to one thread. */
    public static final class Builder {
        private static final int DEFAULT_IN_FLIGHT = 64;
        private static final int DEFAULT_ATTEMPTS = 8;
        private static final long DEFAULT_MEMORY = 8_000_000;

        private int maxInFlight = DEFAULT_IN_FLIGHT;
        private int attempts = DEFAULT_ATTEMPTS;
        private Duration callTimeout = Duration.ofMinutes(5);
        private Duration deadline = Duration.ofMinutes(15);
        private Duration longestWait = Duration.ofMinutes(2);
        private OptionalLong requestsPerMinute = OptionalLong.empty();
        private OptionalLong tokensPerMinute = OptionalLong.empty();
        private Budget budget = Budget.unlimited();
        private PriceTable prices = PriceTable.bundled();
        private TokenEstimate estimate = TokenEstimate.byScript();
        private long answersInMemory = DEFAULT_MEMORY;
        private Consumer<DispatchReport> progress = report -> {};
        private Optional<Batching> batching = Optional.empty();

        private Builder() {}

        /**
         * Bounds how many calls are under way.
         *
         * @param most 1 to 10,000; 64 by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder maxInFlight(int most) {
            maxInFlight = most;
            return this;
        }

        /**
         * Bounds how many calls of a request may fail. Those that are told to come back later do not count.
         *
         * @param most at least 1; 8 by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder attempts(int most) {
            attempts = most;
            return this;
        }

        /**
         * Bounds how long a call may take.
         *
         * @param most more than nothing; 5 minutes by default. An adapter may have a bound of its own
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder callTimeout(Duration most) {
            callTimeout = most;
            return this;
        }

        /**
         * Bounds how long a request may take from its first call on.
         *
         * @param most more than nothing; 15 minutes by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder deadline(Duration most) {
            deadline = most;
            return this;
        }

        /**
         * Bounds how long a provider is waited for that asks for time. After that it is asked again, whatever it said.
         *
         * @param most more than nothing; 2 minutes by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder longestWait(Duration most) {
            longestWait = most;
            return this;
        }

        /**
         * Declares how many requests the provider allows.
         *
         * @param limit a minute, at least 1
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder requestsPerMinute(long limit) {
            requestsPerMinute = OptionalLong.of(limit);
            return this;
        }

        /**
         * Declares how many tokens the provider allows, those of prompts and answers together.
         *
         * @param limit a minute, at least 1
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder tokensPerMinute(long limit) {
            tokensPerMinute = OptionalLong.of(limit);
            return this;
        }

        /**
         * Bounds what may be spent.
         *
         * @param limit unlimited by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder budget(Budget limit) {
            budget = limit;
            return this;
        }

        /**
         * Sets what models cost.
         *
         * @param table by default what comes with Clio, see {@link PriceTable#bundled()}
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder prices(PriceTable table) {
            prices = table;
            return this;
        }

        /**
         * Sets what says how many tokens a prompt has.
         *
         * @param tokens by default {@link TokenEstimate#byScript()}
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder estimate(TokenEstimate tokens) {
            estimate = tokens;
            return this;
        }

        /**
         * Bounds the memory of answers that are kept in case the same is asked again.
         *
         * @param bytes 8,000,000 by default; 0 for none
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder answersInMemory(long bytes) {
            answersInMemory = bytes;
            return this;
        }

        /**
         * Sets who is told how far it is.
         *
         * @param listener counts only; nobody by default
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder progress(Consumer<DispatchReport> listener) {
            progress = listener;
            return this;
        }

        /**
         * Has questions asked in batches, which providers answer within a day for less; see {@link Batching} for which.
         * The model must be a {@link io.clio.llm.BatchLanguageModel}. Where only a few questions wait, each is a call
         * of its own.
         *
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder inBatches() {
            return inBatches(Batching.standard());
        }

        /**
         * The same with other sizes and times.
         *
         * @param how sizes and times
         * @return this builder
         */
        @CanIgnoreReturnValue
        public Builder inBatches(Batching how) {
            batching = Optional.of(how);
            return this;
        }

        /**
         * The settings.
         *
         * @return the settings
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Dispatch build() {
            return new Dispatch(
                    maxInFlight,
                    attempts,
                    callTimeout,
                    deadline,
                    longestWait,
                    requestsPerMinute,
                    tokensPerMinute,
                    budget,
                    prices,
                    estimate,
                    answersInMemory,
                    progress,
                    batching);
        }
    }
}
