/** Stages that ask a language model. What it answers is checked here for its form, and by the gate for its content. */
@NullMarked
package io.clio.model;

import org.jspecify.annotations.NullMarked;
