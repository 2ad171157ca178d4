/** The stages of a run that can be replaced. Each interface has one abstract method. */
@NullMarked
package io.clio.spi;

import org.jspecify.annotations.NullMarked;
