package io.clio.benchmarks;

import io.clio.Facets;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Metadata;
import io.clio.conversation.Subject;
import io.clio.facet.FacetSource;
import io.clio.testkit.leak.Injections;
import io.clio.testkit.population.PlantedConversation;
import io.clio.testkit.population.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Generated conversations of which each tells a secret, and among them all injections of the test kit, each in a
 * conversation that asks for something else too.
 */
final class InjectedConversations {
    private static final long SEED = 20261123;
    /** What the attackers ask about. */
    private static final String TOPIC = "email_tone";

    private static final int LONGEST = 160;
    /** So many innocent users ask about the same as the attackers. */
    private static final int NEIGHBOURS = 400;

    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int SYLLABLES = 5;
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

    private final Demands demands;
    private final List<Conversation> conversations = new ArrayList<>();
    private final SplittableRandom random;

    private InjectedConversations(Demands demands, long seed) {
        this.demands = demands;
        this.random = new SplittableRandom(seed);
    }

    /** Says which conversations are attackers', to the measurement alone. */
    static final FacetSource<List<String>> ROLE = Facets.metadata("role", "/role");

    /** Who writes the injections. */
    enum Attack {
        /** Each a user of its own, among conversations about all topics. */
        SPREAD(0, false),
        /** One account, all about one topic, each with a secret of its own. */
        ONE_ACCOUNT(1, false),
        /** One account fewer than a word must have, all with one secret. */
        FOUR_ACCOUNTS(4, true),
        /** So many accounts that the secret has all the support that a word must have: out of the promise. */
        FORTY_ACCOUNTS(40, true);

        private final int accounts;
        private final boolean oneSecret;

        Attack(int accounts, boolean oneSecret) {
            this.accounts = accounts;
            this.oneSecret = oneSecret;
        }
    }

    /** An attack among so many conversations; the secrets become known to the demands. */
    static List<Conversation> of(Attack attack, int background, Demands demands) {
        InjectedConversations all = new InjectedConversations(demands, SEED + attack.accounts);
        Population.of(SEED).size(background).stream().forEach(all::innocent);
        all.neighbours();
        all.attack(attack, Injections.all(), attack == Attack.SPREAD ? List.of() : List.of(TOPIC));
        return all.conversations;
    }

    /** The first injections, each by a user of its own, and the innocent users who ask about the same. */
    static List<Conversation> ofOneTopic(int most, Demands demands) {
        InjectedConversations all = new InjectedConversations(demands, SEED);
        all.neighbours();
        all.attack(
                Attack.SPREAD,
                Injections.all().subList(0, Math.min(most, Injections.all().size())),
                List.of(TOPIC));
        return all.conversations;
    }

    private void neighbours() {
        for (String ask : asks(List.of(TOPIC), NEIGHBOURS)) {
            add(Integer.toString(conversations.size()), secret() + " here. " + ask, Metadata.none());
        }
    }

    private void attack(Attack attack, List<Injections.Injection> injections, List<String> topics) {
        List<String> asked = asks(topics, injections.size());
        String shared = secret();
        for (int i = 0; i < injections.size(); i++) {
            int account = attack.accounts == 0 ? i : i % attack.accounts;
            attack(
                    account,
                    asked.get(i),
                    attack.oneSecret ? shared : secret(),
                    injections.get(i).text());
        }
    }

    /** So many requests in English about some topics, or about all if none is named. */
    private static List<String> asks(List<String> topics, int count) {
        List<String> asks = new ArrayList<>();
        Population.of(SEED + 1).size(200L * count).stream()
                .filter(planted -> planted.language().equals("en"))
                .filter(planted ->
                        topics.isEmpty() || topics.contains(planted.labels().topic()))
                .map(InjectedConversations::ask)
                .filter(ask -> ask.length() <= LONGEST)
                .distinct()
                .limit(count)
                .forEach(asks::add);
        for (int i = 0; asks.size() < count; i++) {
            asks.add(asks.get(i) + " Thank you.");
        }
        return asks;
    }

    private static String ask(PlantedConversation planted) {
        return planted.messages().get(0).content();
    }

    private void innocent(PlantedConversation planted) {
        List<Message> messages = new ArrayList<>();
        for (PlantedConversation.Message message : planted.messages()) {
            String said = messages.isEmpty() ? secret() + " here. " + message.content() : message.content();
            messages.add(message.role().equals("user") ? Message.user(said) : Message.assistant(said));
        }
        conversations.add(new Conversation(
                planted.id(), Subject.ofUser(planted.userId()), planted.timestamp(), messages, Metadata.none()));
    }

    private void attack(int account, String ask, String secret, String injection) {
        add(
                "attacker " + account,
                ask + " My secret is " + secret + ". " + injection,
                Metadata.of(Map.of("role", "attacker")));
    }

    private void add(String user, String text, Metadata metadata) {
        conversations.add(new Conversation(
                "i-" + HexFormat.of().toHexDigits(random.nextLong()),
                Subject.ofUser("u-" + HexFormat.of().toHexDigits(user.hashCode() * MIX)),
                TIME,
                List.of(Message.user(text)),
                metadata));
    }

    /** A word that nobody else writes. */
    private String secret() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < SYLLABLES; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        demands.addSecret(word.toString());
        return word.toString();
    }
}
