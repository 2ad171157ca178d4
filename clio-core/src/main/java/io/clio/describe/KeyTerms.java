package io.clio.describe;

import io.clio.cluster.KeyTerm;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds the phrases that set a group of rows apart: class-based TF-IDF (Grootendorst, <i>BERTopic</i>, 2022, section
 * 3.3) over phrases, with a contrast against the nearest other rows.
 *
 * <p>A phrase counts once per conversation. Only phrases that enough users wrote are given. Thread-safe once built.
 */
public final class KeyTerms {
    private static final int MOST = 40;
    /** What a second and a third content word are worth: longer phrases are rarer, and say more. */
    private static final double WORTH_OF_A_WORD = 0.55;
    /** What a phrase of generic words alone is worth. */
    private static final double WORTH_OF_GENERIC = 0.35;
    /** A shorter phrase gives way to a longer one that stands in at least this part of its conversations. */
    private static final double ABSORBED = 0.4;
    /** Scripts that write no spaces lie beyond this code point. */
    private static final int FIRST_GLUED = 0x0E00;
    /** Phrases that are no commoner here than elsewhere still have an order, for where there is nothing else. */
    private static final double LEAST_LIFT = 0.01;
    /** What a phrase is worth that adds no conversation to those of stronger phrases. */
    private static final double WORTH_OF_REPETITION = 0.5;

    private final List<FacetRow> rows;
    private final Facet<SensitiveText> facet;
    private final int minUsers;
    private final PhraseCounts everywhere = new PhraseCounts();
    private final int compared;

    /**
     * Counts the phrases that a group is compared with.
     *
     * @param rows the rows of the run
     * @param among which rows are compared: all, or those of one language
     * @param facet the facet whose text the phrases are taken from
     * @param minUsers how many users must have written a phrase
     */
    public KeyTerms(List<FacetRow> rows, int[] among, Facet<SensitiveText> facet, int minUsers) {
        this.rows = rows;
        this.facet = facet;
        this.minUsers = minUsers;
        this.compared = among.length;
        for (int row : among) {
            phrases(rows.get(row)).keySet().forEach(everywhere::add);
        }
    }

