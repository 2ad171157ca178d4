package io.clio.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.clio.conversation.Conversation;
import io.clio.conversation.Subject;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;
import io.clio.prompt.PromptName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Has a language model answer a question about conversations with yes or no. Immutable and thread-safe. */
public final class ModelScreen {
    private static final double TEMPERATURE = 0.2;
    private static final int LONGEST_ANSWER = 32;
    private static final Form<Boolean> YES_OR_NO = new YesOrNo();

    private final ModelRun run;
    private final String question;

    private ModelScreen(ModelRun run, String question) {
        this.run = run;
        this.question = question;
    }

    /**
     * A screen.
     *
     * @param run the models of the run
     * @param question what is asked, such as {@code "Is this about health?"}; the words go into a prompt
     * @return the screen
     * @throws IllegalArgumentException if the question is blank
     */
    public static ModelScreen of(ModelRun run, String question) {
        if (question.isBlank()) {
            throw new IllegalArgumentException("the question of a screen must not be blank");
        }
        return new ModelScreen(run, question.strip());
    }

    /**
     * Asks the question.
     *
     * @param redacted the conversations, of which 4,000 tokens are shown at most
     * @param owners whose they are, in the same order
     * @return for each conversation, in order, the answer, or why there is none
     * @throws RuntimeException if the asking came to an end; {@link ModelRun#check} says why
     */
    public List<Given<Boolean>> ask(List<Conversation> redacted, List<Subject> owners) {
        List<Inquiry<Boolean>> inquiries = new ArrayList<>(redacted.size());
        for (int i = 0; i < redacted.size(); i++) {
            Conversation conversation = redacted.get(i);
            inquiries.add(new Inquiry<>(() -> request(conversation), YES_OR_NO, List.of(owners.get(i))));
        }
        return run.interview(Step.SCREEN).ask(inquiries);
    }

    private CompletionRequest.Builder request(Conversation conversation) {
        return run.prompts()
                .request(
                        PromptName.SCREEN,
                        Map.of("question", question),
                        Map.of("conversation", Transcript.of(conversation, ModelExtractor.TOKENS)))
                .temperature(TEMPERATURE)
                .maxTokens(LONGEST_ANSWER);
    }

    private static final class YesOrNo implements Form<Boolean> {
        private static final AnswerSchema SCHEMA = new AnswerSchema("screen", """
                {"type":"object","properties":{"answer":{"type":"string","enum":["yes","no"]}},\
                "required":["answer"],"additionalProperties":false}""");

        @Override
        public AnswerSchema schema() {
            return SCHEMA;
        }

        @Override
        public JsonNode typical(Filler filler) {
            return JsonNodeFactory.instance.objectNode().put("answer", "yes");
        }

        @Override
        public Boolean read(JsonNode json) throws MisfitException {
            String answer = json.path("answer").asText().strip().toLowerCase(Locale.ROOT);
            return switch (answer) {
                case "yes", "true" -> true;
                case "no", "false" -> false;
                default -> throw new MisfitException("\"answer\" must be \"yes\" or \"no\"");
            };
        }
    }
}
