/** Room 2: what is asked of a conversation, and the answers. */
@NullMarked
package io.clio.facet;

import org.jspecify.annotations.NullMarked;
