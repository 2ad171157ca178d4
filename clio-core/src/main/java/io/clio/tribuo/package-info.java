/** Clusterers of the Tribuo library. */
@NullMarked
package io.clio.tribuo;

import org.jspecify.annotations.NullMarked;
