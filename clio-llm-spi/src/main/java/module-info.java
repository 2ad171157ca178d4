/** What an adapter for a language model provider implements. */
module io.clio.llm {
    requires transitive io.clio.api;
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.llm;
}
