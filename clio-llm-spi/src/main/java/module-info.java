/** What an adapter for a language model provider implements. */
module io.clio.llm {
    requires transitive io.clio.api;
    requires static transitive org.jspecify;

    exports io.clio.llm;
}
