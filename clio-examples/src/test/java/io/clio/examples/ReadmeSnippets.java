package io.clio.examples;

import io.clio.Clio;
import io.clio.Conversations;
import io.clio.Facets;
import io.clio.Pipeline;
import io.clio.Sampling;
import io.clio.Screens;
import io.clio.conversation.Conversation;
import io.clio.dispatch.Budget;
import io.clio.facet.Facet;
import io.clio.openai.OpenAiModel;
import io.clio.release.Insights;
import io.clio.release.InsightsFile;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.Progress;
import io.clio.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.SecretKey;

/** The code of the README, compiled; {@link ReadmeTest} compares the two and runs what stands here. */
final class ReadmeSnippets {
    private ReadmeSnippets() {}

    static void first() {
        Insights insights = Clio.pipeline()
                .from(Conversations.jsonLines(Path.of("chats.jsonl")))
                .run();
        insights.roots().forEach(i -> System.out.println(i.title() + "  " + i.users()));
    }

    static Insights second(Path path) throws IOException {
        Insights insights = Clio.pipeline()
                .from(Conversations.jsonLines(path).skippingAtMost(0.05))
                .facets(Facets.turns(), Facets.length(), Facets.month(), Facets.metadata("language", "/language"))
                .privacy(PrivacyPolicy.strict())
                .progress(Progress.console())
                .run();
        InsightsFile.write(insights, Path.of("insights.json"));
        return insights;
    }

    static Pipeline third(Pipeline pipeline) {
        Facet<Integer> frustration = Facet.score("frustration", 1, 5, "How frustrated does the user seem?");
        pipeline = pipeline.facet(frustration, Frustration::score);
        return pipeline;
    }

    static Insights withModel(Path path, String key, Path directory, SecretKey secretKey) {
        Insights insights = Clio.pipeline()
                .from(Conversations.jsonLines(path))
                .llm(OpenAiModel.builder(URI.create("https://models.example.org/v1"), "some-model")
                        .apiKey(key)
                        .build())
                .facets(Facets.language(), Facets.concern(), Facets.turns())
                .budget(Budget.tokens(50_000_000))
                .workspace(Workspace.at(directory).key(secretKey).retain(Duration.ofDays(7)))
                .run();
        return insights;
    }

    static Insights fourth(Pipeline pipeline, Instant from, Instant until) {
        Insights launch = pipeline.sample(Sampling.conversations(100_000).perUser(20))
                .screen(Screens.between(from, until).and(Screens.mentions("election", "voting")))
                .run();
        Insights overview = pipeline.overview();
        return launch.roots().isEmpty() ? overview : launch;
    }

    private static final class Frustration {
        static Integer score(Conversation conversation) {
            return Math.min(5, conversation.turns());
        }
    }
}
