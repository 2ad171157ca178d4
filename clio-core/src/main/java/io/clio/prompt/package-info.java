/** What Clio says to language models: texts that can be read, replaced and told apart by version. */
@NullMarked
package io.clio.prompt;

import org.jspecify.annotations.NullMarked;
