package io.clio.model;

/**
 * What a hierarchizer had to make up for because the model gave no answer that could be used.
 *
 * @param proposals neighbourhoods whose groups are named after their most central topics
 * @param merges lists of names in which no two were found to be the same
 * @param assignments topics that went to the group whose name is nearest to theirs
 * @param names groups left without a name, for the summarizer to find one
 * @param levels levels made by k-means alone
 */
public record Makeshifts(int proposals, int merges, int assignments, int names, int levels) {
    /** Nothing made up for. */
    public static final Makeshifts NONE = new Makeshifts(0, 0, 0, 0, 0);

    /**
     * Both together.
     *
     * @param other others
     * @return the sums
     */
    public Makeshifts plus(Makeshifts other) {
        return new Makeshifts(
                proposals + other.proposals,
                merges + other.merges,
                assignments + other.assignments,
                names + other.names,
                levels + other.levels);
    }

    /** Counts them. Confined to one thread. */
    static final class Tally {
        private Makeshifts sum = NONE;

        void proposal() {
            sum = sum.plus(new Makeshifts(1, 0, 0, 0, 0));
        }

        void merge() {
            sum = sum.plus(new Makeshifts(0, 1, 0, 0, 0));
        }

        void assignment() {
            sum = sum.plus(new Makeshifts(0, 0, 1, 0, 0));
        }

        void name() {
            sum = sum.plus(new Makeshifts(0, 0, 0, 1, 0));
        }

        void levels(int count) {
            sum = sum.plus(new Makeshifts(0, 0, 0, 0, count));
        }

        Makeshifts sum() {
            return sum;
        }
    }
}
