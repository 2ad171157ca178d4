package io.clio.explorer;

import java.time.Instant;

/**
 * A released run in a {@link RunStore}.
 *
 * @param id its name: when it was released, and a hash of what it holds
 * @param released when it was put into the store, to a millisecond
 */
public record Run(String id, Instant released) {}
