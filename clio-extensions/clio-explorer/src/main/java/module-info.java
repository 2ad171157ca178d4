/** Released insights as a page to look at, from a disk or from a server that knows who may see what. */
module io.clio.explorer {
    requires transitive io.clio.api;
    requires transitive io.clio.privacy;
    requires io.clio.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.explorer;
    exports io.clio.explorer.access;
}
