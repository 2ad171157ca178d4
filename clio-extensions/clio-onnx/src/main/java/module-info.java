/** Sentence embedders in process, through ONNX Runtime: all-MiniLM-L6-v2, and exports by path. */
module io.clio.onnx {
    requires transitive io.clio.api;
    requires io.clio.core;
    requires com.fasterxml.jackson.databind;
    requires com.microsoft.onnxruntime;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    uses io.clio.onnx.ModelTokenizerProvider;

    exports io.clio.onnx;

    provides io.clio.spi.EmbedderProvider with
            io.clio.onnx.MiniLmEmbedderProvider;
}
