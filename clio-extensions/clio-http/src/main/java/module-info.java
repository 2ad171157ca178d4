/** What the adapters for services over HTTP share. Nothing in it is for others. */
@SuppressWarnings("module") // the modules that this is exported to are compiled later
module io.clio.http {
    requires transitive io.clio.llm;
    requires transitive com.fasterxml.jackson.databind;
    requires java.net.http;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.clio.http to
            io.clio.anthropic,
            io.clio.langchain4j,
            io.clio.openai;
}
