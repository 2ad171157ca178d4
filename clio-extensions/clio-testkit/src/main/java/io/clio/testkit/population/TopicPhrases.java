package io.clio.testkit.population;

import java.util.List;

/**
 * What a language has to say about one topic.
 *
 * @param topic its name
 * @param parent its family
 * @param asks the first requests
 */
record TopicPhrases(String topic, String parent, List<Ask> asks) {

    TopicPhrases {
        asks = List.copyOf(asks);
    }
}
