package io.clio.benchmarks;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<String, float[]> known = new ConcurrentHashMap<>();

    NearestTopicModel(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public Completion complete(CompletionRequest request) {
        List<PromptMessage> messages = request.messages();
        String prompt = messages.get(messages.size() - 1).text().reveal();
        Matcher description = QUOTED.matcher(prompt);
        float[] described =
                vector(description.find() ? (description.group(1) + ". " + description.group(2)).strip() : "");
        List<float[]> topics = new ArrayList<>();
        Matcher topic = LISTED.matcher(prompt.substring(prompt.lastIndexOf("\nTopics:\n")));
        while (topic.find()) {
            topics.add(known.computeIfAbsent(topic.group(1), this::vector));
        }
        return new Completion(
                SensitiveText.of("{\"topic\": " + nearest(described, topics) + "}"),
                Completion.Finish.STOP,
                TokenUsage.of(1, 1));
    }

    private float[] vector(String text) {
        return embedder.embed(List.of(SensitiveText.of(text))).vector(0);
    }

    /** The number of the topic that is nearest, counted from 1. */
    private static int nearest(float[] described, List<float[]> topics) {
        int best = 1;
        double highest = Double.NEGATIVE_INFINITY;
        for (int topic = 0; topic < topics.size(); topic++) {
            double product = 0;
            for (int d = 0; d < described.length; d++) {
                product += (double) described[d] * topics.get(topic)[d];
            }
            if (product > highest) {
                highest = product;
                best = 1 + topic;
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
