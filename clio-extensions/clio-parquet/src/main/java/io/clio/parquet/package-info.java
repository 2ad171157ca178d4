/** Reads conversations from Parquet files. */
@NullMarked
package io.clio.parquet;

import org.jspecify.annotations.NullMarked;
