package io.clio.spi;

/** Is told how far a run has come: counts only, never text. Called on one thread at a time. */
@FunctionalInterface
public interface Progress {

    /** What a run is doing. */
    enum Stage {
        /** Reading conversations and extracting their facets. */
        READ,
        /** Embedding facet texts. */
        EMBED,
        /** Clustering. */
        CLUSTER,
        /** Describing clusters. */
        DESCRIBE,
        /** Deciding what is released. */
        RELEASE
    }

    /** The total of a stage whose end is not known. */
    long UNKNOWN = -1;

    /**
     * Takes a step.
     *
     * @param stage what the run is doing
     * @param done how many items are done
     * @param total how many there are, or {@link #UNKNOWN}
     */
    void update(Stage stage, long done, long total);

    /**
     * Takes an answer of a language model, whatever stage asked for it. By default nobody is told.
     *
     * @param answers how many answers the run has so far, those that were kept from an earlier one included
     */
    default void answered(long answers) {}

    /**
     * Tells nobody.
     *
     * @return a progress that does nothing
     */
    static Progress none() {
        return (stage, done, total) -> {};
    }

    /**
     * Writes a line per stage to standard error, rewritten at most ten times a second.
     *
     * @return a progress for people who watch a console
     */
    static Progress console() {
        return new ConsoleProgress(System.err);
    }
}
