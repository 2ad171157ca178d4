/** The embedders that need nothing but this module. */
@NullMarked
package io.clio.embed;

import org.jspecify.annotations.NullMarked;
