package io.clio.engine;

import com.google.common.collect.Lists;
import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.release.Candidate;
import io.clio.spi.Summarizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All drafts of a run: has the summarizer describe portraits, asks again where a title is taken, and again where the
 * gate refused a draft. A summarizer that fails has said nothing; the gate then makes a title of key terms.
 */
final class Drafts implements Candidate.Redrafter {
    /** So many clusters are described together at most, so that there is progress to tell of. */
    private static final int AT_ONCE = 256;

    private static final Draft NOTHING = Draft.of("", "");

    private final Summarizer summarizer;
    private final Runnable check;
    private final IdentityHashMap<Candidate.Node, Portrait> portraits = new IdentityHashMap<>();
    private final Set<String> titles = new HashSet<>();

    /**
     * Drafts of a run that has none yet.
     *
     * @param summarizer describes clusters
     * @param check throws if the run cannot go on, for what a summarizer throws does not end it
     */
    Drafts(Summarizer summarizer, Runnable check) {
        this.summarizer = summarizer;
        this.check = check;
    }

    /** Titles that clusters of the tree bear. */
    synchronized Set<String> titles() {
        return Set.copyOf(titles);
    }

    /** Takes a title that somebody else gave. */
    synchronized void take(Draft draft) {
        titles.add(draft.title().reveal());
    }

    /**
     * Describes clusters.
     *
     * @param step is run for each
     * @return a draft for each, in order
     */
    List<Draft> of(List<Portrait> clusters, Runnable step) {
        List<Draft> drafts = new ArrayList<>(clusters.size());
        for (List<Portrait> some : Lists.partition(clusters, AT_ONCE)) {
            drafts.addAll(describe(some));
            some.forEach(one -> step.run());
        }
        List<Integer> again = takenTwice(drafts);
        if (!again.isEmpty()) {
            Set<String> all = titles();
            List<Draft> others =
                    describe(again.stream().map(i -> clusters.get(i).among(all)).toList());
            for (int i = 0; i < others.size(); i++) {
                drafts.set(again.get(i), others.get(i));
                take(others.get(i));
            }
        }
        return drafts;
    }

    /** Takes titles; says which of them were taken. */
    private synchronized List<Integer> takenTwice(List<Draft> drafts) {
        Set<String> seen = new HashSet<>();
        titles.forEach(title -> seen.add(title.toLowerCase(Locale.ROOT)));
        return IntStream.range(0, drafts.size())
                .filter(i -> {
                    String title = drafts.get(i).title().reveal();
                    titles.add(title);
                    return !title.isBlank() && !seen.add(title.toLowerCase(Locale.ROOT));
                })
                .boxed()
                .toList();
    }

    /** Where it fails on several, it is asked about each by itself, so that one cannot spoil the others. */
    private List<Draft> describe(List<Portrait> some) {
        return ask(some)
                .orElseGet(() -> some.stream()
                        .map(one ->
                                ask(List.of(one)).map(drafts -> drafts.get(0)).orElse(NOTHING))
                        .toList());
    }

    private Optional<List<Draft>> ask(List<Portrait> some) {
        @Nullable List<Draft> drafts = null;
        try {
            List<Draft> answered = summarizer.summarize(some);
            drafts = answered == null ? null : List.copyOf(answered);
        } catch (RuntimeException | StackOverflowError e) {
            check.run();
        }
        return Optional.ofNullable(drafts).filter(all -> all.size() == some.size());
    }

    /** Remembers what a node was described from, and that another draft is to have another title. */
    void remember(Candidate.Node node, Portrait portrait) {
        portraits.put(node, rejecting(portrait, node.draft()));
    }

    private Portrait again(Candidate.Refused refused) {
        return Objects.requireNonNull(portraits.get(refused.node())).rejecting(refused.terms());
    }

    private static Portrait rejecting(Portrait portrait, Draft draft) {
        String title = draft.title().reveal();
        return title.isBlank() ? portrait : portrait.rejecting(Set.of(title));
    }

    @Override
    public List<@Nullable Draft> redraft(List<Candidate.Refused> refused) {
        Set<String> all = titles();
        List<Portrait> again =
                refused.stream().map(one -> again(one).among(all)).toList();
        List<Draft> drafts = List.copyOf(summarizer.summarize(again));
        for (int i = 0; i < drafts.size(); i++) {
            take(drafts.get(i));
            // So that the next question is another one, and names what was refused.
            portraits.put(refused.get(i).node(), rejecting(again.get(i), drafts.get(i)));
        }
        return drafts;
    }
}
