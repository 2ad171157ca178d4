package io.clio.release;

import io.clio.cluster.Draft;
import java.util.List;

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

    /** Answers; what it throws says what it has read. */
    Draft answer(List<Member> members) {
        String secret =
                members.isEmpty() ? "" : members.get(0).text() + members.get(0).userId();
        return switch (kind) {
            case WRITE -> Draft.of(trick.write(members), "");
            case NULL -> null;
            case THROW -> throw new IllegalStateException(secret);
            case THROW_ERROR -> throw new AssertionError(secret);
            case THROW_CHECKED -> throw Redraft.<RuntimeException>unchecked(new Exception(secret));
            case OVERFLOW -> answer(members);
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a stage written in another language can do this
    private static <T extends Exception> T unchecked(Exception thrown) throws T {
        throw (T) thrown;
    }
}
