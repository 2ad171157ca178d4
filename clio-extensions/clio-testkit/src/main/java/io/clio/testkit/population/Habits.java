package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;

/**
 * What users speak and what about: a language and three topics of their own, English and any other topic sometimes.
 *
 * <p>Languages are dealt to users in turn along the golden ratio, so that the few who talk most do not upset their
 * shares. The topic {@value #GROWING} grows from 1 % of the conversations at the start to 10 % at the end.
 */
final class Habits {

    static final String GROWING = "trip_plan";

    private static final long USER = 4;
    private static final int FAVOURITES = 3;
    private static final double FAVOURITE_SHARE = 0.6;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double FIRST_SPEAKS_ENGLISH = 0.2;
    private static final double ENGLISH_SHARE = 0.08;
    private static final double GROWTH_START = 0.01;
    private static final double GROWTH = 0.09;

    private final long seed;
    private final Library library;
    private final List<Weighted> topics = new ArrayList<>();
    private final Weighted languages;

    Habits(long seed, Library library) {
        this.seed = seed;
        this.library = library;
        this.languages =
                new Weighted(library.weights().stream().mapToDouble(w -> w).toArray());
        for (Phrasebook book : library.books()) {
            topics.add(new Weighted(book.topics().stream()
                    .mapToDouble(topic -> library.catalog().weightOf(topic.topic()))
                    .toArray()));
        }
    }

    /** The number of the language of one conversation of a user. */
    int language(long user, Dice dice) {
        double spread =
                FIRST_SPEAKS_ENGLISH + user * GOLDEN + Dice.of(seed, USER, 0).nextDouble() * FIRST_SPEAKS_ENGLISH;
        int own = languages.at(spread - StrictMath.floor(spread));
        return dice.chance(ENGLISH_SHARE) ? 0 : own;
    }

    /** The topic of one conversation of a user at a position of the half year. */
    TopicPhrases topic(long user, int language, double position, Dice dice) {
        List<TopicPhrases> known = library.books().get(language).topics();
        if (dice.chance(GROWTH_START + GROWTH * position)) {
            for (TopicPhrases topic : known) {
                if (topic.topic().equals(GROWING)) {
                    return topic;
                }
            }
        }
        if (!dice.chance(FAVOURITE_SHARE)) {
            return known.get(topics.get(language).draw(dice));
        }
        int favourite = dice.nextInt(FAVOURITES);
        return known.get(topics.get(language).draw(Dice.of(seed, USER + 1 + favourite, user)));
    }
}
