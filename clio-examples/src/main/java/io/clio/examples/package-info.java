/** The command line of Clio. */
@NullMarked
package io.clio.examples;

import org.jspecify.annotations.NullMarked;
