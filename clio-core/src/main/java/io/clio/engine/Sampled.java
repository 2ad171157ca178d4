package io.clio.engine;

import io.clio.conversation.Conversation;
import io.clio.conversation.SensitiveText;
import io.clio.conversation.Subject;
import io.clio.facet.Facet;
import io.clio.facet.FacetSource;
import io.clio.model.Rehearsal;
import io.clio.model.Step;
import io.clio.spi.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run would ask about the conversations of a sample, each by itself, and what of them would be clustered.
 *
 * @param each the conversations
 * @param texts what is clustered, as far as code answers it
 * @param parts how many conversations each part has that is clustered by itself, as far as code tells the parts
 */
record Sampled(List<One> each, List<SensitiveText> texts, List<Integer> parts) {

    /**
     * A conversation, in numbers.
     *
     * @param screen how many prompts ask whether it enters the run, 0 or 1
     * @param screenIn their tokens
     * @param facets how many prompts ask for its facets, 0 or 1
     * @param facetsIn their tokens
     * @param clustered 1 if it has something to be clustered by
     */
    record One(double screen, double screenIn, double facets, double facetsIn, double clustered) {
        static final One NOTHING = new One(0, 0, 0, 0, 0);

        One plus(One other, double times) {
            return new One(
                    screen + times * other.screen,
                    screenIn + times * other.screenIn,
                    facets + times * other.facets,
                    facetsIn + times * other.facetsIn,
                    clustered + times * other.clustered);
        }
    }

    /** Looks at each conversation of a sample; about those that failed nothing is asked. */
    static Sampled of(Plan plan, Census.Result census, Rehearsal rehearsal) {
        ModelStages models = ModelStages.rehearsing(plan, rehearsal);
        List<Facet<?>> asked = asked(plan);
        boolean asksForText = ModelStages.isAsked(plan, plan.clusterBy());
        List<One> each = new ArrayList<>(Collections.nCopies(census.failed(), One.NOTHING));
        List<SensitiveText> texts = new ArrayList<>();
        Map<String, Integer> parts = new HashMap<>();
        for (Conversation conversation : census.sample()) {
            Cancelled.check(Progress.Stage.READ);
            List<Conversation> alone = List.of(conversation);
            models.screen(alone, List.of(Subject.unknown()));
            if (!asked.isEmpty() && models.hasExtractor()) {
                models.extract(alone, List.of(Subject.unknown()), asked);
            }
            Rehearsal.Count screen = rehearsal.take(Step.SCREEN);
            Rehearsal.Count facets = rehearsal.take(Step.FACETS);
            Optional<SensitiveText> text = asksForText
                    ? Optional.empty()
                    : compute(plan.clusterBy(), conversation).filter(one -> !one.isBlank());
            text.ifPresent(texts::add);
            boolean isAnswered = models.hasExtractor()
                    ? facets.questions() > 0
                    : plan.extractor().isPresent();
            boolean clustered = asksForText ? isAnswered : text.isPresent();
            each.add(
                    new One(screen.questions(), screen.input(), facets.questions(), facets.input(), clustered ? 1 : 0));
            if (clustered) {
                parts.merge(part(plan, conversation), 1, Integer::sum);
            }
        }
        return new Sampled(each, texts, List.copyOf(parts.values()));
    }

    /** The facets that a model or an extractor answers. */
    static List<Facet<?>> asked(Plan plan) {
        List<Facet<?>> asked = new ArrayList<>();
        plan.sources().stream()
                .filter(source -> ModelStages.isAsked(plan, source))
                .forEach(source -> asked.add(source.facet()));
        return asked;
    }

    private static String part(Plan plan, Conversation conversation) {
        return plan.within()
                .filter(source -> !ModelStages.isAsked(plan, source))
                .flatMap(source -> compute(source, conversation))
                .map(Object::toString)
                .orElse("");
    }

    /** Where code fails the run counts it, and has no answer. */
    private static <T> Optional<T> compute(FacetSource<T> source, Conversation conversation) {
        try {
            return source.compute(conversation);
        } catch (RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
