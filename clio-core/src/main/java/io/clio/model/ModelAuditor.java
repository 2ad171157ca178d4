package io.clio.model;

import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import io.clio.prompt.Quoted;
import io.clio.spi.PrivacyAuditor;
import io.clio.spi.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has a model rate descriptions on the scale of Tamkin et al. (2024), from 1, which identifies a person, to 5, which
 * identifies nobody; the reason comes first, then the number. Where it gives no rating that can be used there is no
 * verdict. Thread-safe.
 *
 * <p>A description is made from what users wrote, so it may be written to be approved. It is quoted, and still a model
 * may obey it: an auditor only adds to the rules of the gate.
 */
public final class ModelAuditor implements PrivacyAuditor {
    /** From this rating on a description may be shown, as in the paper. */
    public static final int THRESHOLD = 3;

    private static final double TEMPERATURE = 0.05;
    private static final int LONGEST_ANSWER = 200;
    private static final int LOWEST = 2;
    private static final int HIGHEST = 5;

    private final ModelRun run;
    private final int threshold;

    /**
     * An auditor.
     *
     * @param run the models of the run
     * @param threshold from which rating on it approves, 2 to 5: with 1 it would approve of everything
     */
    public ModelAuditor(ModelRun run, int threshold) {
        if (threshold < LOWEST || threshold > HIGHEST) {
            throw new IllegalArgumentException("threshold must be in [2, 5], got " + threshold);
        }
        this.run = run;
        this.threshold = threshold;
    }

    @Override
    public List<Verdict> audit(List<Draft> drafts) {
        List<Inquiry<Integer>> inquiries = drafts.stream()
                .map(draft -> new Inquiry<>(() -> request(draft), RatingForm.RATING, List.of()))
                .toList();
        List<@Nullable Verdict> verdicts = new ArrayList<>();
        for (Given<Integer> given : run.interview(Step.AUDIT).ask(inquiries)) {
            verdicts.add(given.answer().map(this::verdict).orElse(null));
        }
        return Collections.unmodifiableList(verdicts);
    }

    private Verdict verdict(int rating) {
        return rating >= threshold ? Verdict.APPROVED : Verdict.REJECTED;
    }

    private CompletionRequest.Builder request(Draft draft) {
        return run.prompts()
                .request(
                        PromptName.AUDIT,
                        Map.of(),
                        Map.of("title", text("title", draft.title()), "summary", text("summary", draft.summary())))
                .temperature(TEMPERATURE)
                .maxTokens(LONGEST_ANSWER);
    }

    /** Never cut: what it did not see it cannot approve of. */
    private static Quoted text(String tag, SensitiveText text) {
        return Listing.of(tag, Integer.MAX_VALUE).addAll(List.of(text)).quoted();
    }

    @Override
    public String name() {
        return run.model(Step.AUDIT).name() + ", prompts " + run.prompts().version() + ", " + threshold + " or more";
    }
}
