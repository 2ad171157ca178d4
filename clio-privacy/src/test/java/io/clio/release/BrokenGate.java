package io.clio.release;

import io.clio.cluster.Draft;
import io.clio.cluster.KeyTerm;
import io.clio.facet.Facet;
import io.clio.privacy.text.Terms;
import io.clio.release.Candidate.Node;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A gate written a second time, so that exactly one rule can be left out of it: what it releases then is what a gate
 * without that rule would release, and the law of the rule must notice. It never suppresses, so every rule but that one
 * is there. Single-threaded, short, and not for use.
 */
final class BrokenGate {
    private final PrivacyPolicy policy;
    private final List<HostileAuditor> auditors;
    private final Rule missing;

    /** The rules that can be left out. */
    enum Rule {
        /** Nothing is left out: every law must hold. */
        NONE,
        MIN_USERS,
        EFFECTIVE_USERS,
        MIN_CONVERSATIONS,
        KNOWN_USERS_ONLY,
        ROWS_ARE_A_PART_OF_THE_PARENT,
        MIN_CELL,
        TERMS_OF_TITLES,
        TERMS_OF_SUMMARIES,
        TERMS_OF_LABELS,
        TERMS_OF_THE_NODE_ITSELF,
        TERMS_OF_THE_COUNTED_ROWS,
        TERMS_NOT_OUT_OF_CHARACTERS,
        SEQUENCES,
        NAMES_OF_USERS,
        SUPPRESSION,
        CONTRIBUTIONS,
        DOMINANCE,
        ROUNDING,
        SHARES_OF_ROUNDED_COUNTS,
        IDENTIFIERS,
        IDENTIFIERS_OF_JOINED_TERMS,
        ERRORS_STAY_INSIDE,
        AUDITORS_ALL_AGREE,
        AUDITORS_THAT_FAIL_DO_NOT_APPROVE,
        AUDITORS_SEE_THE_FALLBACK,
        ORDER_BY_RELEASED_NUMBERS,
        PARENTS_STAY_WITH_CHILDREN,
        TITLES_STAY_AS_THEY_PASSED
    }

    BrokenGate(PrivacyPolicy policy, List<HostileAuditor> auditors, Rule missing) {
        this.policy = policy;
        this.auditors = auditors;
        this.missing = missing;
    }

    Insights release(Candidate candidate, SupportIndex index) {
        int[] proposed = IntStream.range(0, index.rows()).toArray();
        int[] everyRow = has(Rule.CONTRIBUTIONS) ? index.counted(proposed) : proposed;
        List<Insight> roots = new Pass(candidate, index, everyRow).all(candidate.roots(), proposed);
        return new Insights(
                rounded(index.users().of(everyRow)),
                rounded(everyRow.length),
                roots,
                has(Rule.ROUNDING) ? candidate.input().roundedBy(policy) : candidate.input(),
                policy,
                new PrivacyReport(Map.of(), 0, 0, 0, null),
                Guarantee.threshold(policy, candidate.provenance(), ReleaseLedger.Scope.NOTHING),
                candidate.provenance(),
                false);
    }

    private int rounded(int count) {
        return has(Rule.ROUNDING) ? policy.rounded(count) : count;
    }

    private boolean has(Rule rule) {
        return missing != rule;
    }

    private final class Pass {
        private final Candidate candidate;
        private final SupportIndex index;
        private final int[] everyRow;
        private final TextRules rules;
        private final Set<String> taken = new HashSet<>();

        Pass(Candidate candidate, SupportIndex index, int[] everyRow) {
            this.candidate = candidate;
            this.index = index;
            this.everyRow = everyRow;
            this.rules = new TextRules(index, policy.minTermUsers());
        }

        List<Insight> all(List<Node> nodes, int[] parent) {
            List<Insight> released = new ArrayList<>();
            nodes.forEach(node -> released.addAll(one(node, parent)));
            if (has(Rule.ORDER_BY_RELEASED_NUMBERS)) {
                released.sort(Comparator.comparingInt(Insight::users)
                        .thenComparingInt(Insight::conversations)
                        .reversed()
                        .thenComparing(Insight::title));
            }
            return released;
        }

