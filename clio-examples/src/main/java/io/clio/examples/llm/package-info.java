/** The adapter that docs/writing-an-adapter.md writes. */
@NullMarked
package io.clio.examples.llm;

import org.jspecify.annotations.NullMarked;
