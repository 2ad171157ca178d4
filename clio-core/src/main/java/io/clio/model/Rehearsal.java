package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.clio.cluster.Draft;
import io.clio.conversation.SensitiveText;
import io.clio.dispatch.Assumptions;
import io.clio.dispatch.TokenEstimate;
import io.clio.llm.CompletionRequest;
import io.clio.model.Form.MisfitException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The stages of a run in which no model is asked: every prompt is made and its tokens are counted, and each answer is
 * words without meaning, as many as are assumed. Of models only name and capabilities are asked. Confined to one
 * thread.
 */
public final class Rehearsal {
    private final ModelPlan plan;
    private final TokenEstimate counter;
    private final Filler filler;
    private final long nothing;
    private final Map<Step, Count> counts = new EnumMap<>(Step.class);

    /**
     * A rehearsal.
     *
     * @param plan what would be asked
     * @param counter counts tokens
     * @param assumptions how long answers are
     * @param deviations how many standard deviations they are longer than expected
     * @param requests how many requests a conversation has, where it is split
     */
    public Rehearsal(ModelPlan plan, TokenEstimate counter, Assumptions assumptions, double deviations, int requests) {
        this.plan = plan;
        this.counter = counter;
        this.filler = new Filler(assumptions, deviations, requests);
        this.nothing = counter.inputTokens(CompletionRequest.of(SensitiveText.of("")));
    }

    /**
     * What was asked.
     *
     * @param questions how many prompts
     * @param input their tokens
     * @param output tokens of the answers
     */
    public record Count(long questions, long input, long output) {
        static final Count NONE = new Count(0, 0, 0);

        private Count plus(Count other) {
            return new Count(questions + other.questions, input + other.input, output + other.output);
        }
    }

    /**
     * Models for the stages of a run, none of which is asked.
     *
     * @return the models
     */
    public ModelRun models() {
        return ModelRun.rehearsing(plan, this);
    }

    /**
     * What a step asked since this was last called.
     *
     * @param step the step
     * @return the counts
     */
    public Count take(Step step) {
        Count count = counts.remove(step);
        return count == null ? Count.NONE : count;
    }

    /**
     * Texts as a model would write them in answer to a facet.
     *
     * @param many how many
     * @return the texts
     */
    public List<SensitiveText> texts(int many) {
        List<SensitiveText> texts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            texts.add(SensitiveText.of(filler.text(List.of())));
        }
        return texts;
    }

    /**
     * A title and a summary, as a model would write them.
     *
     * @return the draft
     */
    public Draft draft() {
        return Draft.of(filler.title(), filler.summary());
    }

    /**
     * A phrase of two words.
     *
     * @return the phrase
     */
    public SensitiveText phrase() {
        return SensitiveText.of(filler.label());
    }

    <A> List<Given<A>> ask(Step step, List<Inquiry<A>> inquiries, boolean keepsToSchema) {
        List<Given<A>> given = new ArrayList<>();
        for (Inquiry<A> inquiry : inquiries) {
            CompletionRequest.Builder request = inquiry.prompt().get();
            if (keepsToSchema) {
                request.schema(inquiry.form().schema());
            }
            JsonNode answer = inquiry.form().typical(filler);
            long output = tokens(CompletionRequest.of(SensitiveText.of(answer.toString()))) - nothing;
            counts.merge(step, new Count(1, tokens(request.build()), output), Count::plus);
            given.add(read(inquiry.form(), answer));
        }
        return given;
    }

    /** What a counter throws may quote what it counts. */
    private long tokens(CompletionRequest request) {
        try {
            return counter.inputTokens(request);
        } catch (RuntimeException | StackOverflowError e) {
            throw new IllegalStateException(
                    "the estimate of tokens failed: " + e.getClass().getName());
        }
    }

    private static <A> Given<A> read(Form<A> form, JsonNode answer) {
        try {
            return Given.of(form.read(answer));
        } catch (MisfitException e) {
            return Given.failed(Interview.UNUSABLE);
        }
    }
}
