/** The pipeline of Clio and its offline stages. */
@SuppressWarnings("module") // the modules that the engine is exported to are compiled later
module io.clio.core {
    requires transitive io.clio.api;
    requires transitive io.clio.llm;
    requires transitive io.clio.privacy;
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.google.common;
    requires com.oracle.labs.mlrg.olcut;
    requires org.slf4j;
    requires org.tribuo.clustering.core;
    requires org.tribuo.clustering.hdbscan;
    requires org.tribuo.clustering.kmeans;
    requires org.tribuo.core;
    requires org.tribuo.math;
    requires static transitive org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    uses io.clio.spi.EmbedderProvider;
    uses io.clio.spi.LanguageDetectorProvider;

    exports io.clio;
    exports io.clio.dispatch;
    exports io.clio.prompt;
    exports io.clio.workspace;
    exports io.clio.engine to
            io.clio.testkit,
            io.clio.spark;
    exports io.clio.language to
            io.clio.langdetect;
    exports io.clio.input to
            io.clio.parquet;
    exports io.clio.wordpiece to
            io.clio.onnx;
}
