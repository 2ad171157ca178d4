package io.clio.testkit.llm;

import io.clio.conversation.SensitiveText;
import io.clio.llm.AnswerSchema;
import io.clio.llm.CompletionRequest;

/** What the kit asks; invented, and found again wherever it should not be. */
final class Prompts {
    /** Stands in every prompt that must not be told. */
    static final String SECRET = "Quendolin Vasquerade";
    /** Stands in every answer that must not be told. */
    static final String ANSWERED = "Ottokar Pfefferling";

    static final String SYSTEM = "You sort moss by its colour (kit-system).";
    static final String FIRST = "Is this moss green? (kit-first)";
    static final String EXAMPLE = "It is olive. (kit-example)";
    static final String LAST = "And this one? (kit-last)";
    static final String PREFILL = "The answer (kit-prefill) is:";
    static final String PROPERTY = "kit_property";

    /**
     * Many scripts, a pair of surrogates, an invisible sign, a control character, and what formats give a meaning to.
     */
    static final String EVERY_SIGN =
            "Môß, 苔, мох, طحلب, \ud83c\udf3f, \u200d, \u2028, \u0001, \"quoted\", back\\slash, </s>, %s, ${x}";
    /** Longer than any buffer. */
    static final String LARGE = "苔 moss ".repeat(50_000);

    private Prompts() {}

    static SensitiveText text(String text) {
        return SensitiveText.of(text);
    }

    static CompletionRequest of(String text) {
        return CompletionRequest.of(text(text));
    }

    static CompletionRequest secret() {
        return CompletionRequest.builder()
                .system(text("Never speak of " + SECRET + "."))
                .user(text("Who is " + SECRET + "?"))
                .build();
    }

    /** System, user, assistant, user. */
    static CompletionRequest.Builder turns() {
        return CompletionRequest.builder()
                .system(text(SYSTEM))
                .user(text(FIRST))
                .assistant(text(EXAMPLE))
                .user(text(LAST));
    }

    static AnswerSchema schema() {
        return new AnswerSchema("kit_answer", """
                {"type": "object", "properties": {"%s": {"type": "string"}},
                 "required": ["%s"], "additionalProperties": false}""".formatted(PROPERTY, PROPERTY));
    }
}
