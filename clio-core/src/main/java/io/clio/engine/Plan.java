package io.clio.engine;

import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.model.ModelPlan;
import io.clio.release.PrivacyPolicy;
import io.clio.release.ReleaseLedger;
import io.clio.spi.Clusterer;
import io.clio.spi.ConversationSource;
import io.clio.spi.Embedder;
import io.clio.spi.FacetExtractor;
import io.clio.spi.Hierarchizer;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Recognizer;
import io.clio.spi.Summarizer;
import io.clio.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a run needs to know, checked before the run begins.
 *
 * @param source where conversations come from
 * @param badRecordCeiling the largest part of records that may be bad, 0 to 1; 0 makes the first one fatal
 * @param screen decides whether a redacted conversation enters the run
 * @param clusterBy the facet whose text is embedded and clustered
 * @param within a facet whose values are clustered each by itself, if any
 * @param facets what is broken down in the result
 * @param scoring facets that are kept in room 2 and never broken down, for measuring
 * @param extractor answers the facets that no code answers
 * @param models language models that answer facets, name clusters and more, if any are asked
 * @param embedder turns texts into vectors
 * @param clusterer groups them
 * @param summarizer describes clusters
 * @param hierarchizer arranges them
 * @param auditors look at drafts
 * @param recognizers find identifiers of the user's own kinds
 * @param policy what the gate asks
 * @param ledger what earlier releases showed, if it is kept
 * @param seed where all randomness comes from but that of keys
 * @param threads how many threads work
 * @param progress is told how far the run has come
 * @param workspace where what took long to make is kept for the next run, if anywhere
 */
public record Plan(
        ConversationSource source,
        double badRecordCeiling,
        Predicate<? super Conversation> screen,
        FacetSource<SensitiveText> clusterBy,
        Optional<FacetSource<?>> within,
        List<FacetSource<?>> facets,
        List<FacetSource<?>> scoring,
        Optional<FacetExtractor> extractor,
        Optional<ModelPlan> models,
        Embedder embedder,
        Clusterer clusterer,
        Summarizer summarizer,
        Hierarchizer hierarchizer,
        List<PrivacyAuditor> auditors,
        List<Recognizer> recognizers,
        PrivacyPolicy policy,
        Optional<ReleaseLedger> ledger,
        long seed,
        int threads,
        Progress progress,
        Optional<Workspace> workspace) {

    // Copies the lists and checks that the facets fit together.
    public Plan {
        facets = List.copyOf(facets);
        scoring = List.copyOf(scoring);
        auditors = List.copyOf(auditors);
        recognizers = List.copyOf(recognizers);
        Map<String, Facet<?>> byName = new HashMap<>();
        for (FacetSource<?> wanted : sources(clusterBy, within, facets, scoring)) {
            requireAnswered(wanted, extractor.isPresent() || models.isPresent());
            Facet<?> facet = wanted.facet();
            if (!byName.computeIfAbsent(facet.name(), unused -> facet).equals(facet)) {
                throw sameName(facet);
            }
        }
        Set<String> brokenDown = new HashSet<>();
        for (FacetSource<?> wanted : facets) {
            if (!brokenDown.add(wanted.facet().name())) {
                throw sameName(wanted.facet());
            }
        }
    }

    private static IllegalStateException sameName(Facet<?> facet) {
        return new IllegalStateException("two facets have the name '" + facet.name() + "'");
    }

    /** All facets that a conversation is to have, each once. */
    List<FacetSource<?>> sources() {
        Set<Facet<?>> seen = new HashSet<>();
        return sources(clusterBy, within, facets, scoring).stream()
                .filter(source -> seen.add(source.facet()))
                .toList();
    }

    private static List<FacetSource<?>> sources(
            FacetSource<?> clusterBy,
            Optional<FacetSource<?>> within,
            List<FacetSource<?>> facets,
            List<FacetSource<?>> scoring) {
        List<FacetSource<?>> all = new ArrayList<>();
        all.add(clusterBy);
        within.ifPresent(all::add);
        all.addAll(facets);
        all.addAll(scoring);
        return all;
    }

    private static void requireAnswered(FacetSource<?> source, boolean canAsk) {
        if (!source.isComputed() && !canAsk) {
            throw new IllegalStateException("facet '" + source.facet().name()
                    + "' is asked of a language model or an extractor, and none is configured; call llm(…) or"
                    + " extractor(…), or give the facet code");
        }
    }

    /**
     * This plan with further facets that are kept in room 2 and never broken down, for measuring.
     *
     * @param more the facets
     * @return the plan
     */
    public Plan withScoring(List<FacetSource<?>> more) {
        return new Plan(
                source,
                badRecordCeiling,
                screen,
                clusterBy,
                within,
                facets,
                more,
                extractor,
                models,
                embedder,
                clusterer,
                summarizer,
                hierarchizer,
                auditors,
                recognizers,
                policy,
                ledger,
                seed,
                threads,
                progress,
                workspace);
    }
}
