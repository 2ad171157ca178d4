package io.clio.workspace;

/** A kind of thing that a workspace keeps. Each can be kept for a time of its own. */
public enum Artefact {
    /** What an extractor answered about a conversation. */
    FACETS(1),
    /** Vectors of facet texts. */
    EMBEDDINGS(2),
    /** What a language model answered. */
    ANSWERS(3),
    /** In which batch at a provider the answer to a question will be. */
    BATCHES(4);

    /** What stands for it in the file; never changes. */
    private final int code;

    Artefact(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
