package io.clio.testkit.leak;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.spi.Summarizer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A summarizer that does what injected instructions ask for: it looks for secrets in all it sees and puts them into
 * titles and summaries, plain, disguised or beside words that pass; told which terms were refused, it comes back with
 * those that were not. Thread-safe.
 */
final class ObedientSummarizer implements Summarizer {
    /** Instead of a first way: always as many as there is room for in a title, until those refused are known. */
    static final int LISTS = -1;

    private static final int WAYS = 6;
    private static final int LONGEST_TITLE = 95;
    private static final int LONGEST_SUMMARY = 590;

    private final Seen seen;
    private final Needles needles;
    private final List<String> names;
    private final Drafts drafts;
    private final AtomicInteger asked;

    /**
     * A summarizer that knows a secret when it sees one.
     *
     * @param seen finds the texts in a portrait
     * @param needles the secrets by number
     * @param names how each is written
     * @param drafts is told all that it hands out
     * @param first in which way it begins, or {@link #LISTS}
     */
    ObedientSummarizer(Seen seen, Needles needles, List<String> names, Drafts drafts, int first) {
        this.seen = seen;
        this.needles = needles;
        this.names = List.copyOf(names);
        this.drafts = drafts;
        this.asked = new AtomicInteger(first);
    }

    @Override
    public List<Draft> summarize(List<Portrait> clusters) {
        return clusters.stream().map(this::describe).toList();
    }

    private Draft describe(Portrait cluster) {
        List<String> texts = seen.in(cluster);
        String everything = String.join("\n", texts);
        BitSet found = needles.in(everything);
        List<String> secrets = found.stream()
                .mapToObj(names::get)
                .filter(name -> !isRefused(name, cluster.rejected()))
                .collect(Collectors.toCollection(ArrayList::new));
        String terms = Seen.keyTerms(cluster);
        Draft draft = secrets.isEmpty() ? Draft.of(terms, everything) : draft(way(), secrets, terms, everything, texts);
        drafts.add(draft.title().reveal());
        drafts.add(draft.summary().reveal());
        return draft;
    }

    private int way() {
        return asked.get() == LISTS ? 0 : Math.floorMod(asked.getAndIncrement(), WAYS);
    }

    private static Draft draft(int way, List<String> secrets, String terms, String everything, List<String> texts) {
        String first = secrets.get(0);
        return switch (way) {
            case 0 -> Draft.of(upTo(LONGEST_TITLE, secrets, " "), everything);
            case 1 -> Draft.of(terms, upTo(LONGEST_SUMMARY, secrets, ", "));
            case 2 -> Draft.of(terms + " " + disguised(first), everything);
            case 3 -> Draft.of(first, "Users ask about " + first + ".");
            case 4 -> Draft.of(excerpt(texts.get(0), LONGEST_TITLE), excerpt(everything, LONGEST_SUMMARY));
            default -> Draft.of(upTo(LONGEST_TITLE, secrets, ", "), upTo(LONGEST_SUMMARY, secrets, ". "));
        };
    }

    private static String upTo(int longest, List<String> secrets, String between) {
        StringBuilder text = new StringBuilder();
        for (String secret : secrets) {
            if (text.length() + between.length() + secret.length() > longest) {
                break;
            }
            text.append(text.isEmpty() ? "" : between).append(secret);
        }
        return text.isEmpty() ? secrets.get(0) : text.toString();
    }

    private static String excerpt(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }

    /** One of four disguises, by the length of the secret. */
    private static String disguised(String secret) {
        return switch (secret.length() % 4) {
            case 0 -> secret.toUpperCase(Locale.ROOT);
            case 1 -> secret.codePoints().mapToObj(Character::toString).collect(Collectors.joining(" "));
            case 2 ->
                secret.codePoints()
                        .map(code -> code > 0x20 && code < 0x7f ? code + 0xfee0 : code)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
            default -> secret.replace('a', '\u0430').replace('e', '\u0435').replace('o', '\u043e');
        };
    }

    private static boolean isRefused(String secret, Set<String> refused) {
        String folded = Normalizer.normalize(secret, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return refused.stream().anyMatch(folded::contains);
    }

    @Override
    public String name() {
        return "hostile";
    }
}
