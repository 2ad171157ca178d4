package io.clio.model;

import java.util.Locale;

/** What a language model is asked for in a run; each has its share of the costs. */
public enum Step {
    /** Whether a conversation enters the run. */
    SCREEN,
    /** The facets of a conversation. */
    FACETS,
    /** Titles and summaries of clusters. */
    TITLES,
    /** The groups of clusters, and their names. */
    HIERARCHY,
    /** Judgements of descriptions. */
    AUDIT;

    /**
     * Whether its answers may take a day: the questions of a hierarchy wait for each other, and an audit is limited in
     * time.
     *
     * @return whether they may
     */
    public boolean canWait() {
        return this == SCREEN || this == FACETS || this == TITLES;
    }

    /** Its name in messages and reports. */
    String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
