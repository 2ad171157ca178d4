package io.clio.engine;

import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.facet.FacetSource;
import io.clio.release.PrivacyPolicy;
import io.clio.spi.Clusterer;
import io.clio.spi.ConversationSource;
import io.clio.spi.Embedder;
import io.clio.spi.FacetExtractor;
import io.clio.spi.Hierarchizer;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Progress;
import io.clio.spi.Summarizer;
import java.util.HashSet;
import java.util.List;
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
 * @param embedder turns texts into vectors
 * @param clusterer groups them
 * @param summarizer describes clusters
 * @param hierarchizer arranges them
 * @param auditors look at drafts
 * @param policy what the gate asks
 * @param seed where all randomness comes from but that of keys
 * @param threads how many threads work
 * @param progress is told how far the run has come
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
        Embedder embedder,
        Clusterer clusterer,
        Summarizer summarizer,
        Hierarchizer hierarchizer,
        List<PrivacyAuditor> auditors,
        PrivacyPolicy policy,
        long seed,
        int threads,
        Progress progress) {

    // Copies the lists and checks that the facets fit together.
    public Plan {
        facets = List.copyOf(facets);
        scoring = List.copyOf(scoring);
        auditors = List.copyOf(auditors);
        Set<String> names = new HashSet<>();
        names.add(clusterBy.facet().name());
        requireAnswered(clusterBy, extractor);
        if (within.isPresent()) {
            requireAnswered(within.get(), extractor);
        }
        for (FacetSource<?> asked : facets) {
            requireAnswered(asked, extractor);
            if (!asked.facet().equals(clusterBy.facet())
                    && !names.add(asked.facet().name())) {
                throw new IllegalStateException(
                        "two facets have the name '" + asked.facet().name() + "'");
            }
        }
    }

    private static void requireAnswered(FacetSource<?> source, Optional<FacetExtractor> extractor) {
        if (!source.isComputed() && extractor.isEmpty()) {
            throw new IllegalStateException("facet '" + source.facet().name()
                    + "' is asked of an extractor, and none is configured; call extractor(…), or give the facet code");
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
                embedder,
                clusterer,
                summarizer,
                hierarchizer,
                auditors,
                policy,
                seed,
                threads,
                progress);
    }
}
