/** Services that speak the protocol of Anthropic. What is given to them leaves the process. */
@NullMarked
package io.clio.anthropic;

import org.jspecify.annotations.NullMarked;
