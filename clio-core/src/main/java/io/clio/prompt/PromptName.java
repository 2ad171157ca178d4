package io.clio.prompt;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a language model is asked. Each prompt has two parts, one of the system and one of the user, with
 * {@code {{names}}} where something is filled in. Words of Clio and of its user may stand in both; data, which is all
 * that comes from conversations, only in the part of the user.
 */
public enum PromptName {
    /** Whether a conversation enters the run. */
    SCREEN(ImmutableSet.of("question"), ImmutableSet.of("conversation")),
    /** All facets of a conversation at once. */
    FACETS(ImmutableSet.of("facets"), ImmutableSet.of("conversation")),
    /** What a base cluster is called. */
    TITLE(ImmutableSet.of(), ImmutableSet.of("members", "contrast", "terms", "taken", "rejected")),
    /** Names of groups for a neighbourhood of clusters. */
    GROUPS(ImmutableSet.of("least", "most", "wanted"), ImmutableSet.of("clusters", "outside")),
    /** Which groups of different neighbourhoods are the same. */
    MERGE(ImmutableSet.of("least", "most"), ImmutableSet.of("groups")),
    /** To which group clusters belong. */
    ASSIGN(ImmutableSet.of(), ImmutableSet.of("groups", "clusters")),
    /** What a group is called, now that its members are known. */
    RENAME(ImmutableSet.of(), ImmutableSet.of("children", "terms", "taken", "rejected")),
    /** How private a description is. */
    AUDIT(ImmutableSet.of(), ImmutableSet.of("title", "summary")),
    /** What is said to an answer that is not of the form that was asked for. */
    AGAIN(ImmutableSet.of("problem"), ImmutableSet.of());

    private final ImmutableSet<String> words;
    private final ImmutableSet<String> data;

    PromptName(ImmutableSet<String> words, ImmutableSet<String> data) {
        this.words = words;
        this.data = data;
    }

    /**
     * What Clio or its user fills in.
     *
     * @return names that may stand in both parts; all of them occur
     */
    public Set<String> words() {
        return words;
    }

    /**
     * What comes from conversations.
     *
     * @return names that may stand in the part of the user; all of them occur
     */
    public Set<String> data() {
        return data;
    }

    /** The name of the resource, without its ending. */
    String resource() {
        return name().toLowerCase(Locale.ROOT);
    }
}
