/**
 * The contract of a {@link io.clio.llm.LanguageModel} as tests: extend
 * {@link io.clio.testkit.llm.LanguageModelContract}, write two methods. Needs JUnit Jupiter, which whoever writes tests
 * has; this module does not bring it.
 */
@NullMarked
package io.clio.testkit.llm;

import org.jspecify.annotations.NullMarked;
