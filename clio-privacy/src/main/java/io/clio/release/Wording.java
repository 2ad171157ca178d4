package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.conversation.SensitiveText;
import io.clio.release.TextRules.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds a title and a summary of a node that satisfy every rule and every auditor.
 *
 * <p>A draft whose title fails is asked for again with the failing terms named, twice at most; then the title is made
 * of key terms that pass; and if none passes it says nothing. So a node is never lost because of its wording, but it is
 * lost if an auditor does not approve even then.
 */
final class Wording {
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_SUMMARY = 600;
    private static final int MOST_REDRAFTS = 2;
    private static final int MOST_KEY_TERMS = 3;
    private static final String SAYS_NOTHING = "Other requests";

    private final TextRules rules;
    private final AuditPanel auditors;
    private final PrivacyReport.Tally tally;
    private final Set<String> taken = new HashSet<>();

    Wording(TextRules rules, AuditPanel auditors, PrivacyReport.Tally tally) {
        this.rules = rules;
        this.auditors = auditors;
        this.tally = tally;
    }

    /** A title and a summary that may be released; the summary may be empty. */
    record Released(String title, String summary) {}

    /**
     * Finds words for a node. The title that it returns is taken from then on.
     *
     * @param node the node
     * @param rows the rows of the node that were counted; the node's own could have changed since
     * @return the words, or nothing if no auditor lets any pass
     */
    Optional<Released> wordsFor(Candidate.Node node, int[] rows) {
        Optional<Released> words = fromDrafts(node, rows).or(() -> fromKeyTerms(node, rows));
        words.ifPresent(released -> taken.add(key(released.title())));
        return words;
    }

    private Optional<Released> fromDrafts(Candidate.Node node, int[] rows) {
        @Nullable Draft draft = node.draft();
        Set<String> failing = new HashSet<>();
        for (int attempt = 0; attempt <= MOST_REDRAFTS; attempt++) {
            if (attempt > 0) {
                draft = redraft(node.redraft(), failing);
            }
            Optional<Released> words = draft == null ? Optional.empty() : judge(draft, rows, failing);
            if (words.isPresent()) {
                return words;
            }
        }
        return Optional.empty();
    }

    private Optional<Released> judge(Draft draft, int[] rows, Set<String> failing) {
        Optional<String> title = passing(draft.title(), LONGEST_TITLE, rows, failing);
        if (title.isEmpty() || taken.contains(key(title.get()))) {
            return Optional.empty();
        }
        Optional<String> summary = draft.summary().isBlank()
                ? Optional.empty()
                : passing(draft.summary(), LONGEST_SUMMARY, rows, new HashSet<>());
        if (summary.isEmpty() && !draft.summary().isBlank()) {
            tally.count(Withheld.SUMMARY_LEFT_OUT);
        }
        return approved(new Released(title.get(), summary.orElse("")));
    }

    private Optional<String> passing(SensitiveText text, int longest, int[] rows, Set<String> failing) {
        Optional<String> normal = TextRules.normal(text.reveal(), longest);
        Optional<Refusal> refusal = normal.isEmpty()
                ? Optional.of(new Refusal(Withheld.TEXT_MALFORMED, Set.of()))
                : rules.check(normal.get(), longest, rows);
        refusal.ifPresent(why -> {
            tally.count(why.reason());
            failing.addAll(why.terms());
        });
        return refusal.isPresent() ? Optional.empty() : normal;
    }

    private @Nullable Draft redraft(Function<Set<String>, Draft> redraft, Set<String> failing) {
        try {
            return redraft.apply(Set.copyOf(failing));
        } catch (Throwable e) { // errors too: what a stage throws may say what it has read
            tally.count(Withheld.REDRAFT_FAILED);
            return null;
        }
    }

    private Optional<Released> fromKeyTerms(Candidate.Node node, int[] rows) {
        String title = titleOf(node.keyTerms(), rows);
        tally.count(title.isEmpty() ? Withheld.TITLE_WITHOUT_CONTENT : Withheld.TITLE_FROM_KEY_TERMS);
        return approved(new Released(untaken(title.isEmpty() ? SAYS_NOTHING : title), ""));
    }

    /** Checks a term alone and behind those before it: "52.5200" and "13.4050" pass one by one, and are a place. */
    private String titleOf(List<KeyTerm> terms, int[] rows) {
        String title = "";
        int used = 0;
        for (KeyTerm term : terms) {
            String before = title;
            Optional<String> longer = TextRules.normal(term.text().reveal(), LONGEST_TITLE)
                    .filter(phrase -> passes(phrase, rows))
                    .map(phrase -> before.isEmpty() ? capitalised(phrase) : before + ", " + phrase)
                    .filter(joined -> passes(joined, rows));
            title = longer.orElse(before);
            used += longer.isPresent() ? 1 : 0;
            if (used == MOST_KEY_TERMS) {
                break;
            }
        }
        return title;
    }

    private boolean passes(String text, int[] rows) {
        return rules.check(text, LONGEST_TITLE, rows).isEmpty();
    }

    private Optional<Released> approved(Released words) {
        Optional<Withheld> objection = auditors.objection(words.title(), words.summary());
        objection.ifPresent(tally::count);
        return objection.isPresent() ? Optional.empty() : Optional.of(words);
    }

    /** Two topics that can only be told apart by a number still get two titles. */
    private String untaken(String title) {
        String candidate = title;
        for (int number = 2; taken.contains(key(candidate)); number++) {
            candidate = title + " (" + number + ")";
        }
        return candidate;
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    private static String capitalised(String text) {
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + text.substring(Character.charCount(first));
    }
}
