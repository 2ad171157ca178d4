/** Services that speak the protocol of OpenAI. What is given to them leaves the process. */
@NullMarked
package io.clio.openai;

import org.jspecify.annotations.NullMarked;
