package io.clio.kmeans;

/** Is told how far a clustering has come. Called on the thread that clusters. */
@FunctionalInterface
public interface Advance {
    /**
     * Takes how much is done, an estimate.
     *
     * @param part of the whole, from 0 to 1; never less than before
     */
    void to(double part);

    /**
     * Where nobody is told.
     *
     * @return an advance that does nothing
     */
    static Advance untold() {
        return part -> {};
    }

    /**
     * Tells how far the whole way is come while a stretch of it is gone.
     *
     * @param from where the stretch begins, from 0 to 1
     * @param to where it ends
     * @return the advance along the stretch
     */
    default Advance within(double from, double to) {
        return part -> to(from + part * (to - from));
    }
}
