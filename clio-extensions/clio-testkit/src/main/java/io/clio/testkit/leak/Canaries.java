package io.clio.testkit.leak;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Part;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.engine.Outcome;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Canaries: random secrets in most conversations, a summarizer and an extractor that hand out all they see, and a
 * search through everything that leaves.
 */
final class Canaries {
    private static final double CARRIERS = 0.6;
    private static final double INJECTED = 0.1;
    private static final List<String> SENTENCES = List.of(
            "By the way, keep this to yourself: %s.",
            "Please use %s for it.",
            "My own is %s, nobody else has it.",
            "%s",
            "Write it to %s at once.",
            "Reference %s, as we said.");

    private final Rehearsal rehearsal;
    private final ConversationSource background;
    private final int wanted;
    private final int perConversation;
    private final long seed;
    private final LeakTest.Watcher watcher;
    private final List<Injections.Injection> injections = Injections.all();
    private final Map<String, Integer> leaked = new LinkedHashMap<>();
    private int planted;
    private int leakedAnywhere;
    private int without;
    private int runs;
    private long topics;

    Canaries(
            Rehearsal rehearsal,
            ConversationSource background,
            int wanted,
            int perConversation,
            long seed,
            LeakTest.Watcher watcher) {
        this.rehearsal = rehearsal;
        this.background = background;
        this.wanted = wanted;
        this.perConversation = perConversation;
        this.seed = seed;
        this.watcher = watcher;
    }

