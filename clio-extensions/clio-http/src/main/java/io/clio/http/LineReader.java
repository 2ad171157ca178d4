package io.clio.http;

import io.clio.llm.LanguageModelException;

/** Reads a file line by line. */
@FunctionalInterface
public interface LineReader {
    /**
     * Reads a line.
     *
     * @param line without its end
     * @throws LanguageModelException if it is not what it should be; no further line is read then
     */
    void read(String line) throws LanguageModelException;
}
