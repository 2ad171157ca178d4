package io.clio.release;

import io.clio.cluster.Draft;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * How a summarizer answers when it is asked for another draft.
 *
 * @param kind what it does
 * @param trick what it writes, if it writes
 */
record Redraft(Kind kind, Trick trick) {

    /** What a redraft function can do. */
    enum Kind {
        WRITE,
        NULL,
        THROW,
        THROW_ERROR,
        THROW_CHECKED,
        OVERFLOW
    }

    /** A redrafter that asks a function for each node; a node without one has no other draft. */
    static Candidate.Redrafter each(IdentityHashMap<Candidate.Node, Function<Set<String>, Draft>> functions) {
        return refused -> refused.stream()
                .map(one -> functions.getOrDefault(one.node(), Scene.NO_REDRAFT).apply(one.terms()))
                .toList();
    }

    /** Answers; what it throws says what it has read. */
    Draft answer(List<Member> members) {
        return switch (kind) {
            case WRITE -> Draft.of(trick.write(members), "");
            case NULL -> null;
            case THROW -> throw new IllegalStateException(secretOf(members));
            case THROW_ERROR -> throw new AssertionError(secretOf(members));
            case THROW_CHECKED -> throw Redraft.<RuntimeException>unchecked(new Exception(secretOf(members)));
            case OVERFLOW -> overflow(0);
        };
    }

    private static String secretOf(List<Member> members) {
        return members.isEmpty() ? "" : members.get(0).text() + members.get(0).userId();
    }

    /** Ends long after the stack. */
    private static Draft overflow(int depth) {
        return depth == Integer.MAX_VALUE ? null : overflow(depth + 1);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a stage written in another language can do this
    private static <T extends Exception> T unchecked(Exception thrown) throws T {
        throw (T) thrown;
    }
}
