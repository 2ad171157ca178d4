/** Released insights as a page to look at; made of what the gate released and of nothing else. */
@NullMarked
package io.clio.explorer;

import org.jspecify.annotations.NullMarked;
