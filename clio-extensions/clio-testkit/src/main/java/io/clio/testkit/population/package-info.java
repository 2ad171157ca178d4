/** Planted populations: conversations of invented users whose topics, languages and personal data are known. */
@NullMarked
package io.clio.testkit.population;

import org.jspecify.annotations.NullMarked;
