package io.clio.release;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** One released topic. Immutable and thread-safe; only the release gate and {@link InsightsFile} make instances. */
public final class Insight {
    private final String title;
    private final String summary;
    private final int users;
    private final int conversations;
    private final double share;
    private final SortedMap<String, List<FacetCell>> facets;
    private final List<Insight> children;

    Insight(
            String title,
            String summary,
            int users,
            int conversations,
            double share,
            SortedMap<String, List<FacetCell>> facets,
            List<Insight> children) {
        this.title = title;
        this.summary = summary;
        this.users = users;
        this.conversations = conversations;
        this.share = share;
        this.facets = Collections.unmodifiableSortedMap(new TreeMap<>(facets));
        this.children = List.copyOf(children);
    }

    /**
     * What the topic is called; no two topics of one result have the same title.
     *
     * @return the title
     */
    public String title() {
        return title;
    }

    /**
     * What the topic is about, in a sentence or two.
     *
     * @return the summary, empty if none could be released
     */
    public String summary() {
        return summary;
    }

    /**
     * How many users the topic stands for.
     *
     * @return the number of users
     */
    public int users() {
        return users;
    }

    /**
     * How many conversations the topic stands for.
     *
     * @return the number of conversations
     */
    public int conversations() {
        return conversations;
    }

    /**
     * The topic's part of all conversations of the run, from the released numbers.
     *
     * @return 0 to 1, rounded to four decimals
     */
    public double share() {
        return share;
    }

    /**
     * For each facet the values that could be released, largest first, ordered values in their order.
     *
     * @return cells by the facet's name
     */
    public SortedMap<String, List<FacetCell>> facets() {
        return facets;
    }

    /**
     * The topics below this one, largest first.
     *
     * @return the children, empty for a leaf
     */
    public List<Insight> children() {
        return children;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Insight that
                && title.equals(that.title)
                && summary.equals(that.summary)
                && users == that.users
                && conversations == that.conversations
                && Double.compare(share, that.share) == 0
                && facets.equals(that.facets)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(title, summary, users, conversations, facets, children);
    }

    @Override
    public String toString() {
        return title + " (" + users + " users, " + conversations + " conversations)";
    }
}
