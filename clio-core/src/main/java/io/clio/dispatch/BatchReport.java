package io.clio.dispatch;

/**
 * What was asked in batches so far: counts alone.
 *
 * @param submitted how many batches a provider has taken
 * @param resumed how many batches of an earlier run were gone on with
 * @param ended how many of both have ended with answers or errors
 * @param lost how many were given up as a whole, by the provider or because they took too long
 * @param asked how many questions were handed over in batches; asked again, they count again
 * @param waiting how many questions are in batches now
 * @param answered how many were answered in batches
 * @param missing how many had neither an answer nor an error although their batch has ended
 * @param strays how many answers there were to what was not asked; they are passed over
 * @param doubtful how many questions an earlier run handed over without having been told of a batch, because it ended
 *     in between: the provider may have that batch, and they are asked again
 */
public record BatchReport(
        long submitted,
        long resumed,
        long ended,
        long lost,
        long asked,
        long waiting,
        long answered,
        long missing,
        long strays,
        long doubtful) {
    static final BatchReport NONE = new BatchReport(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
