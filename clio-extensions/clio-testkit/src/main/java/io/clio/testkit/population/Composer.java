package io.clio.testkit.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Composes the messages of one conversation to a length that is right on average.
 *
 * <p>A piece of which only a part fits is taken with the probability of that part, so that what is too long and what is
 * too short cancel out.
 */
final class Composer {

    private static final int MOST_TURNS = 8;
    private static final int ASKS_CONSIDERED = 4;
    private static final double ASK_SHARE = 0.6;
    private static final double TURN_SHARE = 0.42;
    private static final double CONTEXT_SHARE = 0.66;
    private static final double FIRST_TURN_SHARE = 0.8;
    private static final int MOST_CONTEXTS_AT_FIRST = 4;
    private static final double ALONE_AT_MOST = 200;
    private static final double COMMON_SHARE = 0.2;
    private static final double REPLY_ALWAYS_FROM = 28;
    private static final double OPENING_SHARE = 0.3;
    private static final double CLOSING_SHARE = 0.2;
    private static final double CASUAL_SHARE = 0.18;
    private static final double PARAGRAPH_SHARE = 0.1;

    private final Phrasebook phrasebook;
    private final Dice dice;
    private final Optional<PersonalData> personalData;
    private double room;

    Composer(Phrasebook phrasebook, Dice dice, Optional<PersonalData> personalData) {
        this.phrasebook = phrasebook;
        this.dice = dice;
        this.personalData = personalData;
    }

    /** The messages about a topic, about {@code tokens} long. */
    List<PlantedConversation.Message> compose(TopicPhrases topic, double tokens) {
        room = tokens;
        return speak(plan(chooseAsk(topic)));
    }

    private Ask chooseAsk(TopicPhrases topic) {
        Ask best = topic.asks().get(dice.nextInt(topic.asks().size()));
        for (int i = 1; i < ASKS_CONSIDERED && best.tokens() > ASK_SHARE * room; i++) {
            Ask other = topic.asks().get(dice.nextInt(topic.asks().size()));
            best = other.tokens() < best.tokens() ? other : best;
        }
        while (best.terse() && personalData.isPresent()) {
            best = topic.asks().get(dice.nextInt(topic.asks().size()));
        }
        return best;
    }

    private List<Turn> plan(Ask ask) {
        room -= ask.tokens();
        Optional<Template> plant = personalData.map(this::choosePlant);
        plant.ifPresent(sentence -> room -= sentence.tokens());
        Template reply = pick(ask.replies());
        List<Turn> turns = new ArrayList<>();
        if (room + ask.tokens() >= REPLY_ALWAYS_FROM || fits(reply.tokens())) {
            turns.add(new Turn(ask.request(), reply));
            room -= reply.tokens();
            lengthen(turns, ask);
        } else {
            turns.add(new Turn(ask.request(), null));
        }
        plant.ifPresent(anyTurn(turns).after::add);
        if (!ask.terse()) {
            addOpening(turns.get(0));
            addClosing(turns.get(0));
        }
        return turns;
    }

    private Template choosePlant(PersonalData data) {
        List<Template> plants = phrasebook.common().plants;
        int start = dice.nextInt(plants.size());
        for (int i = 0; i < plants.size(); i++) {
            Template plant = plants.get((start + i) % plants.size());
            if (data.canInvent(plant.pii())) {
                return plant;
            }
        }
        throw new IllegalStateException(phrasebook.language() + ".txt has no @plant for so large a population");
    }

    /** Adds turns, sentences about the user and sentences of advice until there is no room. */
    private void lengthen(List<Turn> turns, Ask ask) {
        boolean repeats = !ask.alone() || room > ALONE_AT_MOST;
        Pools common = repeats ? phrasebook.common() : new Pools();
        double commonShare = ask.alone() ? 0 : COMMON_SHARE;
        Deck<Exchange> exchanges = new Deck<>(ask.exchanges(), common.exchanges, commonShare, dice);
        Deck<Template> contexts = new Deck<>(ask.contexts(), common.contexts, commonShare, dice);
        Deck<Template> details = new Deck<>(ask.details(), common.details, commonShare, dice);
        boolean more = true;
        while (more && room > 0) {
            double what = dice.nextDouble();
            if (what < TURN_SHARE && turns.size() < MOST_TURNS && !exchanges.isDealt()) {
                Exchange exchange = exchanges.deal(dice);
                more = take(exchange.tokens()) && addTurn(turns, new Turn(exchange));
            } else if (what < CONTEXT_SHARE && !ask.terse()) {
                more = (repeats || !contexts.isDealt()) && addContext(turns, contexts.deal(dice));
            } else {
                more = (repeats || !details.isDealt()) && addDetail(turns, details.deal(dice));
            }
        }
    }

