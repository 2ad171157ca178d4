/** Calls to a service over HTTP: one request each, whose text and key are told nowhere. */
@NullMarked
package io.clio.http;

import org.jspecify.annotations.NullMarked;
