package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.release.TextRules.Claim;
import io.clio.release.TextRules.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each topic a title and a summary that satisfy every rule and every auditor, all topics together, so that
 * raw text is read a few times and not for each topic.
 *
 * <p>A draft whose title fails is asked for again with the failing terms named, twice at most; then the title is made
 * of key terms that pass; and if none passes it says nothing. So a topic is never lost because of its wording, but it
 * is lost if an auditor does not approve even then.
 */
final class Wording {
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_SUMMARY = 600;
    private static final int MOST_REDRAFTS = 2;
    private static final int MOST_KEY_TERMS = 3;
    private static final String SAYS_NOTHING = "Other requests";

    private final TextRules rules;
    private final AuditPanel auditors;
    private final Duration timeout;
    private final PrivacyReport.Tally tally;
    private final Set<String> taken = new HashSet<>();
    private boolean summarizerIsLate;

    Wording(TextRules rules, AuditPanel auditors, Duration timeout, PrivacyReport.Tally tally) {
        this.rules = rules;
        this.auditors = auditors;
        this.timeout = timeout;
        this.tally = tally;
    }

    /** A title and a summary that may be released; the summary may be empty. */
    record Released(String title, String summary) {}

    /** A topic that has no words yet. */
    private static final class Attempt {
        final Topic topic;
        final Set<String> failing = new HashSet<>();

        @Nullable
        String title;

        String summary = "";
        String keyTitle = "";
        int keyTerms;

        Attempt(Topic topic) {
            this.topic = topic;
        }
    }

    /**
     * Finds words for topics, and hides those for which no auditor lets any pass. A topic that has words, because an
     * earlier release showed it as it is now, keeps them, or is hidden.
     *
     * @param topics the topics; whoever comes first takes a title
     * @param withDrafts whether drafts may be used, or key terms alone
     */
    void settle(List<Topic> topics, boolean withDrafts) {
        List<Attempt> open = new ArrayList<>();
        for (Topic topic : topics) {
            Released before = topic.words;
            if (before == null) {
                open.add(new Attempt(topic));
            } else {
                failClosed(topic, () -> keep(topic, before));
            }
        }
        for (int round = 0; withDrafts && round <= MOST_REDRAFTS; round++) {
            fromDrafts(open, round);
        }
        titlesOfKeyTerms(open);
        for (Attempt attempt : open) {
            failClosed(attempt.topic, () -> fromKeyTerms(attempt));
        }
    }

    /** Whatever goes wrong on a topic, it and all below it stay in room 2. */
    private void failClosed(Topic topic, Runnable step) {
        try {
            step.run();
        } catch (Throwable e) { // errors too: their messages may not reach the caller
            topic.hide(Withheld.NODE_UNDECIDED);
        }
    }

    /** Its words had support then, from rows of which some may be gone; everything else is looked at again. */
    private void keep(Topic topic, Released before) {
        topic.words = null;
        Optional<Refusal> refusal = rules.checkForm(before.title(), LONGEST_TITLE)
                .or(() -> before.summary().isEmpty()
                        ? Optional.empty()
                        : rules.checkForm(before.summary(), LONGEST_SUMMARY));
        refusal.ifPresent(why -> tally.count(why.reason()));
        if (refusal.isEmpty()) {
            release(topic, before);
        }
        if (topic.words == null) {
            topic.hide(Withheld.NODE_NOT_APPROVED);
        }
    }

    private void fromDrafts(List<Attempt> open, int round) {
        List<Claim> claims = new ArrayList<>();
        for (Attempt attempt : open) {
            attempt.title = null;
            attempt.summary = "";
            failClosed(attempt.topic, () -> draft(attempt, round));
            claims.add(new Claim(attempt.title == null ? "" : attempt.title, LONGEST_TITLE, attempt.topic.rows));
            claims.add(new Claim(attempt.summary, LONGEST_SUMMARY, attempt.topic.rows));
        }
        List<Optional<Refusal>> refusals = rules.check(claims);
        for (int i = 0; i < open.size(); i++) {
            Attempt attempt = open.get(i);
            Optional<Refusal> title = refusals.get(2 * i);
            Optional<Refusal> summary = refusals.get(2 * i + 1);
            failClosed(attempt.topic, () -> judge(attempt, title, summary));
        }
        open.removeIf(attempt -> attempt.topic.words != null || !attempt.topic.isShown());
    }

    private void draft(Attempt attempt, int round) {
        Draft draft = round == 0 ? attempt.topic.node.draft() : redraft(attempt);
        if (draft != null) {
            attempt.title =
                    TextRules.normal(draft.title().reveal(), LONGEST_TITLE).orElse("");
            // A summary that is too long to look at must not pass for one that is missing.
            attempt.summary =
                    TextRules.normal(draft.summary().reveal(), LONGEST_SUMMARY).orElse("\u0000");
        }
    }

