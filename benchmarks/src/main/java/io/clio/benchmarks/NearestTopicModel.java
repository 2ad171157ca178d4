package io.clio.benchmarks;

import io.clio.cluster.Embeddings;
import io.clio.conversation.SensitiveText;
import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.PromptMessage;
import io.clio.llm.TokenUsage;
import io.clio.spi.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays a language model that is asked which topic a description is of: it names the topic whose words are nearest to
 * those of the description, by an embedder. It knows nothing but the prompt. Thread-safe if the embedder is.
 */
final class NearestTopicModel implements LanguageModel {
    private static final Pattern QUOTED = Pattern.compile("(?s)<title>(.*?)</title>.*?<summary>(.*?)</summary>");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\d+ (.+)$");

    private final Embedder embedder;

    NearestTopicModel(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public Completion complete(CompletionRequest request) {
        List<PromptMessage> messages = request.messages();
        String prompt = messages.get(messages.size() - 1).text().reveal();
        Matcher description = QUOTED.matcher(prompt);
        List<SensitiveText> texts = new ArrayList<>();
        texts.add(SensitiveText.of(
                description.find() ? (description.group(1) + ". " + description.group(2)).strip() : ""));
        Matcher topic = LISTED.matcher(prompt.substring(prompt.lastIndexOf("\nTopics:\n")));
        while (topic.find()) {
            texts.add(SensitiveText.of(topic.group(1)));
        }
        return new Completion(
                SensitiveText.of("{\"topic\": " + nearest(embedder.embed(texts)) + "}"),
                Completion.Finish.STOP,
                TokenUsage.of(1, 1));
    }

    /** The row that is nearest to the first. */
    private static int nearest(Embeddings vectors) {
        int best = 1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int row = 1; row < vectors.rows(); row++) {
            double product = 0;
            for (int d = 0; d < vectors.dimensions(); d++) {
                product += (double) vectors.vector(0)[d] * vectors.vector(row)[d];
            }
            if (product > highest) {
                highest = product;
                best = row;
            }
        }
        return best;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, false, false, 0);
    }

    @Override
    public String name() {
        return "nearest topic by " + embedder.name();
    }
}
