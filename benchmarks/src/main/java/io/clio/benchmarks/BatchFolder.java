package io.clio.benchmarks;

import io.clio.llm.BatchLanguageModel;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider of batches that outlasts the process: a batch is a file of requests in a folder, and has ended when
 * somebody has looked three times. Single requests go to a model with a log. Thread-safe.
 */
final class BatchFolder implements BatchLanguageModel {
    private static final int MOST = 50_000;
    private static final int LOOKS = 3;
    private static final long PAUSE_MILLIS = 60;

    /** What a provider is asked for, as far as somebody wants to know. */
    enum Event {
        /** A batch arrives, and is not taken yet. */
        SUBMIT,
        /** A batch was taken, and its id not yet told. */
        TAKEN,
        /** Somebody looks how far a batch is. */
        POLL,
        /** Answers are fetched. */
        COLLECT
    }

    private final LanguageModel model;
    private final LanguageModel alone;
    private final Path folder;
    private final BiConsumer<Event, Integer> on;
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();
    private final Map<Event, AtomicInteger> events = new ConcurrentHashMap<>();

    /**
     * A provider.
     *
     * @param model answers what is in batches
     * @param alone answers single requests
     * @param folder where batches are
     * @param on is told of each event, and the how manieth of its kind it is in this process
     */
    BatchFolder(LanguageModel model, LanguageModel alone, Path folder, BiConsumer<Event, Integer> on) {
        this.model = model;
        this.alone = alone;
        this.folder = folder;
        this.on = on;
    }

    private void happens(Event event) throws InterruptedException {
        on.accept(event, events.computeIfAbsent(event, e -> new AtomicInteger()).incrementAndGet());
        // For whoever wants to kill it there.
        Thread.sleep(PAUSE_MILLIS);
    }

    @Override
    public int mostRequests() {
        return MOST;
    }

    @Override
    public String submit(Map<String, CompletionRequest> requests) throws LanguageModelException, InterruptedException {
        happens(Event.SUBMIT);
        require(requests);
        try {
            Files.createDirectories(folder);
            Path written = Files.createTempFile(folder, "", ".new");
            LoggedModel.write(written, List.copyOf(requests.values()));
            Files.write(written.resolveSibling(written.getFileName() + ".items"), List.copyOf(requests.keySet()));
            String id;
            synchronized (BatchFolder.class) {
                id = "b" + batches(folder).size();
                Files.move(
                        written.resolveSibling(written.getFileName() + ".items"),
                        folder.resolve(id + ".items"),
                        StandardCopyOption.REPLACE_EXISTING);
                Files.move(written, folder.resolve(id + ".batch"), StandardCopyOption.ATOMIC_MOVE);
            }
            happens(Event.TAKEN);
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public BatchState poll(String batch) throws LanguageModelException, InterruptedException {
        happens(Event.POLL);
        if (!Files.exists(folder.resolve(batch + ".batch"))) {
            return BatchState.LOST;
        }
        return looks.merge(batch, 1, Integer::sum) < LOOKS ? BatchState.RUNNING : BatchState.ENDED;
    }

    @Override
    public Map<String, BatchAnswer> collect(String batch) throws LanguageModelException, InterruptedException {
        happens(Event.COLLECT);
        try {
            List<String> items = Files.readAllLines(folder.resolve(batch + ".items"));
            List<CompletionRequest> requests = LoggedModel.read(folder.resolve(batch + ".batch"));
            Map<String, BatchAnswer> answers = new LinkedHashMap<>();
            for (int i = 0; i < items.size(); i++) {
                answers.put(items.get(i), new BatchAnswer.Answered(model.complete(requests.get(i))));
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void cancel(List<String> batches) {
        // What is in the folder has ended.
    }

    /** All requests in batches that were taken, by batch. */
    static Map<String, List<CompletionRequest>> taken(Path folder) throws IOException {
        Map<String, List<CompletionRequest>> taken = new LinkedHashMap<>();
        for (String batch : batches(folder)) {
            taken.put(batch, LoggedModel.read(folder.resolve(batch + ".batch")));
        }
        return taken;
    }

    private static Set<String> batches(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".batch"))
                    .map(name -> name.substring(0, name.length() - ".batch".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Override
    public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
        return alone.complete(request);
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public String name() {
        return model.name();
    }
}
