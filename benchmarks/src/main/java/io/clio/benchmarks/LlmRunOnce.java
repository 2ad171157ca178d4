package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.dispatch.Batching;
import io.clio.dispatch.Dispatch;
import io.clio.llm.LanguageModel;
import io.clio.release.InsightsFile;
import io.clio.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import javax.crypto.spec.SecretKeySpec;

/** The run that {@link LlmKillResume} kills: every step asks a model, and all that can be kept is kept. */
final class LlmRunOnce {
    /** What a call of its own is as an event. */
    static final String CALL = "CALL";

    private static final int IN_FLIGHT = 16;
    /** Enough for a hierarchy. */
    private static final int CLUSTERS = 15;
    /** Some batches at each step that has any. */
    private static final Batching BATCHING = Batching.standard()
            .ofSize(10, 60)
            .gatheringFor(Duration.ofMillis(200))
            .pollingEvery(Duration.ofMillis(50));

    private final Path input;
    private final boolean inBatches;

    /**
     * A run.
     *
     * @param input the conversations
     * @param inBatches whether it asks in batches
     */
    LlmRunOnce(Path input, boolean inBatches) {
        this.input = input;
        this.inBatches = inBatches;
    }

    /**
     * Runs over {@code INPUT WORKSPACE LOG BATCHES EVENT NUMBER}, and says {@code now} at that event, so that it can be
     * killed. Without a folder for batches, {@code -}, it asks one by one.
     */
    public static void main(String[] arguments) {
        int point = Integer.parseInt(arguments[5]);
        System.out.println("begun");
        BiConsumer<String, Integer> onEvent = (event, number) -> {
            if (event.equals(arguments[4]) && number == point) {
                System.out.println("now");
                if (event.equals(BatchFolder.Event.SUBMIT.name()) || event.equals(BatchFolder.Event.TAKEN.name())) {
                    // To be killed before the provider goes on, however long that takes.
                    LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
                }
            }
        };
        boolean inBatches = !arguments[3].equals("-");
        LlmRunOnce once = new LlmRunOnce(Path.of(arguments[0]), inBatches);
        once.run(
                Path.of(arguments[1]),
                once.model(new ScriptedModel(), Path.of(arguments[2]), Path.of(arguments[3]), onEvent));
        System.out.println("ended");
    }

    /**
     * A model with a log, that keeps batches in a folder if the run asks in batches.
     *
     * @param model answers
     * @param log has the requests that came one by one
     * @param batches has those that came in batches
     * @param onEvent is told of events and their numbers
     */
    LanguageModel model(LanguageModel model, Path log, Path batches, BiConsumer<String, Integer> onEvent) {
        LanguageModel logged = new LoggedModel(model, log, call -> onEvent.accept(CALL, call));
        return inBatches
                ? new BatchFolder(model, logged, batches, (event, number) -> onEvent.accept(event.name(), number))
                : logged;
    }

    /** What is released, as JSON. */
    String run(Path workspace, LanguageModel model) {
        return InsightsFile.toJson(Clio.pipeline()
                .from(Conversations.jsonLines(input))
                .embedder(Embedders.hashing())
                .clusterer(Clusterers.kMeans(CLUSTERS))
                .llm(model)
                .screen("Does the user ask for something?")
                .facets(Facets.task(), Facets.language(), Facets.concern())
                .splitRequests()
                .dispatch(inBatches ? dispatch().inBatches(BATCHING).build() : settings())
                .workspace(workspace(workspace))
                .threads(2)
                .run());
    }

    private static Dispatch.Builder dispatch() {
        return Dispatch.builder().maxInFlight(IN_FLIGHT).attempts(1);
    }

    static Dispatch settings() {
        return dispatch().build();
    }

    static Workspace workspace(Path directory) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return Workspace.at(directory).key(new SecretKeySpec(key, "AES")).retain(Duration.ofDays(1));
    }
}
