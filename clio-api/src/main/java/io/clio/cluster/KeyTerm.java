package io.clio.cluster;

import io.clio.conversation.SensitiveText;
import java.util.Objects;

/**
 * A word or phrase that sets a cluster apart, with how many stand behind it.
 *
 * @param text the phrase as its users write it
 * @param users how many known users of the cluster wrote it
 * @param conversations in how many conversations of the cluster it occurs
 * @param score how strongly it sets the cluster apart, comparable among the clusters of one run
 */
public record KeyTerm(SensitiveText text, int users, int conversations, double score) {
    // Checks that there is a text.
    public KeyTerm {
        Objects.requireNonNull(text, "text");
    }
}
