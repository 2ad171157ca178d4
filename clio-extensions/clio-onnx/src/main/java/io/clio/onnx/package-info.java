/** Sentence vectors made in process: no text leaves it. */
@NullMarked
package io.clio.onnx;

import org.jspecify.annotations.NullMarked;
