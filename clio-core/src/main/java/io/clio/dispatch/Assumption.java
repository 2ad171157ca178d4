package io.clio.dispatch;

import java.util.Locale;

/**
 * What an estimate of costs cannot know before a model is asked, with what is assumed by default: the range that 95 of
 * 100 runs are expected to lie in. Tokens are those of words alone; the JSON around them is counted.
 */
public enum Assumption {
    /** Part of the conversations that a question lets in. */
    LET_IN(0.02, 0.5, 1),
    /** Requests of a conversation, where conversations are split. */
    REQUESTS(1.05, 1.4, 2.5),
    /** Tokens of an answer to a facet of free text; one that has examples is as much longer or shorter as they are. */
    TEXT(12, 20, 40),
    /** Tokens of a title and its summary together. */
    DESCRIPTION(25, 42, 75),
    /** Tokens of the name of a group that is proposed. */
    NAME(4, 7, 12),
    /** Tokens of the reason that an auditor gives. */
    REASON(10, 18, 35),
    /** Answers that cannot be used and are asked for again, as a part of all. */
    ASKED_AGAIN(0.002, 0.02, 0.15),
    /** Titles that are asked for again, because they are taken or the release gate refused them, as a part of all. */
    REDRAFTED(0.02, 0.25, 2),
    /** What the hierarchy takes, for what it does where topics spread evenly over groups. */
    TREE(0.6, 1, 1.6),
    /** Descriptions that come before an auditor, as a part of all topics; more than 1 where drafts are rejected. */
    AUDITED(0.05, 0.5, 1.3),
    /** Clusters for every hundred conversations, where the clusterer does not say how many it makes. */
    CLUSTERS(0.3, 1, 3),
    /** Tokens that the provider counts for each that {@link TokenEstimate#average()} does. */
    TOKENIZER(0.9, 1, 1.15);

    private final Interval usual;

    Assumption(double low, double expected, double high) {
        this.usual = Interval.of(low, expected, high);
    }

    /**
     * What is assumed unless something else is said.
     *
     * @return the default
     */
    public Interval usual() {
        return usual;
    }

    /** Its name in lower case, with spaces. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
