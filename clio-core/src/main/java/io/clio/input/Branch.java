package io.clio.input;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** One way through a tree of messages, from its root to a leaf; other branches are answers that were thrown away. */
final class Branch {
    private Branch() {}

    /**
     * The nodes from the root to a leaf.
     *
     * @param nodes the nodes by id
     * @param leaf the id of the last one
     * @param parent the field in which a node names its parent
     * @param place where the leaf is named
     */
    static Deque<String> to(String leaf, Map<String, JsonNode> nodes, String parent, String place)
            throws FieldException {
        Deque<String> branch = new ArrayDeque<>();
        Set<String> seen = new HashSet<>();
        JsonNode node = nodes.get(leaf);
        String here = leaf;
        while (node != null) {
            if (!seen.add(here)) {
                throw new FieldException(place, "a branch that ends at a root", "one that leads back to itself");
            }
            branch.addFirst(here);
            here = node.path(parent).asText("");
            node = nodes.get(here);
        }
        return branch;
    }
}
