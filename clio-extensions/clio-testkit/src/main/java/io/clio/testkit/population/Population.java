package io.clio.testkit.population;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A description of a population of invented conversations, in order of time, each with its truth.
 *
 * <p>Immutable and thread-safe. Equal descriptions give equal bytes on every JDK. Conversations are made one by one
 * when they are read, so memory does not grow with the size. About one conversation in twelve holds invented personal
 * data; each such value is in the text of that conversation only. Texts are recombined from templates: two
 * conversations on a topic share their subject but rarely a sentence; beyond some 400 tokens a conversation may repeat
 * itself.
 *
 * <pre>{@code
 * Population.of(1).size(4_000).meanTokens(60).lines().forEach(System.out::println);
 * }</pre>
 */
public final class Population implements Iterable<PlantedConversation> {

    private static final double CONVERSATIONS_PER_USER = 4.5;

    private final long seed;
    private final long size;
    private final double meanTokens;
    private final double plantedRate;
    private final long users;
    private final double tail;

    private Population(long seed, long size, double meanTokens, double plantedRate, long users, double tail) {
        this.seed = seed;
        this.size = size;
        this.meanTokens = meanTokens;
        this.plantedRate = plantedRate;
        this.users = users;
        this.tail = tail;
    }

    /**
     * A population of 1,000 conversations of 60 tokens on average, by 223 users, 8 % of them with personal data.
     *
     * @param seed what everything depends on
     * @return the description
     */
    public static Population of(long seed) {
        return new Population(seed, 1_000, 60, 0.08, 0, 2);
    }

    /**
     * The same with another number of conversations.
     *
     * @param conversations at least 1
     * @return the new description
     */
    public Population size(long conversations) {
        require(conversations >= 1 && conversations <= 1_000_000_000, "size from 1 to 1,000,000,000", conversations);
        return new Population(seed, conversations, meanTokens, plantedRate, users, tail);
    }

    /**
     * The same with another mean length, counted over the texts of both sides: a quarter of a token a character, three
     * quarters a Chinese or Japanese one. Honoured within 15 % by populations of some hundred conversations or more.
     *
     * @param tokens from 15 to 1,000
     * @return the new description
     */
    public Population meanTokens(double tokens) {
        require(tokens >= 15 && tokens <= 1_000, "a mean from 15 to 1,000 tokens", tokens);
        return new Population(seed, size, tokens, plantedRate, users, tail);
    }

    /**
     * The same with another share of conversations that hold personal data.
     *
     * @param rate from 0 to 1
     * @return the new description
     */
    public Population plantedRate(double rate) {
        require(rate >= 0 && rate <= 1, "a rate from 0 to 1", rate);
        return new Population(seed, size, meanTokens, rate, users, tail);
    }

    /**
     * The same with another number of users, every one of whom holds a conversation; without it there is one user to
     * 4.5 conversations.
     *
     * @param count at least 1; a count above the size is the size
     * @return the new description
     */
    public Population users(long count) {
        require(count >= 1 && count <= 1_000_000_000, "users from 1 to 1,000,000,000", count);
        return new Population(seed, size, meanTokens, plantedRate, count, tail);
    }

    /**
     * The same with another weight of the few users who hold many conversations.
     *
     * @param exponent 1 for conversations spread evenly, larger for a heavier tail, at most 6
     * @return the new description
     */
    public Population tail(double exponent) {
        require(exponent >= 1 && exponent <= 6, "a tail from 1 to 6", exponent);
        return new Population(seed, size, meanTokens, plantedRate, users, exponent);
    }

    /**
     * How many conversations there are.
     *
     * @return at least 1
     */
    public long size() {
        return size;
    }

    /**
     * How many distinct users hold them.
     *
     * @return at least 1
     */
    public long users() {
        return users == 0 ? (long) StrictMath.ceil(size / CONVERSATIONS_PER_USER) : Math.min(users, size);
    }

    /**
     * The conversations in order of time, made as they are read.
     *
     * @return a sequential stream, which a caller may make parallel
     */
    public Stream<PlantedConversation> stream() {
        Storyteller storyteller = Storyteller.of(
                seed, size, meanTokens, new Crowd(seed, size, users(), tail), new Planting(seed, plantedRate));
        return LongStream.range(0, size).mapToObj(storyteller::conversation);
    }

    @Override
    public Iterator<PlantedConversation> iterator() {
        return stream().iterator();
    }

    /**
     * The conversations as JSON objects without line ends, in order of time.
     *
     * @return a sequential stream
     */
    public Stream<String> lines() {
        return stream().map(JsonLines::line);
    }

    /**
     * Writes the conversations as JSON lines, UTF-8, each with a line feed.
     *
     * @param out flushed, not closed
     * @throws IOException if the stream refuses
     */
    public void writeTo(OutputStream out) throws IOException {
        JsonLines.write(iterator(), out);
    }

    private static void require(boolean holds, String expected, Number given) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + expected + ", not " + given);
        }
    }
}
