package io.clio.model;

import io.clio.dispatch.Assumption;
import io.clio.dispatch.Assumptions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Words that mean nothing, in place of what a model would say: as many as are assumed. The same ones in each estimate.
 * Confined to one thread.
 */
final class Filler {
    private static final long SEED = 20261122;
    private static final double TOKENS_PER_WORD = 1.1;
    /** Every third word is one of these, as in English. */
    private static final List<String> COMMON = List.of("the", "of", "to", "and", "with", "in", "for", "a");

    private static final int ONE_COMMON_IN = 3;
    private static final double CHARACTERS_PER_TOKEN = 4.5;
    /** Of a description, so much is its title. */
    private static final double TITLE = 0.2;

    private static final int LEAST_IN_TITLE = 3;

    private static final List<String> WORDS = List.of(
            "help",
            "write",
            "letter",
            "short",
            "question",
            "about",
            "school",
            "simple",
            "explain",
            "table",
            "garden",
            "music",
            "travel",
            "plan",
            "health",
            "code",
            "error",
            "story",
            "recipe",
            "price",
            "paper",
            "summary",
            "language",
            "translate",
            "market",
            "family",
            "work",
            "email",
            "report",
            "history",
            "science",
            "number",
            "design",
            "picture",
            "water",
            "house",
            "train",
            "student",
            "lesson",
            "weather",
            "sport",
            "garage",
            "client",
            "budget",
            "answer",
            "review",
            "list",
            "idea",
            "name",
            "speech",
            "holiday",
            "kitchen",
            "phone",
            "screen",
            "battery",
            "contract",
            "insurance",
            "doctor",
            "animal",
            "forest",
            "river",
            "machine",
            "window",
            "advice");

    private final Assumptions assumptions;
    private final double deviations;
    private final int requests;
    private final SplittableRandom random = new SplittableRandom(SEED);

    /**
     * A filler.
     *
     * @param deviations how far from what is expected answers are long
     * @param requests how many a conversation has
     */
    Filler(Assumptions assumptions, double deviations, int requests) {
        this.assumptions = assumptions;
        this.deviations = deviations;
        this.requests = requests;
    }

    int requests() {
        return requests;
    }

    /** An answer to a facet of free text, as long as its examples if it has any. */
    String text(List<String> examples) {
        double tokens = tokens(Assumption.TEXT);
        double asExamples = examples.stream().mapToInt(String::length).average().orElse(0)
                / CHARACTERS_PER_TOKEN
                * tokens
                / assumptions.of(Assumption.TEXT).expected();
        return words(examples.isEmpty() ? tokens : asExamples);
    }

    String title() {
        return words(titleTokens());
    }

    String summary() {
        return words(tokens(Assumption.DESCRIPTION) - titleTokens());
    }

    /** A title may have ten words, and no more. */
    private double titleTokens() {
        return Math.min(TitleForm.MOST_WORDS, Math.max(LEAST_IN_TITLE, TITLE * tokens(Assumption.DESCRIPTION)));
    }

    String name() {
        return words(tokens(Assumption.NAME));
    }

    String reason() {
        return words(tokens(Assumption.REASON));
    }

    /** A word or two. */
    String label() {
        return words(2);
    }

    /** Some number from 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    private double tokens(Assumption what) {
        return assumptions.of(what).at(deviations);
    }

    private String words(double tokens) {
        long count = Math.max(1, Math.round(tokens / TOKENS_PER_WORD));
        return LongStream.rangeClosed(1, count)
                .mapToObj(i -> i % ONE_COMMON_IN == 0 ? any(COMMON) : any(WORDS))
                .collect(Collectors.joining(" "));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
