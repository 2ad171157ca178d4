package io.clio.benchmarks;

import io.clio.conversation.BadRecord;
import io.clio.conversation.Conversation;
import io.clio.conversation.Message;
import io.clio.conversation.Role;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.input.JsonLines;
import io.clio.privacy.detect.Redactor;
import io.clio.release.PrivacyPolicy;
import io.clio.release.SupportIndex;
import io.clio.spi.ConversationSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Counts effective users of a real set, of its coordinated campaigns if it has any, and of planted accounts that send
 * one long text with a few words changed.
 */
final class EffectiveUserCounts {
    private static final int PLANTED = 100;
    private static final int LETTER = 60;

    private final Redactor redactor = Redactor.standard();
    private final SupportIndex.Builder builder = SupportIndex.builder(PrivacyPolicy.standard(), 42);
    private final Map<String, List<Integer>> rowsOf = new TreeMap<>();
    private final Map<String, Set<String>> accountsOf = new TreeMap<>();
    private int rows;

    /** Takes a set, and how many of 60 words each planted account changes. */
    public static void main(String[] arguments) throws IOException {
        EffectiveUserCounts counts = new EffectiveUserCounts();
        counts.read(Path.of(arguments[0]));
        counts.plant(Integer.parseInt(arguments[1]));
        counts.print();
    }

    private void read(Path set) throws IOException {
        new JsonLines(set).read(new ConversationSource.Sink() {
            @Override
            public void conversation(Conversation conversation) {
                String campaign = conversation
                        .metadata()
                        .at("/labels/campaign")
                        .map(Object::toString)
                        .orElse("");
                boolean coordinated = !campaign.isEmpty() && !campaign.equals("null");
                add(coordinated ? "campaign " + campaign : "ordinary", conversation);
            }

            @Override
            public void badRecord(BadRecord record) {
                throw new IllegalArgumentException(record.toString());
            }
        });
    }

    private void plant(int changed) {
        for (int account = 0; account < PLANTED; account++) {
            SplittableRandom random = new SplittableRandom(account);
            Set<Integer> places = new HashSet<>();
            while (places.size() < changed) {
                places.add(random.nextInt(LETTER));
            }
            StringBuilder letter = new StringBuilder();
            for (int i = 0; i < LETTER; i++) {
                letter.append(places.contains(i) ? "other" + account + "x" + i : "planted" + i)
                        .append(' ');
            }
            add("planted", "planter " + account, List.of(SensitiveText.of(letter.toString())), List.of());
        }
    }

    private void add(String kind, Conversation conversation) {
        String user = conversation.subject().reveal().orElse("");
        if (!user.isEmpty()) {
            add(kind, user, contents(conversation, Role.USER), contents(conversation, Role.ASSISTANT));
        }
    }

    private void add(String kind, String user, List<SensitiveText> written, List<SensitiveText> others) {
        builder.add(Subject.ofUser(user), builder.digest(written, others));
        rowsOf.computeIfAbsent(kind, unused -> new ArrayList<>()).add(rows++);
        accountsOf.computeIfAbsent(kind, unused -> new HashSet<>()).add(user);
    }

    private List<SensitiveText> contents(Conversation conversation, Role role) {
        return conversation.messages().stream()
                .filter(message -> message.role() == role)
                .map(Message::content)
                .map(text -> SensitiveText.of(redactor.redact(text.reveal())))
                .toList();
    }

    /** Each line: kind, accounts, effective users. */
    private void print() {
        try (SupportIndex index = builder.build(IntStream.range(0, rows).toArray())) {
            rowsOf.forEach((kind, of) -> System.out.printf(
                    Locale.ROOT,
                    "%s;%d;%d%n",
                    kind,
                    accountsOf.getOrDefault(kind, Set.of()).size(),
                    index.effectiveUsers(of.stream().mapToInt(Integer::intValue).toArray())));
        }
    }
}
