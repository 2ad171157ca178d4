package io.clio.testkit.population;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a population says in one language; immutable once read.
 *
 * @param language ISO 639-1
 * @param separator what stands between two sentences
 * @param vocabularies how many there are
 * @param common openings, closings and other phrases that suit every topic
 * @param topics in the order of the file
 * @param coinages how values that look different in each country are made
 */
record Phrasebook(
        String language,
        String separator,
        int vocabularies,
        Pools common,
        List<TopicPhrases> topics,
        Map<PiiKind, Coinage> coinages) {

    Phrasebook {
        topics = List.copyOf(topics);
        coinages = new EnumMap<>(coinages);
    }

    Optional<Coinage> coinage(PiiKind kind) {
        return Optional.ofNullable(coinages.get(kind));
    }

    /** Reads the phrasebook of a language from its resource. */
    static Phrasebook of(String language, TopicCatalog catalog) {
        return new PhrasebookReader(language, catalog).read(SourceLine.of(language + ".txt"));
    }
}
