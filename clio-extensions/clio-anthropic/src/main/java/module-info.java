/** Language models behind the Messages API of Anthropic. Whoever uses it sends texts out of the process. */
module io.clio.anthropic {
    requires transitive io.clio.llm;
    requires io.clio.http;
    requires com.fasterxml.jackson.databind;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.anthropic;
}
