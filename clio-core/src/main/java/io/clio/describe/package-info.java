/** Describes clusters without a model: phrases that set a cluster apart, and titles made of them. */
@NullMarked
package io.clio.describe;

import org.jspecify.annotations.NullMarked;
