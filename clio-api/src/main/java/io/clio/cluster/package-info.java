/** Room 2: embeddings, clusters, drafts of their descriptions, and their hierarchy. */
@NullMarked
package io.clio.cluster;

import org.jspecify.annotations.NullMarked;
