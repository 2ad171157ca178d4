package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.cluster.Hierarchy.Node;

/**
 * A node of a tree that is being built.
 *
 * @param node the node
 * @param draft what the model is told of it; for a group that it could not name what was proposed for it
 */
record Topic(Node node, Draft draft) {}
