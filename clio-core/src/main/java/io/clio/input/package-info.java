/** Reads conversations from files, streaming, and says of every bad record where it stands and what is wrong. */
@NullMarked
package io.clio.input;

import org.jspecify.annotations.NullMarked;
