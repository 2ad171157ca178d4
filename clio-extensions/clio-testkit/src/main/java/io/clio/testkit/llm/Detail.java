package io.clio.testkit.llm;

/**
 * What a provider, or the library through which an adapter speaks to it, may or may not show. What is not shown must
 * not be made up either: it is tested both ways.
 */
public enum Detail {
    /** When to come back after a refusal for want of time; if not shown, errors say no time. */
    RETRY_AFTER,
    /** How many tokens were put into a cache; if not shown, that figure is 0. */
    CACHE_WRITES,
    /** That an account has nothing left; if not shown, this looks like a rate limit or a bad key. */
    QUOTA,
    /** That prompt and answer are too long; if not shown, this looks like a bad request. */
    CONTEXT_LENGTH,
    /** That a model refuses; if not shown, there is no answer for another reason. */
    REFUSAL,
    /** That something else stands where a text should; if not shown, it comes as a text. */
    TYPES
}
