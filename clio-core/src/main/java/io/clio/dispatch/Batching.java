package io.clio.dispatch;

import java.time.Duration;
import java.util.Objects;

/**
 * How questions are put into batches. A batch is handed over when {@code most} questions wait, or when none has come
 * for the time {@code gather}; where fewer than {@code least} wait then, each is asked by a call of its own, at the
 * full price, because a batch may take a day. Immutable.
 *
 * @param least fewer questions are asked one by one, at least 1
 * @param most how many questions a batch has at most, {@code least} to 1,000,000; a model may take fewer. So many
 *     prompts are held in memory, twice while a batch is handed over
 * @param gather how long to wait for another question before a batch is handed over that is not full
 * @param poll how often the provider is asked how far a batch is
 * @param patience how long a batch is waited for, and how long it is offered to a provider that does not take it
 */
public record Batching(int least, int most, Duration gather, Duration poll, Duration patience) {
    private static final int MOST = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(365);

    // Checks the numbers.
    public Batching {
        if (least < 1 || most < least || most > MOST) {
            throw new IllegalArgumentException(
                    "a batch must have 1 <= least <= most <= " + MOST + " questions, got " + least + " and " + most);
        }
        require("gather", gather);
        require("poll", poll);
        require("patience", patience);
    }

    private static void require(String name, Duration value) {
        Objects.requireNonNull(value, name);
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " must be more than nothing and at most a year, got " + value);
        }
    }

    /**
     * The defaults: batches of 100 to 10,000 questions, gathered while another comes within 10 s, looked at once a
     * minute, and waited for 26 hours, since providers promise an end after 24.
     *
     * @return the settings
     */
    public static Batching standard() {
        return new Batching(100, 10_000, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(26));
    }

    /**
     * The same with other sizes.
     *
     * @param fewest fewer questions are asked one by one
     * @param largest how many questions a batch has at most
     * @return the settings
     */
    public Batching ofSize(int fewest, int largest) {
        return new Batching(fewest, largest, gather, poll, patience);
    }

    /**
     * The same, gathered for another time.
     *
     * @param time how long to wait for another question
     * @return the settings
     */
    public Batching gatheringFor(Duration time) {
        return new Batching(least, most, time, poll, patience);
    }

    /**
     * The same, looked at at another interval.
     *
     * @param time how often the provider is asked how far a batch is
     * @return the settings
     */
    public Batching pollingEvery(Duration time) {
        return new Batching(least, most, gather, time, patience);
    }

    /**
     * The same with another patience.
     *
     * @param time how long a batch is waited for
     * @return the settings
     */
    public Batching waitingFor(Duration time) {
        return new Batching(least, most, gather, poll, time);
    }
}
