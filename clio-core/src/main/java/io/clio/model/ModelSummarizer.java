package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.cluster.Portrait;
import io.clio.conversation.SensitiveText;
import io.clio.facet.Facet;
import io.clio.spi.Summarizer;
import java.util.List;

/**
 * Has a model name clusters: a base cluster from texts of its members, with the nearest others as contrast, a group
 * from the titles of its children. Thread-safe.
 *
 * <p>Of the texts as many are shown as there is room for, each cut at its end: about 750 tokens of members and 250 of
 * others, which are some thirty members of a sentence each and ten others. Where the model gives no answer that can be
 * used the draft is blank.
 */
public final class ModelSummarizer implements Summarizer {
    private final ModelRun run;
    private final Facet<SensitiveText> facet;

    /**
     * A summarizer.
     *
     * @param run the models of the run
     * @param facet the facet that is clustered
     */
    public ModelSummarizer(ModelRun run, Facet<SensitiveText> facet) {
        this.run = run;
        this.facet = facet;
    }

    @Override
    public List<Draft> summarize(List<Portrait> clusters) {
        TitlePrompts prompts = new TitlePrompts(run);
        List<Inquiry<Draft>> inquiries = clusters.stream()
                .map(cluster -> new Inquiry<>(() -> prompts.of(cluster, facet), TitleForm.TITLE, List.of()))
                .toList();
        return run.interview(Step.TITLES).ask(inquiries).stream()
                .map(given -> given.answer().orElse(Draft.of("", "")))
                .toList();
    }

    @Override
    public String name() {
        return run.model(Step.TITLES).name() + ", prompts " + run.prompts().version();
    }
}
