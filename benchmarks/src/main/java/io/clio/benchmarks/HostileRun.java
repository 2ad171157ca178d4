package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Pipeline;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Summarizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Runs the pipeline with stages that misbehave, and writes what was released. Whatever else leaves (standard output,
 * the log, stack traces on standard error) is for the caller to look through.
 */
final class HostileRun {
    /** Enough for extractors that fail on purpose. */
    private static final double MANY_BAD = 0.9;

    private final Path input;
    private final Path out;
    private final RawTexts raw;

    private HostileRun(Path input, Path out) throws IOException {
        this.input = input;
        this.out = Files.createDirectories(out);
        this.raw = RawTexts.of(input);
    }

    /** Takes what to do ({@code echo}, {@code throw} or {@code crash}), the input and the folder to write to. */
    public static void main(String[] arguments) throws IOException {
        HostileRun run = new HostileRun(Path.of(arguments[1]), Path.of(arguments[2]));
        switch (arguments[0]) {
            case "echo" -> run.echo();
            case "throw" -> run.misbehave();
            case "crash" -> run.crash();
            default -> throw new IllegalArgumentException("echo, throw or crash, got " + arguments[0]);
        }
    }

    private Pipeline pipeline() {
        return Clio.pipeline()
                .from(Conversations.jsonLines(input).skippingAtMost(MANY_BAD))
                .embedder(Embedders.hashing());
    }

    private void echo() throws IOException {
        HostileStages stages = new HostileStages(raw);
        write(pipeline().summarizer(Summarizer.each(stages::echo)).run(), stages);
    }

    private void misbehave() throws IOException {
        HostileStages stages = new HostileStages(raw);
        write(
                pipeline()
                        .summarizer(Summarizer.each(stages::echoOrThrow))
                        .auditor(PrivacyAuditor.each(stages::approveOrThrow))
                        .facet(HostileStages.SAID)
                        .extractor(stages::sayOrThrow)
                        .run(),
                stages);
    }

    private void write(Insights insights, HostileStages stages) throws IOException {
        InsightsFile.write(insights, out.resolve("insights.json"));
        Files.writeString(out.resolve("tree.txt"), insights.toTree());
        System.out.println(insights.toTree());
        System.out.println("released=" + insights.all().count() + " " + stages.counts());
    }

    /**
     * Fails in each stage that sees text, by exception and by error; prints what reaches the caller as the JVM would.
     */
    private void crash() {
        Map<String, Pipeline> crashes = new LinkedHashMap<>();
        crashes.putAll(crashes("exception", number -> new IllegalStateException(raw.request(number))));
        crashes.putAll(crashes("error", number -> new AssertionError(raw.request(10 + number))));
        crashes.forEach((name, pipeline) -> {
            try {
                System.err.println("crash " + name + ": " + pipeline.run());
            } catch (RuntimeException | Error e) {
                System.err.println("crash " + name + ":");
                e.printStackTrace();
            }
        });
        System.out.println("crashes=" + crashes.size());
    }

    /** Pipelines of which one stage fails; the message is another raw request for each, so that each can be told. */
    private Map<String, Pipeline> crashes(String kind, IntFunction<Throwable> failure) {
        Map<String, Pipeline> crashes = new LinkedHashMap<>();
        crashes.put("facet " + kind, pipeline().facet(HostileStages.SAID, conversation -> {
            throw raise(failure.apply(0));
        }));
        crashes.put("extractor " + kind, pipeline().facet(HostileStages.SAID).extractor((conversations, facets) -> {
            throw raise(failure.apply(1));
        }));
        crashes.put("embedder " + kind, pipeline().reconfigure().embedder(texts -> {
            throw raise(failure.apply(2));
        }));
        crashes.put("summarizer " + kind, pipeline().summarizer(Summarizer.each(cluster -> {
            throw raise(failure.apply(3));
        })));
        crashes.put("hierarchizer " + kind, pipeline().hierarchizer((drafts, centroids, seed) -> {
            throw raise(failure.apply(4));
        }));
        crashes.put("auditor " + kind, pipeline().auditor(PrivacyAuditor.each(draft -> {
            throw raise(failure.apply(5));
        })));
        return crashes;
    }

    /** What is to be thrown if it is an exception; an error is thrown here. */
    private static RuntimeException raise(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(failure.getMessage(), failure);
    }
}
