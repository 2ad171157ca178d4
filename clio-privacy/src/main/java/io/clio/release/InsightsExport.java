package io.clio.release;

import java.io.IOException;

/** Somewhere that released insights go: a file, a page, a store. It is given what was released and nothing else. */
@FunctionalInterface
public interface InsightsExport {
    /**
     * Writes insights.
     *
     * @param insights what was released
     * @throws IOException if they cannot be written
     */
    void write(Insights insights) throws IOException;
}