    /** A farewell stays at the end, and there is one only. */
    private static boolean addTurn(List<Turn> turns, Turn turn) {
        int last = turns.size() - 1;
        if (!turns.get(last).farewell) {
            turns.add(turn);
        } else if (!turn.farewell) {
            turns.add(last, turn);
        }
        return true;
    }

    private boolean addContext(List<Turn> turns, Template context) {
        if (!take(context.tokens())) {
            return false;
        }
        Turn first = turns.get(0);
        Turn turn = first.before.size() < MOST_CONTEXTS_AT_FIRST ? first : anyTurn(turns);
        return turn.before.add(context);
    }

    private boolean addDetail(List<Turn> turns, Template detail) {
        return take(detail.tokens())
                && turns.get(dice.nextInt(turns.size())).details.add(detail);
    }

    /** Mostly the first turn, never a farewell. */
    private Turn anyTurn(List<Turn> turns) {
        Turn any = turns.get(dice.chance(FIRST_TURN_SHARE) ? 0 : dice.nextInt(turns.size()));
        return any.farewell ? turns.get(0) : any;
    }

    private void addOpening(Turn turn) {
        Template opening = pick(phrasebook.common().openings);
        if (dice.chance(OPENING_SHARE) && take(opening.tokens())) {
            turn.before.add(0, opening);
        }
    }

    private void addClosing(Turn turn) {
        Template closing = pick(phrasebook.common().closings);
        if (dice.chance(CLOSING_SHARE) && take(closing.tokens())) {
            turn.after.add(closing);
        }
    }

    private boolean take(double tokens) {
        boolean taken = fits(tokens);
        room -= taken ? tokens : 0;
        return taken;
    }

    private boolean fits(double tokens) {
        return dice.nextDouble() * tokens < room;
    }

    private List<PlantedConversation.Message> speak(List<Turn> turns) {
        PersonalData data = personalData.orElseGet(() -> new PersonalData(phrasebook, 0, 0, dice));
        Binding binding = new Binding(dice, data, phrasebook.vocabularies());
        boolean casual = dice.chance(CASUAL_SHARE);
        List<PlantedConversation.Message> messages = new ArrayList<>(2 * turns.size());
        for (Turn turn : turns) {
            String said = say(turn, binding);
            messages.add(new PlantedConversation.Message("user", casual ? casually(said) : said));
            if (turn.reply != null) {
                StringBuilder reply = new StringBuilder();
                turn.reply.render(reply, binding);
                turn.details.forEach(detail -> append(reply, detail, binding, phrasebook.separator()));
                messages.add(new PlantedConversation.Message("assistant", reply.toString()));
            }
        }
        return messages;
    }

    private String say(Turn turn, Binding binding) {
        String pause = dice.chance(PARAGRAPH_SHARE) ? "\n" : phrasebook.separator();
        StringBuilder said = new StringBuilder();
        turn.before.forEach(sentence -> append(said, sentence, binding, pause));
        append(said, turn.request, binding, pause);
        turn.after.forEach(sentence -> append(said, sentence, binding, pause));
        return said.toString();
    }

    private static void append(StringBuilder text, Template sentence, Binding binding, String separator) {
        if (text.length() > 0) {
            text.append(separator);
        }
        sentence.render(text, binding);
    }

    /** As typed in a hurry: a small first letter (but not "I" or an acronym), no final full stop. */
    private static String casually(String said) {
        boolean word = said.length() > 1 && Character.isLowerCase(said.charAt(1));
        String begun = word ? Character.toLowerCase(said.charAt(0)) + said.substring(1) : said;
        return begun.endsWith(".") ? begun.substring(0, begun.length() - 1) : begun;
    }

    private <T> T pick(List<T> options) {
        return options.get(dice.nextInt(options.size()));
    }
}
