package io.clio.testkit.population;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The topics of every population with their parents, the most frequent first.
 *
 * <p>The topic of rank {@code r} weighs {@code 1 / (r + 3)}, a shifted Zipf law.
 */
final class TopicCatalog {

    private static final int ZIPF_SHIFT = 3;

    private final Map<String, String> parents = new LinkedHashMap<>();
    private final Map<String, Double> weights = new LinkedHashMap<>();

    /** Reads lines of the form {@code parent/topic}. */
    TopicCatalog(List<SourceLine> lines) {
        for (SourceLine line : lines) {
            int slash = line.text().indexOf('/');
            if (slash < 1 || slash == line.text().length() - 1) {
                throw line.refused("expected parent/topic");
            }
            String topic = line.text().substring(slash + 1);
            weights.put(topic, 1.0 / (parents.size() + ZIPF_SHIFT));
            if (parents.put(topic, line.text().substring(0, slash)) != null) {
                throw line.refused("the topic " + topic + " is listed twice");
            }
        }
    }

    /** The parent of a topic, or nothing if there is no such topic. */
    Optional<String> parentOf(String topic) {
        return Optional.ofNullable(parents.get(topic));
    }

    double weightOf(String topic) {
        Double weight = weights.get(topic);
        if (weight == null) {
            throw new IllegalArgumentException("no such topic: " + topic);
        }
        return weight;
    }
}
