package io.clio.sentencepiece;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rule that the wrapper of the native library asks nobody and reports to nobody, and that the library is unpacked
 * where nobody else can put another. To be called before the wrapper is loaded.
 */
final class OfflineLibrary {
    private static final String OPT_OUT = "OPT_OUT_TRACKING";
    private static final Map<String, String> PROPERTIES = Map.of(OPT_OUT, "true", "ai.djl.offline", "true");
    private static final String FOLDER = "ENGINE_CACHE_DIR";
    private static final List<String> FOLDERS = List.of(FOLDER, "DJL_CACHE_DIR");

    private OfflineLibrary() {}

    /**
     * Sets the properties of the process, and a folder unless one is set.
     *
     * @throws IllegalStateException if the environment, which has precedence, says otherwise
     */
    static synchronized void prepare() {
        requireSilent(System.getenv());
        PROPERTIES.forEach(System::setProperty);
        if (FOLDERS.stream().allMatch(name -> System.getenv(name) == null && System.getProperty(name) == null)) {
            System.setProperty(FOLDER, temporary().toString());
        }
    }

    /**
     * Refuses an environment in which the wrapper would use the network.
     *
     * @param variables the environment of the process
     */
    static void requireSilent(Map<String, String> variables) {
        for (String name : List.of(OPT_OUT, "DJL_OFFLINE")) {
            String value = variables.get(name);
            if (value != null && !Boolean.parseBoolean(value)) {
                throw new IllegalStateException("the environment sets " + name + " to something else than true, and the"
                        + " tokenizer would use the network: unset it, or set it to true");
            }
        }
    }

    private static Path temporary() {
        try {
            Path folder = Files.createTempDirectory("clio-tokenizers");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "clio-tokenizers-cleanup"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder for the native library", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A system that does not delete what is loaded keeps it in its temporary folder.
        }
    }
}
