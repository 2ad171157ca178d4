/** Who may see what in a served explorer, how that is found out, and the log of who saw what. */
@NullMarked
package io.clio.explorer.access;

import org.jspecify.annotations.NullMarked;