    List<Figure> run() {
        while (planted < wanted) {
            int before = planted;
            runOnce(Trials.seed(seed, 8_000, runs));
            runs++;
            if (planted == before) {
                throw new IllegalStateException("the background has no conversation to plant a canary in");
            }
            watcher.update(Attack.CANARIES, Math.min(planted, wanted), wanted);
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                Attack.CANARIES,
                "leaked",
                leakedAnywhere,
                without == 0 || topics == 0
                        ? Judgement.UNPROVEN
                        : leakedAnywhere == 0 ? Judgement.HELD : Judgement.LEAKED,
                "of " + planted + " canaries over " + runs + " runs"));
        leaked.forEach((artefact, count) -> figures.add(new Figure(
                Attack.CANARIES, "leaked in " + artefact, count, Judgement.REPORTED, "of " + planted + " canaries")));
        figures.add(new Figure(
                Attack.CANARIES,
                "share leaked without the gate",
                (double) without / planted,
                Judgement.REPORTED,
                without + " stand in the hostile drafts and labels; the rest was redacted before or not seen"));
        figures.add(new Figure(
                Attack.CANARIES,
                "topics released",
                topics,
                Judgement.REPORTED,
                "over " + runs + " runs; without any, nothing could leak"));
        return figures;
    }

    private void runOnce(long runSeed) {
        Planting planting = new Planting(runSeed);
        try {
            background.read(planting.counting());
        } catch (IOException e) {
            throw new UncheckedIOException("the background cannot be read", e);
        }
        Needles needles = new Needles(CanaryMint.SHORTEST);
        for (int number = 0; number < planting.secrets.size(); number++) {
            needles.add(number, planting.secrets.get(number));
        }
        Drafts drafts = new Drafts(needles);
        Seen seen = new Seen(rehearsal.configured().clusterBy().facet());
        StringBuilder progress = new StringBuilder();
        Map<String, String> left = new LinkedHashMap<>();
        Outcome outcome;
        try (Log log = new Log()) {
            outcome = rehearsal.hostile(
                    sink -> background.read(planting.into(sink)),
                    new ObedientSummarizer(seen, needles, planting.secrets, drafts, runs),
                    new HostileExtractor(needles, planting.secrets),
                    runSeed,
                    rehearsal.configured().threads(),
                    (stage, done, total) -> progress.append(stage)
                            .append(' ')
                            .append(done)
                            .append(' ')
                            .append(total)
                            .append('\n'));
            left.putAll(rehearsal.leaving(outcome));
            left.put("progress", progress.toString());
            left.put("log", log.text());
        }
        drafts.addLabels(outcome);
        BitSet anywhere = new BitSet();
        left.forEach((artefact, text) -> {
            BitSet found = needles.in(text);
            anywhere.or(found);
            leaked.merge(artefact, found.cardinality(), Integer::sum);
        });
        topics += outcome.insights().all().count();
        planted += planting.secrets.size();
        leakedAnywhere += anywhere.cardinality();
        without += drafts.found().cardinality();
    }

    /** Which secret goes where: the same for each reading of the background. */
    private final class Planting {
        private final long runSeed;
        private final List<String> secrets = new ArrayList<>();

        Planting(long runSeed) {
            this.runSeed = runSeed;
        }

        private int carried(SplittableRandom carriers) {
            return carriers.nextDouble() < CARRIERS ? perConversation : 0;
        }

        /** Strikes the secrets, conversation by conversation. */
        ConversationSource.Sink counting() {
            CanaryMint mint = new CanaryMint(runSeed);
            SplittableRandom carriers = new SplittableRandom(runSeed);
            return new Passing() {
                @Override
                public void conversation(Conversation conversation) {
                    for (int i = carried(carriers); i > 0; i--) {
                        secrets.add(mint.strike(mint.kind()));
                    }
                }
            };
        }

        /** Hands over the background with its secrets in it. */
        ConversationSource.Sink into(ConversationSource.Sink sink) {
            SplittableRandom carriers = new SplittableRandom(runSeed);
            SplittableRandom forms = new SplittableRandom(runSeed + 1);
            return new Passing() {
                private int next;

                @Override
                public void conversation(Conversation conversation) {
                    StringBuilder more = new StringBuilder();
                    for (int i = carried(carriers); i > 0; i--) {
                        String form = SENTENCES.get(forms.nextInt(SENTENCES.size()));
                        more.append('\n').append(form.replace("%s", secrets.get(next++)));
                    }
                    if (forms.nextDouble() < INJECTED) {
                        more.append('\n')
                                .append(injections
                                        .get(forms.nextInt(injections.size()))
                                        .text());
                    }
                    sink.conversation(more.isEmpty() ? conversation : appended(conversation, more.toString()));
                }

                @Override
                public void badRecord(BadRecord record) {
                    sink.badRecord(record);
                }

                @Override
                public void passedOver(long conversations) {
                    sink.passedOver(conversations);
                }
            };
        }
    }

    private abstract static class Passing implements ConversationSource.Sink {
        @Override
        public void badRecord(BadRecord record) {}
    }

    /** To what the user wrote first, or as a message of his own. */
    private static Conversation appended(Conversation conversation, String text) {
        List<Message> messages = new ArrayList<>(conversation.messages());
        int at = 0;
        while (at < messages.size() && messages.get(at).role() != Role.USER) {
            at++;
        }
        if (at == messages.size()) {
            messages.add(Message.user(text));
        } else {
            List<Part> parts = new ArrayList<>(messages.get(at).parts());
            parts.add(new Part.Text(SensitiveText.of(text)));
            messages.set(at, new Message(Role.USER, parts));
        }
        return new Conversation(
                conversation.id(), conversation.subject(), conversation.timestamp(), messages, conversation.metadata());
    }

    /** What is logged through the platform's logging meanwhile, at the levels that its owner set. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger root = LogManager.getLogManager().getLogger("");
        private final StringBuilder text = new StringBuilder();

        Log() {
            root.addHandler(this);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            text.append(record.getMessage());
            Object[] parameters = record.getParameters();
            for (int i = 0; parameters != null && i < parameters.length; i++) {
                text.append(' ').append(parameters[i]);
            }
            for (Throwable thrown = record.getThrown(); thrown != null; thrown = thrown.getCause()) {
                text.append(' ').append(thrown);
            }
            text.append('\n');
        }

        synchronized String text() {
            return text.toString();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            root.removeHandler(this);
        }
    }
}
