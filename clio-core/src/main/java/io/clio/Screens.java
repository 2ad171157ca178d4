package io.clio;

import io.clio.conversation.Conversation;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.privacy.text.Stems;
import io.clio.privacy.text.Token;
import io.clio.privacy.text.Words;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Ready-made conditions for {@link Pipeline#screen}, which decide by code whether a conversation enters a run. They are
 * combined with {@code and}, {@code or} and {@code negate}. All are pure and safe for use by several threads.
 */
public final class Screens {
    private Screens() {}

    /**
     * Conversations that began within a time. Those without a time are not let in.
     *
     * @param from the first instant
     * @param until the instant after the last
     * @return the condition
     * @throws IllegalArgumentException if {@code until} is not after {@code from}
     */
    public static Predicate<Conversation> between(Instant from, Instant until) {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("until must be after from, got " + from + " and " + until);
        }
        return conversation -> conversation.timestamp() != null
                && !conversation.timestamp().isBefore(from)
                && conversation.timestamp().isBefore(until);
    }

    /**
     * Conversations whose metadata say something.
     *
     * @param pointer a JSON pointer to a scalar or a list of scalars
     * @param values any of which must stand there, compared as text
     * @return the condition
     */
    public static Predicate<Conversation> metadata(String pointer, String... values) {
        if (!pointer.startsWith("/")) {
            throw new IllegalArgumentException("a JSON pointer must start with '/', got '" + pointer + "'");
        }
        List<String> wanted = List.of(values);
        return conversation -> conversation
                .metadata()
                .at(pointer)
                .filter(found -> found instanceof Collection<?> several
                        ? several.stream().anyMatch(value -> wanted.contains(String.valueOf(value)))
                        : wanted.contains(found.toString()))
                .isPresent();
    }

    /**
     * Conversations in which the user writes some word or words in a row, in any inflexion whose stem is known.
     *
     * @param terms any of which must occur, at least one; case does not matter
     * @return the condition
     * @throws IllegalArgumentException if there is no term, or one without a word
     */
    public static Predicate<Conversation> mentions(String... terms) {
        List<String> wanted = Arrays.stream(terms).map(Screens::stems).toList();
        if (wanted.isEmpty() || wanted.contains("  ")) {
            throw new IllegalArgumentException("mentions needs terms with at least one word each, got " + terms.length);
        }
        return conversation -> conversation
                .contents(Role.USER)
                .map(SensitiveText::reveal)
                .map(Screens::stems)
                .anyMatch(text -> wanted.stream().anyMatch(text::contains));
    }

    private static String stems(String text) {
        return Words.of(text).stream().map(Token::folded).map(Stems::of).collect(Collectors.joining(" ", " ", " "));
    }
}
