/** Tokenizers of the types Unigram and BPE, in process: no text leaves it. */
@NullMarked
package io.clio.sentencepiece;

import org.jspecify.annotations.NullMarked;
