package io.clio.release;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One node of a generated tree.
 *
 * @param cluster which members it stands for
 * @param part which part of the cluster, or −1 for all of it
 * @param flaw what is wrong with its rows
 * @param title what a summarizer would call it
 * @param summary what a summarizer would say of it
 * @param redrafts how the summarizer answers when asked again; the last answer is repeated
 * @param keyTerms its key terms, best first
 * @param children the nodes below it
 */
record Shape(
        int cluster,
        int part,
        Flaw flaw,
        Trick title,
        Trick summary,
        List<Redraft> redrafts,
        List<Trick> keyTerms,
        List<Shape> children) {

    /** What can be wrong with the rows of a node. */
    enum Flaw {
        NONE,
        REPEATED,
        OUT_OF_RANGE,
        NEGATIVE,
        NOT_OF_PARENT,
        DESCENDING,
        OVERWRITTEN_LATER
    }

    /** The rows of members, without the flaw. */
    int[] members(List<Member> all) {
        return IntStream.range(0, all.size())
                .filter(row -> all.get(row).cluster() == cluster)
                .filter(row -> part < 0 || all.get(row).part() == part)
                .toArray();
    }

    /** The rows that the node claims. */
    int[] claimed(List<Member> all) {
        int[] rows = members(all);
        return switch (flaw) {
            case NONE, OVERWRITTEN_LATER -> rows;
            case REPEATED ->
                IntStream.of(rows).flatMap(row -> IntStream.of(row, row)).toArray();
            case OUT_OF_RANGE ->
                IntStream.concat(IntStream.of(rows), IntStream.of(all.size())).toArray();
            case NEGATIVE ->
                IntStream.concat(IntStream.of(-1), IntStream.of(rows)).toArray();
            case NOT_OF_PARENT ->
                part < 0 ? rows : IntStream.range(0, all.size()).toArray();
            case DESCENDING ->
                IntStream.range(0, rows.length)
                        .map(i -> rows[rows.length - 1 - i])
                        .toArray();
        };
    }
}
