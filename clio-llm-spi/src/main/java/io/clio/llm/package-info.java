/** The provider interface for language models. */
@NullMarked
package io.clio.llm;

import org.jspecify.annotations.NullMarked;
