/** Tells the language of a text, through Apache OpenNLP, scripts and common words. */
module io.clio.langdetect {
    requires transitive io.clio.api;
    requires io.clio.core;
    requires org.apache.opennlp.tools;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.langdetect;

    provides io.clio.spi.LanguageDetectorProvider with
            io.clio.langdetect.OpenNlpLanguageDetectorProvider;
}
