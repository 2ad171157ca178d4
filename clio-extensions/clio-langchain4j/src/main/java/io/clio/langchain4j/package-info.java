/** Language models through LangChain4j. What is given to them goes where their provider is. */
@NullMarked
package io.clio.langchain4j;

import org.jspecify.annotations.NullMarked;
