/** The way in: {@link io.clio.Clio#pipeline()}. */
@NullMarked
package io.clio;

import org.jspecify.annotations.NullMarked;
