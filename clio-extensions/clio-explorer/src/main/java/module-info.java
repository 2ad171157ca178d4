/** Released insights as a page to look at. */
module io.clio.explorer {
    requires transitive io.clio.api;
    requires transitive io.clio.privacy;
    requires io.clio.core;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.explorer;
}
