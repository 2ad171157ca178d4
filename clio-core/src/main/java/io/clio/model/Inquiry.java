package io.clio.model;

import io.clio.conversation.Subject;
import io.clio.llm.CompletionRequest;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something to be asked, with the form of its answer. Prompts are made when their turn comes, for all of them together
 * could be more than memory holds.
 *
 * @param prompt makes the request but for its schema; the same whenever it is called
 * @param form the form of the answer
 * @param about the users whose conversations the prompt was made from
 */
record Inquiry<A>(Supplier<CompletionRequest.Builder> prompt, Form<A> form, List<Subject> about) {
    // Copies the list.
    Inquiry {
        about = List.copyOf(about);
    }

    @Override
    public String toString() {
        return "Inquiry[subjects=" + about.size() + "]";
    }
}
