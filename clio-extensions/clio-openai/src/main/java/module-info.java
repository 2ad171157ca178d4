/**
 * Language models and embeddings from services that speak the protocol of OpenAI. Whoever uses it sends texts out of
 * the process.
 */
module io.clio.openai {
    requires transitive io.clio.api;
    requires transitive io.clio.llm;
    requires io.clio.http;
    requires com.fasterxml.jackson.databind;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.openai;
}