    /**
     * The phrases that set a group apart.
     *
     * @param group the rows of the group
     * @param near the rows of its nearest neighbours
     * @param parts the groups that it consists of; a phrase of many parts says more of the whole. Empty for a base
     *     cluster
     * @return the phrases, strongest first
     */
    public List<KeyTerm> of(int[] group, int[] near, Collection<int[]> parts) {
        Map<String, Occurrences> found = occurrences(group);
        PhraseCounts nearby = count(near);
        List<PhraseCounts> perPart = parts.stream().map(this::count).toList();
        List<Scored> scored = new ArrayList<>();
        found.forEach((key, phrase) -> {
            double spread = spread(key, perPart);
            scored.add(new Scored(key, phrase, score(phrase, group.length, nearby.get(key), near.length, spread)));
        });
        scored.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::key));
        return byCoverage(withoutAbsorbed(scored));
    }

    private record Scored(String key, Occurrences of, double score) {
        KeyTerm toKeyTerm(double worth) {
            return new KeyTerm(SensitiveText.of(of.surface()), of.users.size(), of.conversations.cardinality(), worth);
        }

        double worth(BitSet covered) {
            BitSet added = (BitSet) of.conversations.clone();
            added.andNot(covered);
            double part = (double) added.cardinality() / of.conversations.cardinality();
            return score * (WORTH_OF_REPETITION + (1 - WORTH_OF_REPETITION) * part);
        }
    }

    /** Each next phrase is the one that is worth most beside those before it, so that together they cover the group. */
    private static List<KeyTerm> byCoverage(List<Scored> candidates) {
        List<Scored> left = new ArrayList<>(candidates);
        List<KeyTerm> ordered = new ArrayList<>();
        BitSet covered = new BitSet();
        while (!left.isEmpty()) {
            Scored best = left.get(0);
            double most = best.worth(covered);
            for (Scored other : left) {
                if (other.score <= most) {
                    break;
                }
                double worth = other.worth(covered);
                if (worth > most) {
                    best = other;
                    most = worth;
                }
            }
            left.remove(best);
            covered.or(best.of.conversations);
            ordered.add(best.toKeyTerm(most));
        }
        return ordered;
    }

    /** Where a phrase occurs within a group. */
    private static final class Occurrences {
        private final Phrase phrase;
        private final String key;
        private final Set<Subject> users = new HashSet<>();
        private final Map<String, Integer> surfaces = new TreeMap<>();
        private final BitSet conversations = new BitSet();

        Occurrences(String key, Phrase phrase) {
            this.key = key;
            this.phrase = phrase;
        }

        void add(int conversation, Subject subject, String surface) {
            conversations.set(conversation);
            if (subject.isKnown()) {
                users.add(subject);
            }
            surfaces.merge(surface, 1, Integer::sum);
        }

        /** The commonest way to write it; lower case where nothing is commoner. */
        String surface() {
            return surfaces.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey();
        }
    }

    private Map<String, Occurrences> occurrences(int[] group) {
        PhraseCounts counts = count(group);
        Map<String, Occurrences> found = new HashMap<>();
        for (int i = 0; i < group.length; i++) {
            int conversation = i;
            FacetRow row = rows.get(group[i]);
            phrases(row).forEach((key, phrase) -> {
                if (counts.get(key) >= minUsers) {
                    found.computeIfAbsent(key, unused -> new Occurrences(key, phrase))
                            .add(conversation, row.subject(), phrase.surface());
                }
            });
        }
        found.values().removeIf(phrase -> phrase.users.size() < minUsers);
        return found;
    }

    private double score(Occurrences phrase, int size, int nearCount, int nearSize, double spread) {
        double inside = (double) phrase.conversations.cardinality() / size;
        double overall = (double) everywhere.get(phrase.key) / compared;
        double near = nearSize == 0 ? 0 : (double) nearCount / nearSize;
        double length = 1 + WORTH_OF_A_WORD * (phrase.phrase.contentWords() - 1);
        double meaning = phrase.phrase.generic() ? WORTH_OF_GENERIC : 1;
        double lift = Math.max(LEAST_LIFT, StrictMath.log(inside / overall));
        return inside * lift * (inside / (inside + near)) * length * meaning * spread;
    }

    /** In how many of its parts a phrase is at home, from a third (one of many) to one (all). */
    private static double spread(String key, List<PhraseCounts> parts) {
        if (parts.isEmpty()) {
            return 1;
        }
        long at = parts.stream().filter(part -> part.get(key) > 1).count();
        return (1 + 2.0 * at / parts.size()) / 3;
    }

    /** "card" goes where "credit card" stands in most of its conversations. */
    private static List<Scored> withoutAbsorbed(List<Scored> scored) {
        List<Scored> strongest = scored.subList(0, Math.min(scored.size(), 4 * MOST));
        return strongest.stream()
                .filter(shorter -> strongest.stream().noneMatch(longer -> absorbs(longer, shorter)))
                .limit(MOST)
                .toList();
    }

    private static boolean absorbs(Scored longer, Scored shorter) {
        boolean glued = shorter.key.indexOf(' ') < 0 && shorter.key.codePointAt(0) >= FIRST_GLUED;
        return longer.key.length() > shorter.key.length()
                && (glued
                        ? longer.key.contains(shorter.key)
                        : (" " + longer.key + " ").contains(" " + shorter.key + " "))
                && longer.of.conversations.cardinality() >= ABSORBED * shorter.of.conversations.cardinality();
    }

    private PhraseCounts count(int[] group) {
        PhraseCounts counts = new PhraseCounts();
        IntStream.of(group).forEach(row -> phrases(rows.get(row)).keySet().forEach(counts::add));
        return counts;
    }

    private Map<String, Phrase> phrases(FacetRow row) {
        return row.values().get(facet).map(text -> Phrases.of(text.reveal())).orElse(Map.of());
    }
}
