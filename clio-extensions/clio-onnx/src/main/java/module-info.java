/** The sentence embedder all-MiniLM-L6-v2 in process, through ONNX Runtime. */
module io.clio.onnx {
    requires transitive io.clio.api;
    requires com.microsoft.onnxruntime;
    requires static org.jspecify;
    requires static transitive com.google.errorprone.annotations;

    exports io.clio.onnx;

    provides io.clio.spi.EmbedderProvider with
            io.clio.onnx.MiniLmEmbedderProvider;
}