        private List<Insight> one(Node node, int[] parent) {
            int[] claimed = node.rows().clone();
            if (!isPart(claimed, parent)) {
                return List.of();
            }
            int[] rows = has(Rule.CONTRIBUTIONS) ? index.counted(claimed) : claimed;
            if (isDominated(rows) || users(rows) < (has(Rule.MIN_USERS) ? policy.minUsers() : 1)) {
                return List.of();
            }
            if (has(Rule.MIN_CONVERSATIONS) && rows.length < policy.minConversations()) {
                return List.of();
            }
            int[] judged = has(Rule.TERMS_OF_THE_COUNTED_ROWS) ? rows : node.rows();
            Optional<Draft> words = drafted(node, judged).or(() -> fallback(node, judged));
            if (words.isEmpty()) {
                return List.of();
            }
            String title = words.get().title().reveal();
            taken.add(title.toLowerCase(Locale.ROOT));
            List<Insight> children = all(node.children(), claimed);
            if (!has(Rule.PARENTS_STAY_WITH_CHILDREN) && !children.isEmpty()) {
                return children;
            }
            return List.of(new Insight(
                    has(Rule.TITLES_STAY_AS_THEY_PASSED) ? title : title.substring(1) + title.charAt(0),
                    words.get().summary().reveal(),
                    rounded(users(rows)),
                    rounded(rows.length),
                    share(rows.length),
                    breakdown(node, rows),
                    children));
        }

        private boolean isDominated(int[] rows) {
            return has(Rule.DOMINANCE) && index.users().areDominated(policy, rows);
        }

        private double share(int conversations) {
            boolean exact = !has(Rule.SHARES_OF_ROUNDED_COUNTS);
            double all = Math.max(1, exact ? everyRow.length : rounded(everyRow.length));
            return Math.min(1, Math.round(10_000 * (exact ? conversations : rounded(conversations)) / all) / 10_000.0);
        }

        private boolean isPart(int[] rows, int[] parent) {
            Set<Integer> allowed = new HashSet<>(IntStream.of(parent).boxed().toList());
            if (!has(Rule.ROWS_ARE_A_PART_OF_THE_PARENT)) {
                return Arrays.stream(rows).allMatch(row -> row >= 0 && row < everyRow.length);
            }
            return Arrays.stream(rows).allMatch(allowed::remove);
        }

        private int users(int[] rows) {
            int known = index.users().of(rows);
            return has(Rule.KNOWN_USERS_ONLY) ? known : Math.max(known, rows.length);
        }

        private Optional<Draft> drafted(Node node, int[] rows) {
            Draft draft = node.draft();
            for (int attempt = 0; attempt < 3; attempt++) {
                if (attempt > 0) {
                    draft = redraft(node);
                }
                Optional<Draft> words = draft == null ? Optional.empty() : judge(draft, rows);
                if (words.isPresent()) {
                    return words;
                }
            }
            return Optional.empty();
        }

        private Draft redraft(Node node) {
            try {
                return candidate
                        .redrafter()
                        .redraft(List.of(new Candidate.Refused(node, Set.of())))
                        .get(0);
            } catch (StackOverflowError e) {
                return null;
            } catch (Throwable e) {
                if (!has(Rule.ERRORS_STAY_INSIDE) && e instanceof AssertionError error) {
                    throw error;
                }
                return null;
            }
        }

