/** Conversations, facets, clusters and the service provider interfaces of Clio. */
module io.clio.api {
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.clio.conversation;
    exports io.clio.facet;
    exports io.clio.cluster;
    exports io.clio.spi;
}
