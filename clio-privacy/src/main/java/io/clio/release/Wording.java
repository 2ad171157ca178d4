package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.release.Candidate.Redrafter;
import io.clio.release.Candidate.Refused;
import io.clio.release.TextRules.Claim;
import io.clio.release.TextRules.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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
    private final Redrafter redrafter;
    private final Stages stages;
    private final PrivacyReport.Tally tally;
    private final Set<String> taken = new HashSet<>();
    private boolean summarizerIsLate;

    Wording(TextRules rules, AuditPanel auditors, Redrafter redrafter, Duration timeout, PrivacyReport.Tally tally) {
        this.rules = rules;
        this.auditors = auditors;
        this.redrafter = redrafter;
        this.stages = new Stages(timeout);
        this.tally = tally;
    }

    /** A title and a summary that may be released; the summary may be empty. */
    record Released(String title, String summary) {}

    /** Words that satisfy every rule, before auditors have seen them. */
    private record Worded(Topic topic, Released words) {}

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

        void take(Draft draft) {
            title = TextRules.normal(draft.title().reveal(), LONGEST_TITLE).orElse("");
            // A summary that is too long to look at must not pass for one that is missing.
            summary =
                    TextRules.normal(draft.summary().reveal(), LONGEST_SUMMARY).orElse("\u0000");
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
        List<Worded> kept = new ArrayList<>();
        for (Topic topic : topics) {
            Released before = topic.words;
            topic.words = null;
            if (before == null) {
                open.add(new Attempt(topic));
            } else {
                failClosed(topic, () -> kept(topic, before).ifPresent(kept::add));
            }
        }
        release(kept);
        for (int round = 0; withDrafts && round <= MOST_REDRAFTS; round++) {
            fromDrafts(open, round);
        }
        fromKeyTerms(open);
        topics.stream()
                .filter(topic -> topic.words == null && topic.isShown())
                .forEach(topic -> topic.hide(Withheld.NODE_NOT_APPROVED));
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
    private Optional<Worded> kept(Topic topic, Released before) {
        Optional<Refusal> refusal = rules.checkForm(before.title(), LONGEST_TITLE)
                .or(() -> before.summary().isEmpty()
                        ? Optional.empty()
                        : rules.checkForm(before.summary(), LONGEST_SUMMARY));
        refusal.ifPresent(why -> tally.count(why.reason()));
        return refusal.isPresent() ? Optional.empty() : Optional.of(new Worded(topic, before));
    }

    private void fromDrafts(List<Attempt> open, int round) {
        List<Claim> claims = new ArrayList<>();
        List<Optional<Draft>> drafts = round == 0 ? proposed(open) : redrafts(open);
        for (int i = 0; i < open.size(); i++) {
            Attempt attempt = open.get(i);
            Optional<Draft> draft = drafts.get(i);
            attempt.title = null;
            attempt.summary = "";
            failClosed(attempt.topic, () -> draft.ifPresent(attempt::take));
            claims.add(new Claim(attempt.title == null ? "" : attempt.title, LONGEST_TITLE, attempt.topic.rows));
            claims.add(new Claim(attempt.summary, LONGEST_SUMMARY, attempt.topic.rows));
        }
        List<Optional<Refusal>> refusals = rules.check(claims);
        List<Worded> passed = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Attempt attempt = open.get(i);
            Optional<Refusal> title = refusals.get(2 * i);
            Optional<Refusal> summary = refusals.get(2 * i + 1);
            failClosed(attempt.topic, () -> judged(attempt, title, summary).ifPresent(passed::add));
        }
        release(passed);
        open.removeIf(attempt -> attempt.topic.words != null || !attempt.topic.isShown());
    }

    private static List<Optional<Draft>> proposed(List<Attempt> open) {
        return open.stream()
                .map(attempt -> Optional.of(attempt.topic.node.draft()))
                .toList();
    }

    /** A summarizer that once did not answer in time is not asked again. */
    private List<Optional<Draft>> redrafts(List<Attempt> open) {
        List<Optional<Draft>> drafts = Collections.nCopies(open.size(), Optional.empty());
        if (!summarizerIsLate) {
            List<Refused> refused = open.stream()
                    .map(attempt -> new Refused(attempt.topic.node, attempt.failing))
                    .toList();
            Stages.Answers<Draft> answers = stages.ask(refused, redrafter::redraft);
            summarizerIsLate = answers.late();
            drafts = answers.each();
        }
        drafts.stream().filter(Optional::isEmpty).forEach(none -> tally.count(Withheld.REDRAFT_FAILED));
        return drafts;
    }

    /** Takes the title of a draft for its topic, if nothing speaks against it. */
    private Optional<Worded> judged(Attempt attempt, Optional<Refusal> ofTitle, Optional<Refusal> ofSummary) {
        String title = attempt.title;
        if (title == null) {
            return Optional.empty();
        }
        ofTitle.ifPresent(refusal -> {
            tally.count(refusal.reason());
            attempt.failing.addAll(refusal.terms());
        });
        if (ofTitle.isPresent() || !taken.add(key(title))) {
            return Optional.empty();
        }
        boolean leftOut = !attempt.summary.isBlank() && ofSummary.isPresent();
        if (leftOut) {
            ofSummary.ifPresent(refusal -> tally.count(refusal.reason()));
            tally.count(Withheld.SUMMARY_LEFT_OUT);
        }
        return Optional.of(new Worded(attempt.topic, new Released(title, leftOut ? "" : attempt.summary)));
    }

    /** Gives topics their words, if every auditor approves; a title that is not used is free again. */
    private void release(List<Worded> worded) {
        List<Optional<Withheld>> objections = auditors.objections(worded.stream()
                .map(one -> Draft.of(one.words.title(), one.words.summary()))
                .toList());
        for (int i = 0; i < worded.size(); i++) {
            Worded one = worded.get(i);
            objections.get(i).ifPresent(tally::count);
            if (objections.get(i).isEmpty()) {
                one.topic.words = one.words;
                taken.add(key(one.words.title()));
            } else {
                taken.remove(key(one.words.title()));
            }
        }
    }

    private void fromKeyTerms(List<Attempt> open) {
        titlesOfKeyTerms(open);
        List<Worded> worded = new ArrayList<>();
        for (Attempt attempt : open) {
            failClosed(attempt.topic, () -> worded.add(fromKeyTerms(attempt)));
        }
        release(worded);
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

    private Worded fromKeyTerms(Attempt attempt) {
        String title = untaken(attempt.keyTitle.isEmpty() ? SAYS_NOTHING : attempt.keyTitle, attempt.topic.rows);
        taken.add(key(title));
        tally.count(attempt.keyTitle.isEmpty() ? Withheld.TITLE_WITHOUT_CONTENT : Withheld.TITLE_FROM_KEY_TERMS);
        return new Worded(attempt.topic, new Released(title, ""));
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
