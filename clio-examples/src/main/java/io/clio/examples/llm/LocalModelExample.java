package io.clio.examples.llm;

import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.Completion;
import io.clio.llm.CompletionRequest;
import io.clio.llm.LanguageModel;
import io.clio.llm.LanguageModelException;
import io.clio.openai.OpenAiModel;
import java.net.URI;

/** Asks a model on this machine what a request is about. */
public final class LocalModelExample {
    private static final AnswerSchema TOPIC = new AnswerSchema("topic", """
            {"type": "object",
             "properties": {
               "topic": {"type": "string", "maxLength": 40},
               "kind": {"type": "string", "enum": ["question", "task", "chat"]},
               "difficulty": {"type": "integer", "minimum": 1, "maximum": 5}},
             "required": ["topic", "kind", "difficulty"],
             "additionalProperties": false}
            """);

    private LocalModelExample() {}

    /**
     * Asks and prints the answer.
     *
     * @param args the address of the server, up to and with the version, and what a user asked an assistant
     * @throws LanguageModelException if there is no answer
     * @throws InterruptedException if this thread is interrupted
     */
    public static void main(String[] args) throws LanguageModelException, InterruptedException {
        if (args.length != 2) {
            System.err.println("expected two arguments, ADDRESS and QUESTION, got " + args.length);
            return;
        }
        LanguageModel model = OpenAiModel.builder(URI.create(args[0]), "local").build();
        Completion answer = model.complete(topicOf(SensitiveText.of(args[1])));
        System.out.println(answer.text().reveal());
        System.out.println(answer.finish() + ", " + answer.usage().output() + " tokens");
    }

    static CompletionRequest topicOf(SensitiveText request) {
        return CompletionRequest.builder()
                .system(SensitiveText.of("Say in a few words what the user's request is about."))
                .user(request)
                .schema(TOPIC)
                .maxTokens(128)
                .build();
    }
}
