package io.clio.benchmarks;

import io.clio.Clio;
import io.clio.Clusterers;
import io.clio.Conversations;
import io.clio.Embedders;
import io.clio.Facets;
import io.clio.dispatch.Dispatch;
import io.clio.llm.LanguageModel;
import io.clio.release.InsightsFile;
import io.clio.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** The run that {@link LlmKillResume} kills: every step asks a model, and all that can be kept is kept. */
final class LlmRunOnce {
    private static final int IN_FLIGHT = 16;
    /** Enough for a hierarchy. */
    private static final int CLUSTERS = 15;

    private LlmRunOnce() {}

    /** Runs over {@code INPUT WORKSPACE LOG CALL}, and says {@code now} at that call, so that it can be killed. */
    public static void main(String[] arguments) {
        int point = Integer.parseInt(arguments[3]);
        System.out.println("begun");
        LanguageModel model = new LoggedModel(new ScriptedModel(), Path.of(arguments[2]), call -> {
            if (call == point) {
                System.out.println("now");
            }
        });
        run(Path.of(arguments[0]), Path.of(arguments[1]), model);
        System.out.println("ended");
    }

    /** What is released, as JSON. */
    static String run(Path input, Path workspace, LanguageModel model) {
        return InsightsFile.toJson(Clio.pipeline()
                .from(Conversations.jsonLines(input))
                .embedder(Embedders.hashing())
                .clusterer(Clusterers.kMeans(CLUSTERS))
                .llm(model)
                .screen("Does the user ask for something?")
                .facets(Facets.task(), Facets.language(), Facets.concern())
                .splitRequests()
                .dispatch(settings())
                .workspace(workspace(workspace))
                .threads(2)
                .run());
    }

    static Dispatch settings() {
        return Dispatch.builder().maxInFlight(IN_FLIGHT).attempts(1).build();
    }

    static Workspace workspace(Path directory) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 7);
        return Workspace.at(directory).key(new SecretKeySpec(key, "AES")).retain(Duration.ofDays(1));
    }
}
