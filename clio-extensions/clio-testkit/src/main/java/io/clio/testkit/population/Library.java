package io.clio.testkit.population;

import java.util.List;

/**
 * The phrasebooks of all languages, the most frequent first, with the share of users who speak each.
 *
 * @param books one a language
 * @param weights of the books, per mille of the users
 * @param catalog the topics they share
 */
record Library(List<Phrasebook> books, List<Integer> weights, TopicCatalog catalog) {

    private static final List<String> LANGUAGES = List.of("en", "es", "de", "fr", "pt", "it", "nl", "ru", "zh", "ja");
    private static final List<Integer> PER_MILLE = List.of(520, 90, 75, 70, 60, 45, 40, 40, 30, 30);

    Library {
        books = List.copyOf(books);
        weights = List.copyOf(weights);
    }

    /** The one library, read on first use. */
    static Library shared() {
        return Shared.LIBRARY;
    }

    private static Library read() {
        TopicCatalog catalog = new TopicCatalog(SourceLine.of("topics.txt"));
        List<Phrasebook> books = LANGUAGES.stream()
                .map(language -> Phrasebook.of(language, catalog))
                .toList();
        return new Library(books, PER_MILLE, catalog);
    }

    private static final class Shared {
        static final Library LIBRARY = read();
    }
}