        private Optional<Draft> judge(Draft draft, int[] rows) {
            Optional<String> title = passing(draft.title().reveal(), Wording.LONGEST_TITLE, rows, Rule.TERMS_OF_TITLES);
            if (title.isEmpty() || taken.contains(title.get().toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            String summary = passing(draft.summary().reveal(), Wording.LONGEST_SUMMARY, rows, Rule.TERMS_OF_SUMMARIES)
                    .orElse("");
            Draft words = Draft.of(title.get(), summary);
            return approved(words) ? Optional.of(words) : Optional.empty();
        }

        private Optional<Draft> fallback(Node node, int[] rows) {
            String title = "";
            for (KeyTerm term : node.keyTerms()) {
                String start = title.isEmpty() ? "" : title + ", ";
                title = passing(term.text().reveal(), Wording.LONGEST_TITLE, rows, Rule.TERMS_OF_TITLES)
                        .map(phrase -> start + phrase)
                        .filter(joined -> !has(Rule.IDENTIFIERS_OF_JOINED_TERMS)
                                || passing(joined, Wording.LONGEST_TITLE, rows, Rule.TERMS_OF_TITLES)
                                        .isPresent())
                        .orElse(title);
            }
            title = title.isEmpty() ? "Other requests" : title;
            String untaken = title;
            for (int number = 2; taken.contains(untaken.toLowerCase(Locale.ROOT)); number++) {
                untaken = title + " (" + number + ")";
            }
            Draft words = Draft.of(untaken, "");
            return !has(Rule.AUDITORS_SEE_THE_FALLBACK) || approved(words) ? Optional.of(words) : Optional.empty();
        }

        /** A text that passes every rule but the missing one. */
        private Optional<String> passing(String text, int longest, int[] rows, Rule terms) {
            Optional<String> normal = TextRules.normal(text, longest);
            return normal.filter(candidateText -> rules.check(candidateText, longest, rows)
                    .map(refusal -> isForgiven(refusal.reason(), candidateText, rows, terms))
                    .orElse(true));
        }

        private boolean isForgiven(Withheld reason, String text, int[] rows, Rule terms) {
            return switch (reason) {
                case TEXT_IDENTIFIER -> !has(Rule.IDENTIFIERS) && supported(Terms.required(text), rows);
                case TEXT_UNSUPPORTED_TERM ->
                    !has(terms)
                            || (!has(Rule.TERMS_OF_THE_NODE_ITSELF) && supported(Terms.required(text), everyRow))
                            || (!has(Rule.TERMS_NOT_OUT_OF_CHARACTERS) && supported(withoutLoneCharacters(text), rows));
                case TEXT_RARE_SEQUENCE -> !has(Rule.SEQUENCES);
                case TEXT_NAMES_A_USER -> !has(Rule.NAMES_OF_USERS) && supported(Terms.required(text), rows);
                default -> false;
            };
        }

        private boolean supported(Set<String> terms, int[] rows) {
            SupportScan.Question question = new SupportScan.Question(rows, List.copyOf(terms));
            int[] users =
                    index.count(List.of(question), policy.minTermUsers()).get(0).terms();
            return Arrays.stream(users).allMatch(writers -> writers >= policy.minTermUsers());
        }

        /** As if any text supported each of its characters. */
        private Set<String> withoutLoneCharacters(String text) {
            Set<String> terms = new HashSet<>(Terms.required(text));
            terms.removeIf(term -> term.length() == 1 && Vocabulary.NAME_OF_COMMON_CHARACTERS.contains(term));
            return terms;
        }

        private boolean approved(Draft words) {
            List<Boolean> verdicts =
                    auditors.stream().map(auditor -> approves(auditor, words)).toList();
            return has(Rule.AUDITORS_ALL_AGREE)
                    ? !verdicts.contains(false)
                    : verdicts.isEmpty() || verdicts.contains(true);
        }

        private boolean approves(HostileAuditor auditor, Draft words) {
            AtomicInteger answered = new AtomicInteger();
            boolean approves = new AuditPanel(
                            List.of(PrivacyAuditor.each(draft -> {
                                Verdict verdict = auditor.verdict(draft);
                                answered.set(verdict == null ? 0 : 1);
                                return verdict;
                            })),
                            policy.auditTimeout())
                    .objections(List.of(words))
                    .get(0)
                    .isEmpty();
            boolean failed = answered.get() == 0;
            return approves || (failed && !has(Rule.AUDITORS_THAT_FAIL_DO_NOT_APPROVE));
        }

        private SortedMap<String, List<FacetCell>> breakdown(Node node, int[] rows) {
            SortedMap<String, List<FacetCell>> breakdown = new TreeMap<>();
            PrivacyReport.Tally tally = new PrivacyReport.Tally();
            Cells cells = new Cells(candidate.rows(), index.users(), cellPolicy(), labelRules());
            for (Facet<?> facet : candidate.facets()) {
                SortedMap<String, List<Cell>> of = new TreeMap<>(Map.of(facet.name(), cells.of(facet, rows, tally)));
                cells.checkLabels(List.of(new Topic(node, rows, 0, 0, of)));
                breakdown.put(facet.name(), cells.released(of.get(facet.name()), Optional.empty(), tally));
            }
            return breakdown;
        }

        private PrivacyPolicy cellPolicy() {
            PrivacyPolicy cell =
                    has(Rule.MIN_CELL) ? policy : policy.withMinUsers(2).withMinConversations(1);
            cell = has(Rule.DOMINANCE) ? cell : cell.withMaxShare(1);
            return has(Rule.ROUNDING) ? cell : cell.withCountsRoundedTo(1);
        }

        private TextRules labelRules() {
            return new TextRules(index, has(Rule.TERMS_OF_LABELS) ? policy.minTermUsers() : 0);
        }
    }
}
