/**
 * Words as the release gate sees them: one tokenizer, one folding, one stemmer for raw text and released text alike.
 */
@NullMarked
package io.clio.privacy.text;

import org.jspecify.annotations.NullMarked;
