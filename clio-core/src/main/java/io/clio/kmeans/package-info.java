/** Clusters dense float32 rows by k-means. */
@NullMarked
package io.clio.kmeans;

import org.jspecify.annotations.NullMarked;
