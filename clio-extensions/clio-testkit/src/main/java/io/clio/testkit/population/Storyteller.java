package io.clio.testkit.population;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the conversation of any index of a population, each on its own; thread-safe. */
final class Storyteller {

    private static final long STORY = 9;
    private static final long NAME = 10;
    private static final int PILOT_SIZE = 600;
    private static final int PILOT_ROUNDS = 4;
    private static final double SPREAD = 0.55;

    private final long seed;
    private final long size;
    private final double aim;
    private final Crowd crowd;
    private final Planting planting;
    private final Library library;
    private final Habits habits;

    private Storyteller(long seed, long size, double aim, Crowd crowd, Planting planting, Library library) {
        this.seed = seed;
        this.size = size;
        this.aim = aim;
        this.crowd = crowd;
        this.planting = planting;
        this.library = library;
        this.habits = new Habits(seed, library);
    }

    /** A storyteller whose aim is corrected on pilot conversations until their mean length is as asked. */
    static Storyteller of(long seed, long size, double meanTokens, Crowd crowd, Planting planting) {
        double aim = meanTokens;
        Storyteller storyteller = new Storyteller(seed, size, aim, crowd, planting, Library.shared());
        for (int round = 0; round < PILOT_ROUNDS; round++) {
            aim *= meanTokens / storyteller.pilotMean();
            storyteller = new Storyteller(seed, size, aim, crowd, planting, Library.shared());
        }
        return storyteller;
    }

    private double pilotMean() {
        double tokens = 0;
        for (int i = 0; i < PILOT_SIZE; i++) {
            for (PlantedConversation.Message message :
                    conversation(i * size / PILOT_SIZE).messages()) {
                tokens += Tokens.in(message.content());
            }
        }
        return tokens / PILOT_SIZE;
    }

    PlantedConversation conversation(long index) {
        Dice dice = Dice.of(seed, STORY, index);
        double position = (index + dice.nextDouble()) / size;
        Instant timestamp = Rhythm.at(position);
        long user = crowd.userOf(index);
        int language = habits.language(user, dice);
        Phrasebook phrasebook = library.books().get(language);
        TopicPhrases topic = habits.topic(user, language, position, dice);
        double tokens = aim * StrictMath.exp(SPREAD * dice.nextBell() - SPREAD * SPREAD / 2);

        OptionalLong planted = planting.numberOf(index);
        Optional<PersonalData> personalData = planted.isEmpty()
                ? Optional.empty()
                : Optional.of(new PersonalData(phrasebook, seed, planted.getAsLong(), dice));
        List<PlantedConversation.Message> messages =
                new Composer(phrasebook, dice, personalData).compose(topic, tokens);
        List<String> pii = personalData.map(PersonalData::invented).orElse(List.of());
        return new PlantedConversation(
                "c-" + Hex.of(Dice.mix(index + Dice.mix(seed + NAME)), 16),
                crowd.nameOf(user),
                timestamp,
                phrasebook.language(),
                messages,
                new PlantedConversation.Labels(topic.topic(), topic.parent(), pii));
    }
}
