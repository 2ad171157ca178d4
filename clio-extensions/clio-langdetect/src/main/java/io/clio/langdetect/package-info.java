/** Tells the language of a text, through Apache OpenNLP, scripts and common words. */
@NullMarked
package io.clio.langdetect;

import org.jspecify.annotations.NullMarked;