    /** A summarizer that once did not answer in time is not asked again. */
    private @Nullable Draft redraft(Attempt attempt) {
        if (summarizerIsLate) {
            tally.count(Withheld.REDRAFT_FAILED);
            return null;
        }
        Set<String> failing = Set.copyOf(attempt.failing);
        Deadline.Answer<Draft> answer =
                Deadline.ask(() -> attempt.topic.node.redraft().apply(failing), timeout);
        summarizerIsLate = answer.late();
        if (answer.value() == null) {
            tally.count(Withheld.REDRAFT_FAILED);
        }
        return answer.value();
    }

    private void judge(Attempt attempt, Optional<Refusal> ofTitle, Optional<Refusal> ofSummary) {
        String title = attempt.title;
        if (title == null) {
            return;
        }
        ofTitle.ifPresent(refusal -> {
            tally.count(refusal.reason());
            attempt.failing.addAll(refusal.terms());
        });
        if (ofTitle.isPresent() || taken.contains(key(title))) {
            return;
        }
        boolean leftOut = !attempt.summary.isBlank() && ofSummary.isPresent();
        if (leftOut) {
            ofSummary.ifPresent(refusal -> tally.count(refusal.reason()));
            tally.count(Withheld.SUMMARY_LEFT_OUT);
        }
        release(attempt.topic, new Released(title, leftOut ? "" : attempt.summary));
    }

    private void release(Topic topic, Released words) {
        Optional<Withheld> objection = auditors.objection(words.title(), words.summary());
        objection.ifPresent(tally::count);
        if (objection.isEmpty()) {
            topic.words = words;
            taken.add(key(words.title()));
        }
    }

    /** Takes for each topic one key term after the other, those of all topics in step. */
    private void titlesOfKeyTerms(List<Attempt> attempts) {
        int most = attempts.stream()
                .mapToInt(attempt -> attempt.topic.node.keyTerms().size())
                .max()
                .orElse(0);
        for (int next = 0; next < most; next++) {
            int at = next;
            List<Attempt> open = attempts.stream()
                    .filter(attempt -> attempt.keyTerms < MOST_KEY_TERMS
                            && at < attempt.topic.node.keyTerms().size())
                    .toList();
            addKeyTerm(open, at);
        }
    }

    /** Checks a term alone and behind those before it: "52.5200" and "13.4050" pass one by one, and are a place. */
    private void addKeyTerm(List<Attempt> open, int next) {
        List<Claim> claims = new ArrayList<>();
        for (Attempt attempt : open) {
            KeyTerm term = attempt.topic.node.keyTerms().get(next);
            String phrase =
                    TextRules.normal(term.text().reveal(), LONGEST_TITLE).orElse("");
            String joined = attempt.keyTitle.isEmpty() ? capitalised(phrase) : attempt.keyTitle + ", " + phrase;
            claims.add(new Claim(phrase, LONGEST_TITLE, attempt.topic.rows));
            claims.add(new Claim(joined, LONGEST_TITLE, attempt.topic.rows));
        }
        List<Optional<Refusal>> refusals = rules.check(claims);
        for (int i = 0; i < open.size(); i++) {
            if (refusals.get(2 * i).isEmpty() && refusals.get(2 * i + 1).isEmpty()) {
                open.get(i).keyTitle = claims.get(2 * i + 1).text();
                open.get(i).keyTerms++;
            }
        }
    }

    private void fromKeyTerms(Attempt attempt) {
        String title = untaken(attempt.keyTitle.isEmpty() ? SAYS_NOTHING : attempt.keyTitle, attempt.topic.rows);
        tally.count(attempt.keyTitle.isEmpty() ? Withheld.TITLE_WITHOUT_CONTENT : Withheld.TITLE_FROM_KEY_TERMS);
        release(attempt.topic, new Released(title, ""));
        if (attempt.topic.words == null) {
            attempt.topic.hide(Withheld.NODE_NOT_APPROVED);
        }
    }

    /**
     * Two topics that can only be told apart by a number still get two titles. With its number a title is looked at
     * again, for the number could complete what must not be released; then the topic says nothing.
     */
    private String untaken(String title, int[] rows) {
        if (!taken.contains(key(title))) {
            return title;
        }
        String numbered = numbered(title);
        Set<String> number = Set.of(numbered.substring(title.length() + 2, numbered.length() - 1));
        boolean passes = rules.check(List.of(new Claim(numbered, LONGEST_TITLE, rows, number)))
                .get(0)
                .isEmpty();
        return passes ? numbered : taken.contains(key(SAYS_NOTHING)) ? numbered(SAYS_NOTHING) : SAYS_NOTHING;
    }

    private String numbered(String title) {
        int number = 2;
        while (taken.contains(key(title + " (" + number + ")"))) {
            number++;
        }
        return title + " (" + number + ")";
    }

    private static String key(String title) {
        return title.toLowerCase(Locale.ROOT);
    }

    private static String capitalised(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        return Character.toString(Character.toTitleCase(first)) + text.substring(Character.charCount(first));
    }
}
