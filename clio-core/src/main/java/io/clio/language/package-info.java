/** What a text tells of its language without a model: its prose, its scripts, and the codes of languages. */
@NullMarked
package io.clio.language;

import org.jspecify.annotations.NullMarked;
