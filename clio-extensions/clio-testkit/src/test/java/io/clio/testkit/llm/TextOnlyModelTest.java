package io.clio.testkit.llm;

import io.clio.llm.Capabilities;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import java.util.EnumSet;
import java.util.Set;

/** A model that can do nothing but answer, over a library that shows as little as it may, keeps the contract too. */
class TextOnlyModelTest extends LanguageModelContract {
    private static final FlawedContract WORDS = new FlawedContract();

    /** Text for text. */
    private record TextOnly(LanguageModel model) implements LanguageModel {
        @Override
        public Completion complete(CompletionRequest request) throws LanguageModelException, InterruptedException {
            return model.complete(request);
        }

        @Override
        public String name() {
            return model.name();
        }
    }

    @Override
    protected LanguageModel model(Service service) {
        return new TextOnly(new FlawedModel(service, Capabilities.TEXT_ONLY, Flaw.TELLS_NO_TIME_TO_WAIT));
    }

    @Override
    public Set<Detail> details() {
        return EnumSet.of(Detail.QUOTA, Detail.CONTEXT_LENGTH);
    }

    @Override
    protected Reply reply(Outcome said) {
        return said.kind() == Outcome.Kind.REFUSAL
                ? WORDS.reply(Outcome.failure(Outcome.Kind.BAD_REQUEST, said.text()))
                : WORDS.reply(said);
    }
}
