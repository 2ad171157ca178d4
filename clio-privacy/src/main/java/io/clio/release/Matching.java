package io.clio.release;

import java.util.Arrays;

/** The size of a largest matching in a bipartite graph, after Hopcroft and Karp (1973); without recursion. */
final class Matching {
    private static final int NONE = -1;

    private final int[] firstEdge; // of each left vertex, into rights
    private final int[] rights;
    private final int[] leftOf;
    private final int[] rightOf;
    private final int[] depth;
    private final int[] nextEdge;

    private Matching(int lefts, int[] left, int[] right, int rightCount) {
        firstEdge = new int[lefts + 1];
        for (int l : left) {
            firstEdge[l + 1]++;
        }
        for (int l = 0; l < lefts; l++) {
            firstEdge[l + 1] += firstEdge[l];
        }
        rights = new int[left.length];
        nextEdge = Arrays.copyOf(firstEdge, lefts);
        for (int edge = 0; edge < left.length; edge++) {
            rights[nextEdge[left[edge]]++] = right[edge];
        }
        leftOf = new int[rightCount];
        rightOf = new int[lefts];
        depth = new int[lefts];
        Arrays.fill(leftOf, NONE);
        Arrays.fill(rightOf, NONE);
    }

    /**
     * The size of a largest matching.
     *
     * @param left for each edge its left end, any numbers
     * @param right for each edge its right end
     */
    static int size(int[] left, int[] right) {
        if (left.length == 0) {
            return 0;
        }
        int[] lefts = Arrays.stream(left).sorted().distinct().toArray();
        int[] rights = Arrays.stream(right).sorted().distinct().toArray();
        if (rights.length == 1) {
            return 1;
        }
        int[] from = Arrays.stream(left).map(l -> Arrays.binarySearch(lefts, l)).toArray();
        int[] to = Arrays.stream(right).map(r -> Arrays.binarySearch(rights, r)).toArray();
        return new Matching(lefts.length, from, to, rights.length).grow();
    }

    private int grow() {
        int size = 0;
        while (layer()) {
            for (int l = 0; l < rightOf.length; l++) {
                nextEdge[l] = firstEdge[l];
            }
            for (int l = 0; l < rightOf.length; l++) {
                size += rightOf[l] == NONE && augment(l) ? 1 : 0;
            }
        }
        return size;
    }

    /** Breadth first from all free left vertices; says whether a free right vertex can be reached. */
    private boolean layer() {
        int[] queue = new int[rightOf.length];
        int end = 0;
        Arrays.fill(depth, NONE);
        for (int l = 0; l < rightOf.length; l++) {
            if (rightOf[l] == NONE) {
                depth[l] = 0;
                queue[end++] = l;
            }
        }
        boolean reached = false;
        for (int at = 0; at < end; at++) {
            int l = queue[at];
            for (int edge = firstEdge[l]; edge < firstEdge[l + 1]; edge++) {
                int next = leftOf[rights[edge]];
                if (next == NONE) {
                    reached = true;
                } else if (depth[next] == NONE) {
                    depth[next] = depth[l] + 1;
                    queue[end++] = next;
                }
            }
        }
        return reached;
    }

    /** Depth first along the layers from a free left vertex; turns the path round if it ends at a free right one. */
    private boolean augment(int root) {
        IntList path = new IntList();
        path.add(root);
        int length = 1;
        while (length > 0) {
            int l = path.get(length - 1);
            if (nextEdge[l] == firstEdge[l + 1]) {
                depth[l] = NONE;
                length--;
                continue;
            }
            int next = leftOf[rights[nextEdge[l]++]];
            if (next == NONE) {
                turnRound(path, length);
                return true;
            }
            if (depth[next] == depth[l] + 1) {
                length = put(path, length, next);
            }
        }
        return false;
    }

    private static int put(IntList path, int length, int vertex) {
        if (length < path.size()) {
            path.set(length, vertex);
        } else {
            path.add(vertex);
        }
        return length + 1;
    }

    /** Each vertex of the path takes the edge that it looked at last. */
    private void turnRound(IntList path, int length) {
        for (int i = length - 1; i >= 0; i--) {
            int l = path.get(i);
            int r = rights[nextEdge[l] - 1];
            leftOf[r] = l;
            rightOf[l] = r;
        }
    }
}
