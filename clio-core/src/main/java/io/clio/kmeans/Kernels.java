package io.clio.kmeans;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernel of this process, once: that for the Vector API where Java was started with it. */
final class Kernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final String VECTOR_API = "jdk.incubator.vector";
    private static final Kernel BEST = choose();

    private Kernels() {}

    static Kernel best() {
        return BEST;
    }

    private static Kernel choose() {
        Optional<Module> vectorApi = ModuleLayer.boot().findModule(VECTOR_API);
        if (vectorApi.isEmpty()) {
            LOG.info("k-means uses its plain kernel; java --add-modules {} makes it faster", VECTOR_API);
            return new PlainKernel();
        }
        try {
            Kernels.class.getModule().addReads(vectorApi.get());
            return Class.forName("io.clio.kmeans.VectorKernel")
                    .asSubclass(Kernel.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("k-means uses its plain kernel: that for the Vector API cannot be used here: {}", e.toString());
            return new PlainKernel();
        }
    }
}
