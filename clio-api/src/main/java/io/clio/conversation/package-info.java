/** Room 1: raw conversations. Nothing in this package may leave the process. */
@NullMarked
package io.clio.conversation;

import org.jspecify.annotations.NullMarked;
