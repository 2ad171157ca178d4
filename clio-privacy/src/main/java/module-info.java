/** The release gate and all it needs: the trusted base of Clio. */
@SuppressWarnings("module") // the modules that internals are exported to are compiled later
module io.clio.privacy {
    requires transitive io.clio.api;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires static transitive org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.clio.release;
    exports io.clio.privacy.detect to
            io.clio.core;
    exports io.clio.privacy.seal to
            io.clio.core,
            io.clio.explorer;
    exports io.clio.privacy.text to
            io.clio.core;
}
