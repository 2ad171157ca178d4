/** How models of the BERT family split texts into word pieces. */
@NullMarked
package io.clio.wordpiece;

import org.jspecify.annotations.NullMarked;
