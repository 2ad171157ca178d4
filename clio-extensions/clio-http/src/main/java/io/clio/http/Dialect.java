package io.clio.http;

import io.clio.llm.LanguageModelException.Final;
import java.util.Map;
import java.util.Set;

/**
 * What each service does in its own way.
 *
 * @param keyHeader the header in which it wants its key
 * @param keyPrefix what stands there before the key, such as {@code "Bearer "}
 * @param headers what else every request carries
 * @param codes which codes and types of errors may be told; of what else stands in an error nothing is
 * @param meanings what some of these codes mean, whatever the status
 * @param words what words in an error's message mean, in lower case, where there is no code for it
 */
public record Dialect(
        String keyHeader,
        String keyPrefix,
        Map<String, String> headers,
        Set<String> codes,
        Map<String, Final.Reason> meanings,
        Map<String, Final.Reason> words) {

    // Copies what can be changed.
    public Dialect {
        headers = Map.copyOf(headers);
        codes = Set.copyOf(codes);
        meanings = Map.copyOf(meanings);
        words = Map.copyOf(words);
    }
}
