/** Asks a language model many things: within its limits, within a budget, and each thing once. */
@NullMarked
package io.clio.dispatch;

import org.jspecify.annotations.NullMarked;
