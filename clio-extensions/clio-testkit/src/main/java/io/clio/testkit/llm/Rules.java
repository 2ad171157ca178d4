package io.clio.testkit.llm;

import java.util.Set;

/** Some rules of the contract, as tests. */
interface Rules {
    /**
     * What a test works with.
     *
     * @return the provider of this test, and the model that calls it
     */
    Bench bench();

    /**
     * What the provider, or the library through which an adapter calls it, shows.
     *
     * @return by default everything but {@link Detail#CACHE_WRITES}
     */
    Set<Detail> details();
}
